"""Two independent enclosures of one value always meet, and an interval never loses a true value."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from kl_check.algebra.ball import Ball, precision
from kl_check.algebra.evaluate import evaluate
from kl_check.algebra.interval import PI, Enclosing, Interval, exact, power, shown
from kl_check.model.errors import InputError
from kl_check.model.term import Apply, Constant, Number, Reduce, Symbol, Term, exp, log, sqrt

SIZES = {"latent": 2, "batch": 3}

rationals = st.fractions(min_value=-8, max_value=8, max_denominator=50)
leaves = st.one_of(rationals.map(Number), st.sampled_from([Symbol("x"), Symbol("y"), Constant("pi"), Constant("e")]))


def _combined(children: st.SearchStrategy[Term]) -> st.SearchStrategy[Term]:
    pairs = st.tuples(children, children)
    binary = st.builds(Apply, st.sampled_from(["add", "subtract", "multiply", "divide"]), pairs)
    unary = st.builds(
        Apply,
        st.sampled_from(["exp", "log", "sqrt", "square", "abs", "negate", "rsqrt", "log1p", "expm1"]),
        st.tuples(children),
    )
    powers = st.builds(lambda base, n: base ** Fraction(n, 2), children, st.integers(-6, 6))
    sums = st.builds(lambda body: Reduce("sum", body, ("latent",)), children)
    return st.one_of(binary, unary, powers, sums)


terms = st.recursive(leaves, _combined, max_leaves=8)


@given(term=terms, x=rationals, y=rationals)
def test_an_interval_meets_the_ball_of_the_same_value(term: Term, x: Fraction, y: Fraction) -> None:
    at = {"x": x, "y": y}
    try:
        interval = evaluate(term, Enclosing(at, SIZES))
    except InputError:
        return
    with precision(200):
        ball = evaluate(term, Ball(at, SIZES))
        assume(ball.is_finite())
        low, high = (evaluate(Number(Fraction(bound)), Ball({}, SIZES)) for bound in (interval.low, interval.high))
        assert not ball < low
        assert not ball > high


@given(a=rationals, b=rationals, c=rationals, d=rationals)
def test_products_hold_every_product(a: Fraction, b: Fraction, c: Fraction, d: Fraction) -> None:
    first, second = (Interval(exact(min(p)).low, exact(max(p)).high) for p in ((a, b), (c, d)))
    product = first * second
    for left in (a, b, (a + b) / 2):
        for right in (c, d, (c + d) / 2):
            assert Fraction(product.low) <= left * right <= Fraction(product.high)


@given(base=rationals, n=st.integers(0, 9))
def test_whole_powers_hold_the_power(base: Fraction, n: int) -> None:
    raised = power(exact(base), exact(Fraction(n)))
    assert Fraction(raised.low) <= base**n <= Fraction(raised.high)


def test_an_even_power_of_an_interval_around_zero_is_not_negative() -> None:
    assert power(Interval(Decimal(-1), Decimal(2)), exact(Fraction(2))).low >= 0


@pytest.mark.parametrize(
    "term",
    [
        pytest.param(1 / (Symbol("x") - Symbol("x")), id="division-by-zero"),
        pytest.param(log(Symbol("x") - Symbol("x")), id="log-of-zero"),
        pytest.param(sqrt(-Symbol("x")), id="root-of-a-negative"),
        pytest.param(exp(exp(exp(Symbol("x") * 100))), id="overflow"),
    ],
)
def test_what_is_not_defined_is_refused(term: Term) -> None:
    with pytest.raises(InputError):
        evaluate(term, Enclosing({"x": Fraction(1)}, SIZES))


def test_pi_lies_strictly_inside_its_interval() -> None:
    with precision(300):
        pi = evaluate(Constant("pi"), Ball({}, SIZES))
        low, high = (evaluate(Number(Fraction(bound)), Ball({}, SIZES)) for bound in (PI.low, PI.high))
        assert low < pi < high


@pytest.mark.parametrize(
    ("value", "text"), [("1/3", "0.333333"), ("123456789", "123457000"), ("1/80000000", "1.25e-8")]
)
def test_shown_digits(value: str, text: str) -> None:
    assert shown(exact(Fraction(value)), 6) == text
