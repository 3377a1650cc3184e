"""The second opinion on a step: both sides as numbers, at fixed points that satisfy the assumptions."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from fractions import Fraction
from functools import lru_cache
from typing import NamedTuple, TypeAlias

from flint import arb

from kl_check.algebra.ball import precision
from kl_check.algebra.evaluate import evaluate
from kl_check.confirm.comparison import at_most
from kl_check.derivation.quadrature import Quadrature
from kl_check.derivation.rewrite import unrolled
from kl_check.model.derivation import Assumption, Relation
from kl_check.model.errors import UnsupportedInput
from kl_check.model.evidence import Evidence
from kl_check.model.term import Term, symbols

POINTS = 3
LATENTS = 2
"""Enough for latents to differ from one another; each has values of its own."""
RESOLUTION = arb("1e-15")
"""A point is effective if the difference of the two sides is known this well, relative to 1 + their size."""

REFUTED: Mapping[Relation, Callable[[arb, arb], bool]] = {
    "=": lambda left, right: not left.overlaps(right),
    "<=": lambda left, right: bool(left > right),
    ">=": lambda left, right: bool(left < right),
}
"""Whether two enclosures refute a relation; balls compare as true only where it is certain."""

Point: TypeAlias = tuple[tuple[str, Fraction], ...]
"""A value for every free symbol; `mu_1[2]` is mu_1 of the second latent."""


class Sides(NamedTuple):
    """A point in words, and the values of the two sides there."""

    at: str
    left: arb | None
    right: arb | None


def fixed_points(assumptions: Sequence[Assumption]) -> tuple[Point, ...]:
    """Rational points, the same on every run: reals in (−3/2, 3/2), positive values in (1/2, 3/2).

    No value is 0 or ±1, where powers and factors hide, and within a point no two symbols of a kind are equal.
    """
    numbers = ("", *(f"[{index}]" for index in range(1, LATENTS + 1)))
    domains = [(f"{one.symbol.name}{number}", one.domain) for number in numbers for one in assumptions]
    return tuple(
        tuple((name, spread_value(place, point, domain)) for place, (name, domain) in enumerate(domains))
        for point in range(POINTS)
    )


def spread_value(place: int, point: int, domain: str) -> Fraction:
    """The value of the symbol that comes at that place, at that point."""
    part = Fraction((7 * place + 11 * point + 3) % 37 + 1, 39)  # 37 places have 37 values, none of them near an end
    return 3 * part - Fraction(3, 2) if domain == "real" else part + Fraction(1, 2)


@lru_cache(maxsize=1024)
def value(term: Term, point: Point) -> arb | None:
    """The term at the point; None where it has no finite value."""
    try:
        found = evaluate(term, Quadrature(dict(point)))
    except UnsupportedInput:
        return None
    return found if found.is_finite() else None


def compared(points: Sequence[Point], before: Term, after: Term, relation: Relation = "=") -> Evidence:
    """Two sides differ at a point, or agree at those where they are known well enough; else the points are silent."""
    before, after = unrolled(before, LATENTS), unrolled(after, LATENTS)
    names = {*symbols(before), *symbols(after)}
    summed = any("[" in name for name in names)
    scope = f"{len(points)} fixed points" + (f", {LATENTS} latents" if summed else "")
    with precision():
        sides = [Sides(_told(point, names), value(before, point), value(after, point)) for point in points]
        return side_by_side(sides, scope, relation)


def _told(point: Point, names: set[str]) -> str:
    return ", ".join(f"{name} = {number}" for name, number in point if name in names)


def side_by_side(sides: Sequence[Sides], scope: str, relation: Relation = "=") -> Evidence:
    """What the values of the two sides say; call it under `precision()`."""
    differences = []
    for at, left, right in sides:
        if left is None or right is None:
            continue
        if REFUTED[relation](left, right):
            witness = {"at": at, "before": f"{float(left):.6g}", "after": f"{float(right):.6g}"}
            return Evidence("points", "differs", "measured", scope, witness)
        if (left - right).rad() < RESOLUTION * (1 + abs(left)):
            differences.append(float(abs(left - right).upper()))
    counts = {"tried": len(sides), "effective": len(differences)}
    if not differences:
        return Evidence("points", "silent", "measured", scope, counts)
    if relation != "=":
        return Evidence("points", "agrees", "measured", scope, counts)
    return Evidence("points", "agrees", "measured", scope, {**counts, "largest_difference": at_most(max(differences))})
