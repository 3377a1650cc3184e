"""A polynomial of the exact world as a term again: exp(½ log v) is written v**(1/2), #J as the number of latents."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from functools import reduce

from kl_check.algebra.exact import SIZE_NAMES
from kl_check.algebra.polynomial import Generator, Monomial, Polynomial
from kl_check.model.term import Constant, Number, Size, Symbol, Term, exp, log, number

SIZES = {name: Size(axis) for axis, name in SIZE_NAMES.items()}


def restored(value: Polynomial) -> Term:
    """A term with the polynomial's value. It holds no atom: an atom's name is not a formula.

    >>> from kl_check.algebra.polynomial import positive, rational, real
    >>> from kl_check.algebra.show import text
    >>> text(restored(real("m") * positive("v") - rational(3)))
    '-3 + m*v'
    """
    total: Term | None = None
    for monomial in sorted(value.terms):
        coefficient = value.terms[monomial]
        term = _product(monomial, abs(Fraction(coefficient)))
        if total is None:
            total = -term if coefficient < 0 else term
        else:
            total = total - term if coefficient < 0 else total + term
    return number(0) if total is None else total


def _product(monomial: Monomial, coefficient: Fraction) -> Term:
    factors = list(_factors(monomial))
    if coefficient != 1 or not factors:
        factors.insert(0, Number(coefficient))
    return reduce(lambda left, right: left * right, factors)


def _factors(monomial: Monomial) -> Iterator[Term]:
    powers, exponent = monomial
    for generator, power in powers:
        yield _raised(_generator(generator), power)
    rest = {}
    for inner, coefficient in exponent:
        base = _under_log(inner)
        if base is None:
            rest[inner] = Fraction(coefficient)
        else:
            yield _raised(base, coefficient)
    if rest:
        yield exp(restored(Polynomial(rest)))


def _raised(base: Term, power: int | Fraction) -> Term:
    return base if power == 1 else base**power


def _under_log(monomial: Monomial) -> Term | None:
    """The positive x, if the monomial is log x."""
    powers, exponent = monomial
    if exponent or len(powers) != 1 or powers[0][0][0] != "log" or powers[0][1] != 1:
        return None
    return _positive(powers[0][0][1])


def _generator(generator: Generator) -> Term:
    kind, name = generator
    if kind == "atom":
        raise ValueError("an atom is not written back")
    return log(_positive(name)) if kind == "log" else Symbol(name)


def _positive(name: str) -> Term:
    if name in SIZES:
        return SIZES[name]
    if name == "#pi":
        return Constant("pi")
    return number(int(name)) if name.isdecimal() else Symbol(name)
