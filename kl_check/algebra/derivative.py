"""Derivatives of polynomials of the exact world."""

from __future__ import annotations

from fractions import Fraction

from kl_check.algebra import polynomial
from kl_check.algebra.polynomial import Generator, Polynomial

ZERO = Polynomial({})


def derivative(value: Polynomial, by: Generator) -> Polynomial:
    """∂value/∂by, exponents included. The polynomial holds no atom.

    The other generators are held fixed: by ("log", x) it is x · ∂/∂x.
    """
    inverse = polynomial.power(polynomial.generator(*by), Fraction(-1))
    total = ZERO
    for monomial, coefficient in value.terms.items():
        power = Fraction(dict(monomial[0]).get(by, 0))
        exponent = polynomial.under_exponential(monomial)
        relative = inverse.scaled(power) + (derivative(exponent, by) if exponent else ZERO)
        total = total + Polynomial({monomial: coefficient}) * relative
    return total
