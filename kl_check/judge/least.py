"""Where a polynomial in means and log-scales is least, in closed form; or that it falls below every bound.

One variable after the other. In each, the terms of interest are powers and exponentials, so the ends are told by the
term that grows fastest. Between them a quadratic has one stationary point, and so have two exponentials
(a straight line counts as one, its derivative is constant): D₁ exp(c₁x) + D₂ exp(c₂x) vanishes where
exp((c₁ − c₂)x) = −D₂/D₁, once or never. What has another shape is left alone.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from fractions import Fraction
from typing import NamedTuple, TypeAlias

from kl_check.algebra import polynomial
from kl_check.algebra.polynomial import Generator, Monomial, Polynomial, Powers
from kl_check.judge.scalars import float_of

ZERO = Polynomial({})
MARGIN = 1e-9  # of the magnitudes added; the sign of a sum of doubles beyond it is certain

Shape: TypeAlias = tuple[int, Fraction]
"""x^n exp(c x) as (n, c)."""

Table: TypeAlias = Mapping[Shape, Polynomial]


class Least(NamedTuple):
    """The least value. A variable that is neither in `at` nor in `towards` does not matter."""

    value: Polynomial
    at: Mapping[Generator, Polynomial]
    towards: Mapping[Generator, int]  # variables that go to ∞ (1) or −∞ (−1) as the value is approached


class Falls(NamedTuple):
    """There is no least value: it falls as `generator` goes to ∞ (1), −∞ (−1) or either (0)."""

    generator: Generator
    side: int


def least(body: Polynomial, variables: Iterable[Generator]) -> Least | Falls | None:
    """The least value of `body` over the variables, for any fixed values of its other generators."""
    at: dict[Generator, Polynomial] = {}
    towards: dict[Generator, int] = {}
    for variable in variables:
        step = _least_over(body, variable)
        if not isinstance(step, Least):
            return step
        body = step.value
        at = {name: polynomial.substitute(place, step.at) for name, place in at.items()} | dict(step.at)
        towards |= step.towards
    return Least(body, at, towards)


def _least_over(body: Polynomial, variable: Generator) -> Least | Falls | None:
    table = _table(body, variable)
    if table is None:
        return None
    ends = {side: _end(table, side) for side in (-1, 1)}
    falling = [side for side, sign in ends.items() if sign == -1]
    if falling:
        return Falls(variable, falling[0] if len(falling) == 1 else 0)
    if None in ends.values():
        return None
    if set(ends.values()) == {0}:
        return Least(body, {}, {}) if table.keys() <= {(0, Fraction(0))} else None
    return _between(body, variable, table, flat=next((side for side, sign in ends.items() if sign == 0), None))


def _between(body: Polynomial, variable: Generator, table: Table, flat: int | None) -> Least | None:
    """The least value where neither end falls; `flat` is the end at which exponentials die out, if there is one."""
    place = _stationary(table)
    if place is not None and not _has_atom(place):
        return Least(polynomial.substitute(body, {variable: place}), {variable: place}, {})
    if flat is not None and _is_monotone(table):
        return Least(table.get((0, Fraction(0)), ZERO), {}, {variable: flat})
    return None


def _table(body: Polynomial, variable: Generator) -> Table | None:
    """The body as a sum of coefficient · x^n exp(c x), x the variable; None if it is none, or has x exp(x)."""
    found: dict[Shape, Polynomial] = {}
    for (powers, exponent), coefficient in body.terms.items():
        if any(name[0] == "atom" for name in polynomial.generators((powers, exponent))):
            return None
        n, others = _taken(powers, variable)
        rest = tuple(item for item in exponent if variable not in polynomial.generators(item[0]))
        c = sum((power for inner, power in exponent if inner == (((variable, 1),), ())), start=Fraction(0))
        if len(rest) + bool(c) < len(exponent) or (n and c) or n != int(n) or n < 0:
            return None
        shape = int(n), Fraction(c)
        found[shape] = found.get(shape, ZERO) + Polynomial({(others, rest): coefficient})
    return {shape: part for shape, part in found.items() if part}


def _taken(powers: Powers, variable: Generator) -> tuple[int | Fraction, Powers]:
    """The power of the variable, and the other powers."""
    return dict(powers).get(variable, 0), tuple(item for item in powers if item[0] != variable)


def _end(table: Table, side: int) -> int | None:
    """Where the sum goes with the variable: 1 up, −1 down, 0 to a value; None if no sign can be told."""
    growing = [shape for shape in table if shape[1] * side > 0] or [shape for shape in table if shape[0]]
    if not growing:
        return 0
    n, c = max(growing, key=lambda shape: (abs(shape[1]), shape[0]))
    sign = sign_of(table[n, c])
    return sign and sign * side**n


def _stationary(table: Table) -> Polynomial | None:
    """The only place where the derivative vanishes, if it is of a shape that has only one."""
    linear, square = table.get((1, Fraction(0)), ZERO), table.get((2, Fraction(0)), ZERO)
    slopes = {c: part.scaled(c) for (_, c), part in table.items() if c}
    if not slopes:
        return _vertex(table, linear, square)
    if linear:
        slopes[Fraction(0)] = linear
    if len(slopes) != 2 or any(n > 1 for n, _ in table):
        return None
    (c, first), (d, second) = slopes.items()
    ratio = _quotient(-second, first)
    return polynomial.log(ratio).scaled(1 / (c - d)) if ratio is not None and _is_positive(ratio) else None


def _vertex(table: Table, linear: Polynomial, square: Polynomial) -> Polynomial | None:
    """Of a x² + b x; of even powers that all rise, 0."""
    if all(n % 2 == 0 and sign_of(part) == 1 for (n, _), part in table.items() if n):
        return ZERO
    quotient = _quotient(linear, square) if max(n for n, _ in table) == 2 else None
    return quotient.scaled(Fraction(-1, 2)) if quotient is not None else None


def _is_monotone(table: Table) -> bool:
    """Whether exponentials alone, all of one sign of slope, are added to a constant."""
    signs = {sign_of(part.scaled(c)) for (_, c), part in table.items() if c}
    return all(n == 0 for n, _ in table) and len(signs) == 1 and None not in signs


def _quotient(above: Polynomial, below: Polynomial) -> Polynomial | None:
    """above / below, if it is one monomial or below is."""
    if len(below.terms) == 1:
        return above * polynomial.power(below, Fraction(-1))
    leading = Polynomial(dict([next(iter(below.terms.items()))]))
    for monomial, coefficient in above.terms.items():
        quotient = Polynomial({monomial: coefficient}) * polynomial.power(leading, Fraction(-1))
        if quotient * below == above:
            return quotient
    return None if above else ZERO


def _is_positive(value: Polynomial) -> bool:
    """Whether a value is one monomial with a logarithm in the class."""
    return len(value.terms) == 1 and all(not powers and c > 0 for (powers, _), c in value.terms.items())


def _has_atom(value: Polynomial) -> bool:
    return any(kind == "atom" for monomial in value.terms for kind, _ in polynomial.generators(monomial))


# Signs


def sign_of(value: Polynomial) -> int | None:
    """The sign for all values of its generators, or None. Sizes are positive, other reals may be anything."""
    signs = {_sign_of_monomial(monomial) and (1 if c > 0 else -1) for monomial, c in value.terms.items()}
    if len(signs) == 1:
        return signs.pop()
    return _sign_of_number(value) if signs else 0


def _sign_of_monomial(monomial: Monomial) -> int | None:
    """1, or None if it may be negative: exponentials and logarithms of whole numbers are positive, squares too."""
    positive = (_is_even(power) or (kind == "log" and name.isdecimal()) for (kind, name), power in monomial[0])
    return 1 if all(positive) else None


def _is_even(power: int | Fraction) -> bool:
    return power.denominator == 1 and power.numerator % 2 == 0


def _sign_of_number(value: Polynomial) -> int | None:
    """The sign of a sum of numbers that are not all of one sign."""
    try:
        numbers = [float_of(Polynomial({monomial: c}), {}) for monomial, c in value.terms.items()]
    except (KeyError, OverflowError):  # more than numbers stands in it
        return None
    total = math.fsum(numbers)
    if abs(total) <= MARGIN * math.fsum(map(abs, numbers)):
        return None
    return 1 if total > 0 else -1
