"""A derivation as it is declared, and as it stands after every step was checked."""

from __future__ import annotations

from dataclasses import dataclass

from kl_check.model.evidence import Evidence, Strength
from kl_check.model.term import Term


@dataclass(frozen=True, slots=True)
class Step:
    """`expression` follows from the step before it by `rule`; `because` says so to a reader."""

    rule: str
    expression: Term
    because: str


@dataclass(frozen=True, slots=True)
class Derivation:
    """What is claimed, from where it starts, and the steps that lead to the conclusion (the last expression)."""

    name: str
    title: str
    left_side: str  # LaTeX of what is derived, as D_{KL}(q \| p)
    assumptions: tuple[str, ...]
    start: Term
    start_because: str
    steps: tuple[Step, ...]

    @property
    def conclusion(self) -> Term:
        return self.steps[-1].expression if self.steps else self.start


@dataclass(frozen=True, slots=True)
class CheckedStep:
    step: Step
    evidence: tuple[Evidence, ...]

    @property
    def holds(self) -> bool:
        """At least one method agrees with proof or measure, and none differs."""
        outcomes = [one.outcome for one in self.evidence]
        return "agrees" in outcomes and "differs" not in outcomes


@dataclass(frozen=True, slots=True)
class CheckedDerivation:
    derivation: Derivation
    steps: tuple[CheckedStep, ...]
    strength: Strength | None  # of its weakest step; None when a step fails

    @property
    def holds(self) -> bool:
        return self.strength is not None
