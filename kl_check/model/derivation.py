"""A derivation as it is declared, and as it stands after every step was checked."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal, TypeAlias

from kl_check.model.evidence import Evidence, Strength
from kl_check.model.term import Symbol, Term

Domain: TypeAlias = Literal["real", "positive", "vector", "positive-vector", "covariance"]
"""A covariance is symmetric and positive definite. Vectors and covariances have one size, J."""

OF_ARRAYS: frozenset[Domain] = frozenset({"vector", "positive-vector", "covariance"})

Relation: TypeAlias = Literal["=", "<=", ">="]


@dataclass(frozen=True, slots=True)
class Assumption:
    """What a derivation takes for granted of a symbol: for all such values the claim is made, and checked."""

    symbol: Symbol
    domain: Domain
    meaning: str  # as "the mean of q"


@dataclass(frozen=True, slots=True)
class Step:
    """`expression` equals the one before it by `rule`; `because` says so to a reader.

    `where` says what stands for what, in rules that substitute. `cites` names the derivation that a step rests on.
    With `relation` "<=" the expression before is at most this one, with ">=" at least; `equality` then gives the
    values of symbols at which, and only at which, the two are equal (empty: nothing is claimed).
    """

    rule: str
    expression: Term
    because: str
    where: tuple[tuple[Symbol, Term], ...] = ()
    cites: str | None = None
    relation: Relation = "="
    equality: tuple[tuple[Symbol, Term], ...] = ()


@dataclass(frozen=True, slots=True)
class Derivation:
    """What is claimed, from where it starts, and the steps that lead to the conclusion (the last expression)."""

    name: str
    title: str
    left_side: str  # LaTeX of what is derived, as D_{KL}(q \| p)
    assumptions: tuple[Assumption, ...]
    start: Term
    start_because: str
    steps: tuple[Step, ...]

    @property
    def conclusion(self) -> Term:
        return self.steps[-1].expression if self.steps else self.start

    @property
    def has_arrays(self) -> bool:
        """Whether it is about vectors and matrices."""
        return any(one.domain in OF_ARRAYS for one in self.assumptions)

    @property
    def relation(self) -> Relation:
        """How the start is related to the conclusion; `follow.check` refuses a chain that goes both ways."""
        return next((step.relation for step in self.steps if step.relation != "="), "=")

    @property
    def domains(self) -> Mapping[str, Domain]:
        """The assumptions, by the name of their symbol."""
        return {one.symbol.name: one.domain for one in self.assumptions}


@dataclass(frozen=True, slots=True)
class CheckedStep:
    step: Step
    evidence: tuple[Evidence, ...]

    @property
    def holds(self) -> bool:
        """At least one method agrees, and none differs. An inequality needs its rule: points only fail to refute it."""
        outcomes = [one.outcome for one in self.evidence]
        needed = outcomes if self.step.relation == "=" else outcomes[:1]
        return "agrees" in needed and "differs" not in outcomes


@dataclass(frozen=True, slots=True)
class CheckedDerivation:
    derivation: Derivation
    steps: tuple[CheckedStep, ...]
    strength: Strength | None  # of its weakest step; None when a step fails
    scope: str = ""  # for which values its proofs hold
    seconds: float = field(default=0, compare=False)  # that the check took, without what it cites

    @property
    def holds(self) -> bool:
        return self.strength is not None

    def __str__(self) -> str:
        """The text that the command prints, without colour."""
        from kl_check.report.formats.derivation import derivation_text

        return derivation_text(self)

    def _repr_html_(self) -> str:
        """What a notebook shows."""
        from kl_check.report.formats.notebook import derivation_html

        return derivation_html(self)

    def _repr_latex_(self) -> str:
        """What a notebook that prints LaTeX shows."""
        from kl_check.report.formats.notebook import derivation_latex

        return derivation_latex(self)
