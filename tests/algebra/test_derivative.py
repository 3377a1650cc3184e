"""Derivatives of normal forms, against SymPy's."""

import pytest
import sympy

from kl_check.algebra.derivative import derivative
from kl_check.algebra.evaluate import evaluate
from kl_check.algebra.exact import NO_SUM, Exact
from kl_check.algebra.polynomial import Generator, Polynomial
from kl_check.algebra.restore import restored
from kl_check.model.term import Symbol, Term, exp, log, number, sqrt

M, V = Symbol("m"), Symbol("v")
X, Y = sympy.Symbol("m", real=True), sympy.Symbol("v", positive=True)


def normal(term: Term) -> Polynomial:
    return evaluate(term, Exact({"v": "positive"}, {})).get(NO_SUM, Polynomial({}))


CASES = [
    pytest.param(number(3), sympy.Integer(3), id="a number does not change"),
    pytest.param(M**3 * V, X**3 * Y, id="a power"),
    pytest.param(1 / M, 1 / X, id="a negative power"),
    pytest.param(sqrt(V) * log(V), sympy.sqrt(Y) * sympy.log(Y), id="a product with a logarithm"),
    pytest.param(exp(M**2 * V - M), sympy.exp(X**2 * Y - X), id="an exponent"),
    pytest.param(exp(M * exp(M)) * M, sympy.exp(X * sympy.exp(X)) * X, id="an exponential in an exponent"),
]


@pytest.mark.parametrize(("term", "same"), CASES)
@pytest.mark.parametrize(
    ("by", "of"), [(("real", "m"), lambda f: sympy.diff(f, X)), (("log", "v"), lambda f: Y * sympy.diff(f, Y))]
)
def test_it_is_the_derivative(term: Term, same: sympy.Expr, by: Generator, of) -> None:
    found = evaluate(restored(derivative(normal(term), by)), Exact({"v": "positive"}, {})).get(NO_SUM, Polynomial({}))
    point = {X: sympy.Rational(3, 7), Y: sympy.Rational(5, 4)}
    expected = of(same).subs(point).evalf(30)
    value = sympy.sympify(str(sympy.N(_sympy(found).subs(point), 30)))
    assert abs(value - expected) < sympy.Float("1e-25")


def _sympy(value: Polynomial) -> sympy.Expr:
    """By hand, from the dictionary: monomials are powers of generators times the exponential of a polynomial."""
    total = sympy.Integer(0)
    for (powers, exponent), coefficient in value.terms.items():
        product = sympy.Rational(coefficient.numerator, coefficient.denominator)
        for (kind, name), power in powers:
            base = {"m": X, "v": Y}[name]
            product *= (sympy.log(base) if kind == "log" else base) ** sympy.Rational(str(power))
        inner = Polynomial({monomial: number(0).value + c for monomial, c in exponent})
        total += product * sympy.exp(_sympy(inner) if exponent else 0)
    return total
