"""Coordinates of curves, rounded so that they are the same on every machine."""

from __future__ import annotations

from collections.abc import Iterable
from fractions import Fraction

import sympy
from sympy import Expr

from kl_check.algebra.symbolic import to_sympy
from kl_check.model.term import Term

Points = tuple[tuple[float, float], ...]
Ticks = tuple[tuple[float, str], ...]

MU = sympy.Symbol("mu_1", real=True)
SIGMA = sympy.Symbol("sigma_1", positive=True)
DIGITS = 6
"""Of a coordinate: finer than any screen, coarser than the rounding of any machine."""

STEPS = 120


def in_sympy(term: Term) -> Expr:
    """The KL of one latent from N(0, 1) in SymPy, as a function of mu_1 and sigma_1."""
    return to_sympy(term, {"mu_1": "real", "sigma_1": "positive"})


def at(expression: Expr, sigma: Fraction) -> float:
    """The value of an expression in sigma_1."""
    return round(float(expression.subs(SIGMA, sympy.Rational(sigma.numerator, sigma.denominator))), DIGITS)


def curve(expression: Expr, low: str, high: str) -> Points:
    """Closer together at small values, where these curves bend."""
    first, last = Fraction(low), Fraction(high)
    places = (first + (last - first) * Fraction(step, STEPS) ** 2 for step in range(STEPS + 1))
    return tuple((round(float(place), DIGITS), at(expression, place)) for place in places)


def rounded(points: Iterable[tuple[float, float]]) -> Points:
    """Rounded to `DIGITS`; no zero has a sign."""
    return tuple((round(float(across), DIGITS) + 0.0, round(float(up), DIGITS) + 0.0) for across, up in points)


def ticks(*labels: str) -> Ticks:
    """Each at the number that it says."""
    return tuple((float(label.replace("−", "-")), label) for label in labels)


def powers(first: int, last: int, step: int = 1) -> Ticks:
    """Powers of ten, written as such."""
    superscripts = str.maketrans("-0123456789", "⁻⁰¹²³⁴⁵⁶⁷⁸⁹")
    return tuple((10.0**power, f"10{str(power).translate(superscripts)}") for power in range(first, last + 1, step))
