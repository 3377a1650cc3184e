"""The same steps about vectors and matrices in SymPy, at one size: a second opinion that shares no normal form."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

import sympy
from sympy import Expr

from kl_check.algebra.evaluate import Unknown, evaluate
from kl_check.algebra.matrix import Array
from kl_check.algebra.symbolic import FUNCTIONS, normal_form, same
from kl_check.derivation.arrays import Gaussians, places, squared
from kl_check.derivation.rule import Ruling
from kl_check.model.derivation import Assumption
from kl_check.model.errors import UnsupportedInput
from kl_check.model.term import Expectation, Term

SIZE = 2
SCOPE = f"size {SIZE}"
HOW = "SymPy writes vectors and matrices out at size 2, takes the moments of z, and multiplies out both sides"


class Expressions:
    """SymPy expressions as scalars; quotients and roots are brought to lowest terms, so that no factor is lost."""

    def number(self, value: Fraction) -> Expr:
        return sympy.Rational(value.numerator, value.denominator)

    def constant(self, name: str) -> Expr:
        return sympy.pi if name == "pi" else sympy.E

    def apply(self, head: str, arguments: Sequence[Expr]) -> Expr:
        if head not in FUNCTIONS:
            raise Unknown(f"no SymPy rule for {head}")
        if head == "sqrt":
            return sympy.sqrt(sympy.factor(arguments[0]))
        value = FUNCTIONS[head](*arguments)
        return sympy.cancel(value) if head == "divide" else value


class Symbolic(Gaussians[Expr]):
    def expected(self, term: Expectation, mean: Array[Expr], factor: Array[Expr]) -> Array[Expr]:
        names = [sympy.Symbol(f"{term.variable.name}#{place}", real=True) for place in range(self.length)]
        body = self.drawn(term, mean, factor, names)
        return Array(body.shape, tuple(_mean(entry, names) for entry in body.entries))


def _mean(value: Expr, names: Sequence[sympy.Symbol]) -> Expr:
    """E of a polynomial in independent standard normal variables."""
    value = normal_form(value)
    if not value.is_polynomial(*names):
        raise UnsupportedInput("not a polynomial in the variable")
    for name in names:
        terms = sympy.Poly(value, name).terms()
        value = sympy.Add(*(c * sympy.factorial2(k - 1) for (k,), c in terms if k % 2 == 0))
    return value


def ruling(assumptions: Sequence[Assumption], before: Term, after: Term) -> Ruling:
    """Whether SymPy finds the two sides the same."""
    world = Symbolic(Expressions(), SIZE, {one.symbol.name: _generic(one) for one in assumptions})
    left, right = (evaluate(side, world) for side in (before, after))
    if left.shape or right.shape:
        return Ruling("silent", "a side is no number")
    match same(left.entries[0], right.entries[0]):
        case True:
            return Ruling("agrees")
        case False:
            return Ruling("differs", "the difference of the two sides is not zero")
    return Ruling("silent", "SymPy does not bring the two sides to one form")


def _generic(one: Assumption) -> Array[Expr]:
    def symbol(place: str, *, positive: bool) -> Expr:
        name = f"{one.symbol.name}[{place}]"
        return sympy.Symbol(name, positive=True) if positive else sympy.Symbol(name, real=True)

    match one.domain:
        case "covariance":
            entries = [
                symbol(f"{row},{column}", positive=row == column) if row >= column else sympy.Integer(0)
                for row, column in places(SIZE)
            ]
            return squared(Expressions(), SIZE, entries)
        case "vector" | "positive-vector":
            positive = one.domain == "positive-vector"
            return Array((SIZE,), tuple(symbol(f"{place}", positive=positive) for place in range(SIZE)))
    return Array((), (symbol("", positive=one.domain == "positive"),))
