"""What a token of a formula is in the textbook KL."""

from __future__ import annotations

from typing import Literal, NamedTuple, TypeAlias

from kl_check.model.term import Span

# fmt: off
TextbookPart: TypeAlias = Literal[
    "log-determinant", "trace", "mean", "dimension", "prior-variance", "several", "other",
    "half", "factor", "sign", "weight", "count", "sum", "average",
    "missing", "second-gaussian", "derivation",
]
# fmt: on


class Place(NamedTuple):
    """Where a token stands: offsets into the text that was read, and lines and columns counted from 1."""

    span: Span
    line: int
    column: int
    end_line: int
    end_column: int


class Token(NamedTuple):
    """One token and its part. What is not written (a part that is missing, the second Gaussian) has no place."""

    part: TextbookPart
    says: str
    text: str | None = None
    place: Place | None = None

    def to_dict(self) -> dict[str, object]:
        """One element of `explanation` in the JSON."""
        place = self.place._asdict() if self.place else dict.fromkeys(Place._fields)
        return {**place, "text": self.text, "part": self.part, "says": self.says}


class Explanation(NamedTuple):
    """The tokens of the text that was read, in their order."""

    source: str
    tokens: tuple[Token, ...]
