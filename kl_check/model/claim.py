"""The statement that the methods of confirmation put to the test."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from kl_check.model.term import Axis, Term


@dataclass(frozen=True, slots=True)
class NormalTerms:
    """A Gaussian whose mean and standard deviation are terms in the claim's symbols."""

    mean: Term
    std: Term


@dataclass(frozen=True, slots=True)
class Claim:
    """`expression` is KL(posterior ‖ prior) in nats, reduced as `latent` and `batch` say.

    `domains` holds every symbol that varies along the axes; `sizes` names symbols that stand for an axis length.
    The axes of every reduction in `expression` are named (`kl_check.algebra.axes.resolve`).
    """

    name: str
    expression: Term
    posterior: NormalTerms
    prior: NormalTerms
    domains: Mapping[str, Literal["real", "positive"]]
    sizes: Mapping[str, Axis] = field(default_factory=dict)
    latent: Literal["sum", "none"] = "none"
    batch: Literal["sum", "mean", "none"] = "none"
