"""A closed form that we state, with the derivation that proves it and the source that printed it."""

from __future__ import annotations

from dataclasses import dataclass

from kl_check.model.term import Term


@dataclass(frozen=True, slots=True)
class Source:
    """Where a formula was published."""

    key: str
    text: str


@dataclass(frozen=True, slots=True)
class ClosedForm:
    """KL(q‖p) in nats. q is N(mu_1, sigma_1²) and p is N(mu_2, sigma_2²); a standard p is N(0, 1).

    `name` is also the name of the derivation in `derivations/` whose conclusion this is.
    """

    name: str
    title: str
    term: Term
    target: str  # "standard" or "general", as in a verdict
    summed: bool  # over latents
    source: Source


@dataclass(frozen=True, slots=True)
class Variant:
    """A formula that is taken for a closed form and is none: what each method of confirmation must flag."""

    name: str
    title: str
    of: str  # the closed form's name
    term: Term
    mistake: str
    consequence: str
