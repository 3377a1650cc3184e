"""Derivatives of the exact normal form."""

from __future__ import annotations

from fractions import Fraction

from kl_check.algebra.polynomial import UNIT, Generator, Monomial, Polynomial, generators, power, under_exponential


def derivative(value: Polynomial, variable: Generator) -> Polynomial:
    """∂ value/∂ variable; an atom is a generator like any other, and must not hide the variable."""
    total = Polynomial({})
    for monomial, coefficient in value.terms.items():
        if variable in generators(monomial):
            total = total + _of_monomial(monomial, variable).scaled(coefficient)
    return total


def _of_monomial(monomial: Monomial, variable: Generator) -> Polynomial:
    """By the product rule: (x^n)' times the rest, and the derivative of the exponent times the whole."""
    powers, exponent = monomial
    whole = Polynomial({monomial: UNIT})
    inner = derivative(under_exponential(((), exponent)), variable) * whole
    n = dict(powers).get(variable, 0)
    if not n:
        return inner
    one_over = power(Polynomial({(((variable, 1),), ()): UNIT}), Fraction(-1))
    return inner + (whole * one_over).scaled(Fraction(n))
