"""How one part of a term may have come about from the part of the KL that is due: the slips, read off its shape.

A part of a Gaussian KL is a product of factors, each of one symbol: exp(k·g) for the generator g of a scale (its
logarithm, if the symbol is positive), the square of the means' difference, or g alone. A slip changes one factor, so a
factor that is found is explained without knowing the others, and slips of different factors compose freely.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction
from functools import lru_cache
from typing import TypeAlias

from kl_check.algebra import polynomial
from kl_check.algebra.polynomial import Coefficient, Generator, Monomial, Polynomial
from kl_check.know.mistakes.table import MISTAKES
from kl_check.model.hypothesis import Hypothesis
from kl_check.model.mistake import Edit

MAX_MEAN_POWER = 6
EMPTY = polynomial.ONE

Slips: TypeAlias = tuple[Edit, ...]

Explained: TypeAlias = tuple[Slips, Fraction]
"""Slips after which what is due is found times this number."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where in the KL a monomial without means belongs: its factor of each scale."""

    first: Monomial = EMPTY
    second: Monomial = EMPTY


@lru_cache(maxsize=256)
def words_of(edit: Edit) -> tuple[str, ...]:
    """The mistakes that an edit is: those that list it, else those that list its operation for any number."""
    named = tuple(mistake.word for mistake in MISTAKES if edit in mistake.edits)
    return named or tuple(mistake.word for mistake in MISTAKES if Edit(edit.operation) in mistake.edits)


# A factor exp(k·g)


def in_factor(found: Monomial, rate: Coefficient, scale: Generator | None) -> Iterator[Explained]:
    """How `found` may stand where exp(rate · scale) is due; without a scale nothing may stand there."""
    if scale is None:
        if found == EMPTY:
            yield (), Fraction(1)
        return
    powers, exponent = found
    if not powers:
        yield from _in_exponential(exponent, Fraction(rate), scale)
    elif not exponent and len(powers) == 1 and powers[0][0] == scale and scale[0] == "real":
        yield from _without_exponential(Fraction(powers[0][1]), Fraction(rate))


def _in_exponential(
    exponent: tuple[tuple[Monomial, Coefficient], ...], rate: Fraction, scale: Generator
) -> Iterator[Explained]:
    if not exponent:
        yield (Edit("exponent", Fraction(0)),), Fraction(1)
    if len(exponent) != 1:
        return
    ((inner, found),) = exponent
    if inner == ((((scale), 1),), ()):
        by = Fraction(found) / rate
        yield (() if by == 1 else (Edit("exponent", by),)), Fraction(1)
    elif not inner[0]:
        for rate_inside in _rates(inner[1], scale):
            # exp(exp(k·g)), exp(−exp(−k·g)) below a bar, exp(k·exp(g)): the symbol's own exponential in its place
            by = Fraction(found) * rate_inside / rate
            right = (found, rate_inside) in ((1, rate), (-1, -rate), (rate, 1))
            yield (Edit("reexp"), *(() if right else (Edit("exponent", by),))), Fraction(1)


def _rates(exponent: tuple[tuple[Monomial, Coefficient], ...], scale: Generator) -> Iterator[Fraction]:
    """The k of exp(k·g), if that is what an exponent says."""
    if len(exponent) == 1 and exponent[0][0] == (((scale, 1),), ()):
        yield Fraction(exponent[0][1])


def _without_exponential(power: Fraction, rate: Fraction) -> Iterator[Explained]:
    """g^k or k·g for exp(k·g); below a bar 1/(−k·g)."""
    if power == rate:
        yield (Edit("unexp"),), Fraction(1)
    if power == 1 != rate:
        yield (Edit("unexp"),), rate
    if power == -1 != rate:
        yield (Edit("unexp"),), -1 / rate
    if power not in (rate, 1, -1):
        yield (Edit("unexp"), Edit("exponent", power / rate)), Fraction(1)


# A logarithm


def in_logarithm(found: Monomial, scale: Generator) -> Iterator[Explained]:
    """How `found` may stand where the logarithm `scale` is due."""
    powers, exponent = found
    if len(powers) == 1 and not exponent:
        ((name, power),) = powers
        if name == scale and power == 1:
            yield (), Fraction(1)
        elif name == scale and power > 1:  # log(s)² for log(s²)
            yield (Edit("log-power"),), 1 / Fraction(power)
        elif name == logarithm(scale) and power == 1:
            yield (Edit("relog"),), Fraction(1)
    elif not powers:
        for rate in _rates(exponent, scale):  # s² for log(s²)
            yield (Edit("unlog" if scale[0] == "log" else "reexp"),), 1 / rate


@lru_cache(maxsize=256)
def logarithm(scale: Generator) -> Generator:
    """The atom that stands for the logarithm of a generator."""
    ((powers, _),) = polynomial.log(polynomial.generator(*scale)).terms
    return powers[0][0]


def in_ratio(found: Place, due: Mapping[Generator, Coefficient]) -> Iterator[Explained]:
    """How `found` may stand where Σ due·g is due as one logarithm: (s₂/s₁)^n for log(s₂/s₁)^n."""
    if len(due) != 2 or any(kind != "log" for kind, _ in due):
        return
    rates = [
        next(_rates(one[1], g), None) if not one[0] else None
        for one, g in zip((found.first, found.second), due, strict=True)
    ]
    first, second = rates
    (due_first, due_second) = map(Fraction, due.values())
    if first and second and first / due_first == second / due_second:
        yield (Edit("unlog"),), due_first / first


# The means


@lru_cache(maxsize=1024)
def mean_shapes(hypothesis: Hypothesis) -> Mapping[frozenset[Monomial], tuple[tuple[Slips, Polynomial], ...]]:
    """The square of the means' difference and what slips make of it, by the monomials that vary."""
    found: dict[frozenset[Monomial], list[tuple[Slips, Polynomial]]] = {}
    for slips, shape in _mean_shapes(hypothesis):
        found.setdefault(frozenset(shape.terms) - {EMPTY}, []).append((slips, shape))
    return {key: tuple(shapes) for key, shapes in found.items()}


def _mean_shapes(hypothesis: Hypothesis) -> Iterator[tuple[Slips, Polynomial]]:
    first, second = hypothesis.first.mean, hypothesis.second.mean
    left, right = map(_mean, (first, second))
    for power in range(1, MAX_MEAN_POWER + 1):
        slips = () if power == 2 else (Edit("mean-power", Fraction(power, 2)),)
        yield slips, polynomial.power(left - right, Fraction(power))
        if power > 1 and right:  # (m₁ − m₂²) for (m₁ − m₂)²
            yield (*slips, Edit("mean-bracket")), left - polynomial.power(right, Fraction(power))


def _mean(value: str | Fraction) -> Polynomial:
    return polynomial.real(value) if isinstance(value, str) else polynomial.rational(value)
