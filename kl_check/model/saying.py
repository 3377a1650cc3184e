"""What people say about these formulas: as facts that can be decided, and as they stand once they are.

(`kl_check.model.claim` holds another thing: the statement that the methods of confirmation put to the test.)
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal, TypeAlias

from kl_check.model.evidence import STRENGTHS, Evidence, Outcome, Strength

Finding: TypeAlias = Literal["true", "false", "assuming", "undecided"]
"""`assuming`: false as it is said, true under the assumption that is named."""


Topic: TypeAlias = Literal["scale", "sampler", "weight", "form", "estimate"]


@dataclass(frozen=True, slots=True)
class Formula:
    """A text of plain mathematics, differentiated by `slopes` one after the other; then values are put in."""

    text: str
    slopes: tuple[str, ...] = ()
    at: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Related:
    """`left` stands to `right` as `compare` says; `factor` and `offset` where they are part of what is said."""

    left: Formula
    right: Formula
    relation: Literal["same", "multiple", "shifted", "reparametrised", "different"] = "same"
    factor: str | None = None
    offset: str | None = None
    substitution: Mapping[str, str] | None = None


@dataclass(frozen=True, slots=True)
class Below:
    """One number is smaller than another."""

    smaller: Formula
    larger: Formula


@dataclass(frozen=True, slots=True)
class Judged:
    """What `check` answers to one question about a line of code."""

    text: str
    question: str
    answer: str
    reading: Mapping[str, str] = field(default_factory=dict)
    sizes: Mapping[str, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Derived:
    """The derivation of that name holds, and its conclusion is the formula."""

    name: str
    formula: Formula


@dataclass(frozen=True, slots=True)
class Rounded:
    """Each operation rounded to single precision, the relative error of `formula` lies between two bounds."""

    formula: Formula
    exact: str
    at_least: str = "0"
    at_most: str = "1"


Fact: TypeAlias = Related | Below | Judged | Derived | Rounded


@dataclass(frozen=True, slots=True)
class Saying:
    """`claim` is what is said, as facts; `then` the same claim under `assuming`; `instead` what is true for certain.

    `expected` is what the machine must find: a test compares the two.
    """

    name: str
    topic: Topic
    title: str
    says: str
    claim: tuple[Fact, ...]
    because: str
    expected: Finding
    assuming: str = ""
    then: tuple[Fact, ...] = ()
    instead: tuple[Fact, ...] = ()


@dataclass(frozen=True, slots=True)
class CheckedFact:
    """A fact in prose (with formulas between dollars), and what was found of it."""

    statement: str
    evidence: Evidence

    @property
    def outcome(self) -> Outcome:
        return self.evidence.outcome


@dataclass(frozen=True, slots=True)
class CheckedSaying:
    """A saying with each of its facts decided."""

    saying: Saying
    claim: tuple[CheckedFact, ...]
    then: tuple[CheckedFact, ...] = ()
    instead: tuple[CheckedFact, ...] = ()

    @property
    def finding(self) -> Finding:
        """What the facts add up to. Nothing is found where what should be true for certain is not shown."""
        outcomes = {one.outcome for one in self.claim}
        if not self.claim or any(one.outcome != "agrees" for one in (*self.then, *self.instead)):
            return "undecided"
        if outcomes == {"agrees"}:
            return "true"
        if "differs" in outcomes:
            return "assuming" if self.then else "false"
        return "undecided"

    @property
    def holds(self) -> bool:
        """Whether the machine finds what is expected."""
        return self.finding == self.saying.expected

    @property
    def refutation(self) -> CheckedFact | None:
        """The first fact of the claim that is false."""
        return next((one for one in self.claim if one.outcome == "differs"), None)

    @property
    def strength(self) -> Strength:
        """Of the finding: as strong as the weakest of the facts that it needs."""
        needed = [self.refutation] if self.refutation else self.claim
        strengths = [one.evidence.strength for one in (*needed, *self.then, *self.instead)]
        return min(strengths, key=STRENGTHS.index)
