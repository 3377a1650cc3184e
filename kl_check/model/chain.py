"""A chain of equations that a user wrote, `A = B = C`, and what was found of each `=`."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kl_check.model.comparison import Disagreement
from kl_check.model.evidence import Outcome
from kl_check.model.surroundings import Excerpt

if TYPE_CHECKING:
    from kl_check.model.verdict import Verdict


@dataclass(frozen=True, slots=True)
class Problem:
    """Why a side is not understood, with the place in the whole text."""

    message: str
    line: int
    column: int


@dataclass(frozen=True, slots=True)
class Side:
    """What stands between two `=`: read as an excerpt of its own, or not understood."""

    text: str  # on one line, without comments and alignment marks
    line: int
    column: int
    end_line: int
    end_column: int  # behind the last character
    excerpt: Excerpt | None = None
    problem: Problem | None = None


@dataclass(frozen=True, slots=True)
class Heading:
    r"""The name in front of the first `=`: `KL`, `-D_{KL}(q \| p)`, `f(\mu)`, or a symbol that is defined."""

    text: str
    is_kl: bool
    is_negated: bool
    symbol: str | None = None  # where it is a lone symbol


@dataclass(frozen=True, slots=True)
class Chain:
    """Sides that are all said to be equal."""

    heading: Heading | None
    sides: tuple[Side, ...]


@dataclass(frozen=True, slots=True)
class Link:
    """One `=`, by the indices of its sides. Over sides that are not understood it leads to the next that is."""

    left: int
    right: int
    outcome: Outcome
    because: str
    witness: Disagreement | None = None
    fix: str | None = None  # the right side after a small edit, proved equal to the left


@dataclass(frozen=True, slots=True)
class CheckedChain:
    """A chain with a link for each `=` between sides; `last` is the verdict on the last side, if a KL is claimed."""

    chain: Chain
    links: tuple[Link, ...]
    last: Verdict | None = None
    is_definition: bool = False  # `s = \log \sigma^2`: taken as given

    @property
    def wrong(self) -> tuple[Link, ...]:
        """The links that differ, in the order in which they are written."""
        return tuple(one for one in self.links if one.outcome == "differs")

    @property
    def is_what_it_claims(self) -> bool:
        """Whether the last side is the KL, where one is claimed."""
        if self.chain.heading is None or not self.chain.heading.is_kl:
            return True
        return self.last is not None and self.last.severity in ("ok", "note")


@dataclass(frozen=True, slots=True)
class CheckedSteps:
    """All chains of a text, and the definitions that were taken as given: symbol, what it stands for."""

    chains: tuple[CheckedChain, ...]
    definitions: Mapping[str, str]

    @property
    def outcome(self) -> Outcome:
        """`agrees` if every `=` holds and every KL is what it claims to be; `differs` if one surely does not."""
        found = [link.outcome for one in self.chains for link in one.links]
        unmet = [one.last for one in self.chains if not one.is_what_it_claims]
        if "differs" in found or any(last and last.verdict != "undecided" for last in unmet):
            return "differs"
        return "silent" if "silent" in found or unmet else "agrees"

    @property
    def first_wrong(self) -> tuple[CheckedChain, Link] | None:
        """The first `=` that does not hold, with its chain."""
        return next(((one, link) for one in self.chains for link in one.wrong), None)

    def to_dict(self) -> dict[str, object]:
        """The object that `kl-check steps --format json` prints."""
        from kl_check.report.formats.chain import steps_dict

        return steps_dict(self)

    def __str__(self) -> str:
        """The text that the command prints, without colour."""
        from kl_check.report.formats.chain import steps_text

        return steps_text(self)
