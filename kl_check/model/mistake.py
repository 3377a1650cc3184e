"""A mistake as one edit of one part of the closed form, and how it is told to people."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import Literal


@dataclass(frozen=True, slots=True)
class Edit:
    """What a slip does to a part of the KL.

    `exponent` multiplies the exponents of the scales in it by `by`; `unsquare` takes the square from the mean
    difference; `reexp` takes the exponential twice.
    """

    part: Literal["log", "variance", "mean"]
    operation: Literal["exponent", "unsquare", "reexp"]
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
