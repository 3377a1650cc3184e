"""A polynomial laid out by what the KL is made of: the factor of each scale, and the means beside it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from functools import lru_cache
from typing import Literal, TypeAlias

from kl_check.algebra import polynomial
from kl_check.algebra.polynomial import Coefficient, Generator, Monomial, Polynomial, Power
from kl_check.judge.parts import scale_generator, target_of, varies
from kl_check.judge.relation import Table
from kl_check.judge.slips import EMPTY, Place, logarithm
from kl_check.model.hypothesis import Hypothesis

Pieces: TypeAlias = Mapping[Place, Mapping[Monomial, Polynomial]]
"""By place, the coefficients of the means' monomials; what holds no mean stands under `EMPTY`."""

Scales: TypeAlias = tuple[Generator | None, Generator | None]


@dataclass(frozen=True, slots=True)
class Unit:
    """A summand of the KL: value · Π exp(rate · scale), times the means' square, or value · the one scale (a log)."""

    part: Literal["log", "variance", "mean"]
    place: Place
    rates: tuple[Coefficient, Coefficient]  # of both scales, 0 where one does not occur
    value: Fraction


@lru_cache(maxsize=1024)
def scales_of(hypothesis: Hypothesis) -> Scales:
    """The generators of the scales that are symbols, each once."""
    gaussians = hypothesis.first, hypothesis.second
    first, second = (scale_generator(g) if isinstance(g.scale, str) else None for g in gaussians)
    return first, second if second != first else None


def laid_out(table: Table, hypothesis: Hypothesis) -> Pieces | None:
    """The monomials of a table by place; None if one holds a symbol in a way that no part of a KL does."""
    means = {("real", g.mean) for g in (hypothesis.first, hypothesis.second) if isinstance(g.mean, str)}
    scales = scales_of(hypothesis)
    owners = {name: slot for slot, scale in enumerate(scales) if scale for name in (scale, logarithm(scale))}
    pieces: dict[Place, dict[Monomial, Polynomial]] = {}
    for monomial, coefficient in table.items():
        placed = _placed(monomial, means, owners)
        if placed is None:
            return None
        place, mean = placed
        pieces.setdefault(place, {})[mean] = coefficient
    return pieces


def _placed(
    monomial: Monomial, means: set[Generator], owners: Mapping[Generator, int]
) -> tuple[Place, Monomial] | None:
    mean: list[tuple[Generator, Power]] = []
    powers: tuple[list[tuple[Generator, Power]], ...] = [], []
    exponents: tuple[list[tuple[Monomial, Coefficient]], ...] = [], []
    for name, power in monomial[0]:
        if name in means:
            mean.append((name, power))
        elif name in owners:
            powers[owners[name]].append((name, power))
        else:
            return None
    for inner, rate in monomial[1]:
        held = {owners.get(name, -1) for name in polynomial.generators(inner)}
        if len(held) != 1 or -1 in held:
            return None
        exponents[held.pop()].append((inner, rate))
    first, second = ((tuple(powers[slot]), tuple(exponents[slot])) for slot in (0, 1))
    return Place(first, second), (tuple(mean), ())


@lru_cache(maxsize=1024)
def units_of(hypothesis: Hypothesis) -> tuple[Unit, ...]:
    """The summands of the KL that vary."""
    whole = target_of(hypothesis).whole
    table = {monomial: Polynomial({EMPTY: value}) for monomial, value in whole.terms.items() if varies(monomial)}
    pieces = laid_out(table, hypothesis) or {}
    return tuple(_unit(place, means) for place, means in pieces.items())


def _unit(place: Place, means: Mapping[Monomial, Polynomial]) -> Unit:
    rates = _rate(place.first), _rate(place.second)
    varying = [one for one in means if one != EMPTY]
    if varying:  # the square of one mean stands in it with the part's own factor
        square = next(one for one in varying if len(one[0]) == 1 and one[0][0][1] == 2)
        return Unit("mean", place, rates, Fraction(means[square].terms[EMPTY]))
    value = Fraction(means[EMPTY].terms[EMPTY])
    return Unit("variance" if place.first[1] or place.second[1] else "log", place, rates, value)


def _rate(factor: Monomial) -> Coefficient:
    return factor[1][0][1] if factor[1] else 0
