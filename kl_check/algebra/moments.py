"""Exact means over a standard normal variable.

Of a polynomial in ε times exp(bε + cε²): with w = 1 − 2c > 0 completing the square gives

    E[εᵏ exp(bε + cε²)] = w^(−½) exp(b²/(2w)) · E[Xᵏ],   X ~ N(b/w, 1/w),

and for w ≤ 0 the mean is infinite. Source: the moments of the normal law; tested against quadrature.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction
from math import comb, prod

from kl_check.algebra import polynomial
from kl_check.algebra.polynomial import Generator, Monomial, Polynomial, Power
from kl_check.algebra.restore import restored
from kl_check.model.term import Number, Term, exp, number

ZERO = Polynomial({})


class NotGaussian(ArithmeticError):
    """The variable stands where no Gaussian integral reaches: under a function, or above its square in an exponent."""


@dataclass(frozen=True, slots=True)
class Moment:
    """A mean as a term. It is finite where each of `widths` is positive; those that always are, are left out."""

    term: Term
    widths: tuple[Polynomial, ...] = ()


@dataclass(frozen=True, slots=True)
class Tilt:
    """The part of an exponent in which the variable stands: slope · ε + curvature · ε²."""

    slope: Polynomial
    curvature: Polynomial

    @property
    def width(self) -> Polynomial:
        return polynomial.rational(1) - self.curvature.scaled(Fraction(2))


def mean(value: Polynomial, variable: Generator) -> Moment:
    """E[value] for a standard normal `variable`. Raises `NotGaussian`."""
    groups = tilts(value, variable)
    total: Term = number(0)
    for tilt, powers in groups.items():
        part = _tilted(tilt, powers) if tilt.slope or tilt.curvature else restored(_plain(powers))
        total = part if total == number(0) else total + part
    widths = (tilt.width for tilt in groups)
    return Moment(total, tuple(dict.fromkeys(width for width in widths if not _is_positive(width))))


def polynomial_mean(value: Polynomial, variable: Generator) -> Polynomial:
    """E[value] where the variable stands in powers only. Raises `NotGaussian`."""
    total = ZERO
    for tilt, powers in tilts(value, variable).items():
        if tilt.slope or tilt.curvature:
            raise NotGaussian("the variable stands in an exponent")
        total = total + _plain(powers)
    return total


def tilts(value: Polynomial, variable: Generator) -> Mapping[Tilt, Mapping[int, Polynomial]]:
    """The value as Σ coefficient · εᵏ exp(bε + cε²), sorted by the exponent and k. Raises `NotGaussian`."""
    groups: dict[Tilt, dict[int, Polynomial]] = {}
    for monomial, coefficient in value.terms.items():
        tilt, power, rest = _split(monomial, variable)
        powers = groups.setdefault(tilt, {})
        powers[power] = powers.get(power, ZERO) + Polynomial({rest: coefficient})
    return groups


def _split(monomial: Monomial, variable: Generator) -> tuple[Tilt, int, Monomial]:
    """A monomial as (exponent in the variable, power of the variable, what does not hold it)."""
    powers, exponent = monomial
    if any(kind == "atom" for kind, _ in polynomial.generators(monomial)):
        raise NotGaussian("a function that is not known stands in it")
    power = dict(powers).get(variable, 0)
    parts: dict[int, dict[Monomial, Fraction]] = {1: {}, 2: {}}
    kept = []
    for inner, coefficient in exponent:
        degree = _degree(inner, variable)
        if degree == 0:
            kept.append((inner, coefficient))
        else:
            rest = tuple(item for item in inner[0] if item[0] != variable), inner[1]
            parts[degree][rest] = Fraction(coefficient)
    others = tuple(item for item in powers if item[0] != variable)
    return Tilt(Polynomial(parts[1]), Polynomial(parts[2])), _whole(power), (others, tuple(kept))


def _degree(inner: Monomial, variable: Generator) -> int:
    """The power of the variable in a summand of an exponent: 0, 1 or 2."""
    degree = dict(inner[0]).get(variable, 0)
    if degree not in (0, 1, 2) or variable in polynomial.generators(((), inner[1])):
        raise NotGaussian("the variable stands above its square in an exponent")
    return int(degree)


def _whole(power: Power) -> int:
    if power.denominator != 1 or power < 0:
        raise NotGaussian("a root of the variable, or a division by it")
    return int(power)


def _plain(powers: Mapping[int, Polynomial]) -> Polynomial:
    """Σ coefficient · E[εᵏ]."""
    total = ZERO
    for power, coefficient in powers.items():
        if power % 2 == 0:
            total = total + coefficient.scaled(Fraction(_double_factorial(power - 1)))
    return total


def _tilted(tilt: Tilt, powers: Mapping[int, Polynomial]) -> Term:
    slope, width = restored(tilt.slope), restored(tilt.width)
    mass = exp(slope**2 / (2 * width)) * width ** Fraction(-1, 2)
    parts = [restored(coefficient) * _raw_moment(power, slope / width, width) for power, coefficient in powers.items()]
    return mass * sum(parts[1:], start=parts[0])


def _raw_moment(power: int, centre: Term, width: Term) -> Term:
    """E[Xᵏ] for X ~ N(centre, 1/width)."""
    return sum(_pairings(power, centre, width), start=Number(Fraction(0)))


def _pairings(power: int, centre: Term, width: Term) -> Iterator[Term]:
    for pairs in range(power // 2 + 1):
        count = comb(power, 2 * pairs) * _double_factorial(2 * pairs - 1)
        yield count * centre ** (power - 2 * pairs) * width**-pairs


def _double_factorial(odd: int) -> int:
    return prod(range(odd, 0, -2))


def _is_positive(value: Polynomial) -> bool:
    """Whether a polynomial is positive whatever its generators are: a sum of positive numbers times exponentials."""
    return bool(value) and all(not powers and coefficient > 0 for (powers, _), coefficient in value.terms.items())
