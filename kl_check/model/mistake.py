"""A mistake as one edit of one part of the closed form, and how it is told to people."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import Literal, TypeAlias

Part: TypeAlias = Literal["log", "variance", "mean", "constant", "other"]
"""The parts of a Gaussian KL: −log σ, σ²/2, μ²/2, −½, and what fits nowhere."""


@dataclass(frozen=True, slots=True)
class Edit:
    """What a slip does to parts of the KL.

    `exponent` multiplies the exponents of the scales by `by`, `mean-power` the power of the mean difference; `unexp`
    takes exp(k·s) for s^k, `unexp-linear` for k·s, `reexp` for exp(exp(k·s)); `unlog` takes log s for s, `unlog-whole`
    log(s₂/s₁) for s₂/s₁.
    """

    parts: tuple[Part, ...]
    operation: Literal["exponent", "mean-power", "unexp", "unexp-linear", "reexp", "unlog", "unlog-whole"]
    by: Fraction = Fraction(1)


@dataclass(frozen=True, slots=True)
class Mistake:
    """One word of the vocabulary. `wrong` and `right` are lines that the tests check."""

    word: str
    title: str
    explanation: str
    wrong: str
    right: str
    edits: tuple[Edit, ...] = ()
