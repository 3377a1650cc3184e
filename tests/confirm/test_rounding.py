from fractions import Fraction

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from kl_check.algebra.arrays import Arrays
from kl_check.algebra.ball import Ball, precision
from kl_check.algebra.evaluate import evaluate
from kl_check.confirm.rounding import Running
from kl_check.model.term import Constant, Reduce, Symbol, Term, exp, log, number, sqrt

X, Y = Symbol("x"), Symbol("y")
SIZES = {"latent": 4, "batch": 3}

TERMS = [
    pytest.param(log(X / Y) + (Y**2 + (X - Y) ** 2) / (2 * X**2) - number(1, 2), id="closed-form"),
    pytest.param(1 + X - exp(X) - (1 + X - exp(X)) / 3, id="cancellation"),
    pytest.param((X + 10**8 - 10**8) * 10**8, id="cancellation-then-a-large-factor"),
    pytest.param(exp(20 * X) / exp(19 * X), id="ill-conditioned-exponential"),
    pytest.param(sqrt(X) * Constant("pi") ** Y, id="powers"),
    pytest.param(Reduce("sum", X * Y - number(1, 3), ("latent", "batch")), id="sum"),
    pytest.param(Reduce("mean", log(X), ("latent",)), id="mean"),
]


def arrays(x: float, y: float) -> Running:
    full = {name: np.full((3, 4), value) for name, value in (("x", x), ("y", y))}
    return Running(Arrays(full, SIZES))


@pytest.mark.parametrize("term", TERMS)
@given(st.floats(0.01, 10), st.floats(0.01, 10))
def test_the_true_value_lies_within_the_error(term: Term, x: float, y: float) -> None:
    found = evaluate(term, arrays(x, y))
    with precision(256):
        true = evaluate(term, Ball({"x": Fraction(x), "y": Fraction(y)}, SIZES))
        missed = (true - found.value.flat[0]).abs_upper()
    assert missed <= found.error.flat[0]


def test_the_error_is_of_the_size_of_rounding() -> None:
    found = evaluate(log(X / Y) + X**2, arrays(1.5, 0.75))
    assert 0 < found.error.max() < 1e-14


@given(st.floats(-3, 3), st.integers(0, 6))
def test_a_whole_power_of_a_negative_number_has_an_error(x: float, exponent: int) -> None:
    assume(x)
    assert np.isfinite(evaluate(X ** number(exponent), arrays(x, 1.0)).error).all()
