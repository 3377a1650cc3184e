"""Where claims are tried: fixed points, the same for every method, so that methods can be set side by side.

The values are short decimals, spread by a lattice rule: all entries of a symbol are distinct, no two symbols move
together, and no symbol stays at a value at which a mistake hides (a mean of 0 or 1, a standard deviation of 1).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Literal, TypeAlias

from kl_check.model.claim import Claim
from kl_check.model.term import Axis

Shape: TypeAlias = tuple[int, int]
"""The sizes of batch and latents, B and J."""

SHAPES: tuple[Shape, ...] = ((1, 1), (1, 1), (1, 1), (1, 4), (3, 1), (3, 4))
"""Sizes of 1 show a formula without its reductions; 3 and 4 differ, so that no size passes for the other."""

PRIME = 101
MULTIPLIER = 19  # 19, 19², 19³, … modulo 101 are the steps of the first, second, third, … symbol


@dataclass(frozen=True, slots=True)
class Point:
    """One input: for each symbol its B·J values, item by item of the batch."""

    shape: Shape
    entries: Mapping[str, tuple[Fraction, ...]]

    @property
    def sizes(self) -> Mapping[Axis, int]:
        return {"batch": self.shape[0], "latent": self.shape[1]}

    @property
    def text(self) -> str:
        """Names the point: its sizes unless both are 1, and the values of the symbols if all entries are equal."""
        equal = all(len(set(values)) == 1 for values in self.entries.values())
        return self.text_at(0) if equal else self._sizes

    def text_at(self, place: int) -> str:
        """Names one entry of the point, counted item by item of the batch."""
        values = ", ".join(f"{name} = {decimal(values[place])}" for name, values in self.entries.items())
        return "; ".join(filter(None, (self._sizes, values)))

    @property
    def _sizes(self) -> str:
        return "" if self.shape == (1, 1) else f"B = {self.shape[0]}, J = {self.shape[1]}"


def points(claim: Claim, shapes: Sequence[Shape] = SHAPES, *, equal: bool = False) -> Iterator[Point]:
    """The points of a claim. With `equal`, all latents and all items of the batch hold the same values."""
    first = 0
    for batch, latent in shapes:
        count = batch * latent
        yield Point(
            (batch, latent),
            {
                name: tuple(_value(step, first + (0 if equal else entry), kind) for entry in range(count))
                for step, (name, kind) in enumerate(claim.domains.items(), start=1)
            },
        )
        first += 1 if equal else count


def _value(step: int, entry: int, kind: Literal["real", "positive"]) -> Fraction:
    """A real number in [−1.22, 1.25], a positive one in [0.52, 2.5]."""
    place = (entry + 1) * pow(MULTIPLIER, step, PRIME) % PRIME  # 1 … 100
    return Fraction(place + 25, 50) if kind == "positive" else Fraction(place - 50, 40)


def values_at(claim: Claim, point: Point, place: int = 0) -> Mapping[str, Fraction]:
    """The values of one entry of a point, names of sizes included, as pointwise worlds take them."""
    lengths = {name: Fraction(point.sizes[axis_name(axis)]) for name, axis in claim.sizes.items()}
    return {name: values[place] for name, values in point.entries.items()} | lengths


def copies(claim: Claim, point: Point) -> int:
    """How many equal terms the claim's reductions add up at a point with equal entries."""
    batch, latent = point.shape
    return (latent if claim.latent == "sum" else 1) * (batch if claim.batch == "sum" else 1)


def axis_name(axis: Axis) -> Axis:
    """Batch is the first axis; every other one is one of latents."""
    return axis if isinstance(axis, str) else ("batch" if axis == 0 else "latent")


def decimal(value: Fraction) -> str:
    """The value's decimal digits; points have no more than three of them."""
    return f"{float(value):g}"
