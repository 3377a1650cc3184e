"""The second opinion on a step: both sides as numbers, at fixed points that satisfy the assumptions."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction

from flint import arb

from kl_check.algebra.ball import precision
from kl_check.algebra.evaluate import evaluate
from kl_check.confirm.comparison import Detail, at_most
from kl_check.derive.quadrature import Quadrature
from kl_check.derive.rewrite import unrolled
from kl_check.model.derivation import Assumption
from kl_check.model.errors import UnsupportedInput
from kl_check.model.evidence import Evidence, Outcome
from kl_check.model.term import Term

POINTS = 3
LATENTS = 2
"""Enough for latents to differ from one another; each has values of its own."""
RESOLUTION = arb("1e-15")
"""A point is effective if the two sides are known this well, relative to 1 + their size."""

Point = Mapping[str, Fraction]


def fixed_points(assumptions: Sequence[Assumption]) -> tuple[Point, ...]:
    """Rational points, the same on every run: reals in (−3/2, 3/2), positive values in (1/2, 3/2).

    No value is 0, 1 or −1, at which powers and factors hide, and within a point no two symbols of a kind are equal.
    """
    names = [
        (f"{one.symbol.name}{latent}", one.domain)
        for latent in ("", *(f"[{index}]" for index in range(1, LATENTS + 1)))
        for one in assumptions
    ]
    return tuple(
        {name: _value(place, point, domain) for place, (name, domain) in enumerate(names)} for point in range(POINTS)
    )


def _value(place: int, point: int, domain: str) -> Fraction:
    part = Fraction((7 * place + 11 * point + 3) % 37 + 1, 39)  # 7 runs through all residues of 37
    return 3 * part - Fraction(3, 2) if domain == "real" else part + Fraction(1, 2)


def values(term: Term, points: Sequence[Point]) -> tuple[arb | None, ...]:
    """The term at each point, with sums over latents written out; None where it has no value."""
    written_out = unrolled(term, LATENTS)
    with precision():
        return tuple(_value_at(written_out, point) for point in points)


def _value_at(term: Term, point: Point) -> arb | None:
    try:
        value = evaluate(term, Quadrature(point))
    except UnsupportedInput:
        return None
    return value if value.is_finite() else None


def compared(points: Sequence[Point], before: Sequence[arb | None], after: Sequence[arb | None]) -> Evidence:
    """What the values say about a step: they differ, they agree where they are known well enough, or nothing."""
    with precision():
        known = [
            (point, left, right)
            for point, left, right in zip(points, before, after, strict=True)
            if left is not None and right is not None
        ]
        differing = [one for one in known if not one[1].overlaps(one[2])]
        effective = [(left - right) for _, left, right in known if _is_sharp(left, right)]
    outcome: Outcome = "differs" if differing else "agrees" if effective else "silent"
    shown = _witness(*differing[0]) if differing else _bound(effective)
    counts = {"tried": len(points), "effective": len(effective)}
    return Evidence("points", outcome, "measured", f"{len(points)} fixed points", {**counts, **shown})


def _is_sharp(left: arb, right: arb) -> bool:
    return bool((left - right).rad() < RESOLUTION * (1 + abs(left)))


def _bound(differences: Sequence[arb]) -> Detail:
    bounds = [float(abs(one).upper()) for one in differences]
    return {"largest_difference": at_most(max(bounds))} if bounds else {}


def _witness(point: Point, left: arb, right: arb) -> Detail:
    """A point at which the two sides differ, and their values to six digits."""
    at = ", ".join(f"{name} = {value}" for name, value in point.items())
    return {"at": at, "before": f"{float(left):.6g}", "after": f"{float(right):.6g}"}
