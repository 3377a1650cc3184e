"""What a symbol holds, and a reading that says so for every symbol of a term."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import Literal


@dataclass(frozen=True, slots=True, eq=False)  # a role is the row itself: hypotheses are dictionary keys
class Role:
    """One way to hold the scale of a Gaussian, in terms of t = log σ.

    `positive`: the symbol is exp(factor · t) and has a logarithm. Otherwise it is factor · t itself, any real number.
    """

    word: str
    kind: Literal["positive", "real"]
    factor: Fraction
    title: str
    formula: str


@dataclass(frozen=True, slots=True)
class Gaussian:
    """How a reading fills one Gaussian: the symbols (or fixed numbers) of its mean and scale."""

    mean: str | Fraction
    scale: str | Fraction
    role: Role | None = None  # None: the scale is a fixed standard deviation
