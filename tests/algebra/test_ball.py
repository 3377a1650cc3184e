"""Every ball holds the true value: mpmath at 60 digits, by its own functions."""

from collections.abc import Callable
from fractions import Fraction
from typing import Any

import mpmath
import pytest
from flint import arb
from hypothesis import given
from hypothesis import strategies as st

from kl_check.algebra.ball import Ball, precision
from kl_check.algebra.pointwise import Floating
from kl_check.model.errors import UnsupportedInput

REALS = st.fractions(min_value=-8, max_value=8, max_denominator=64)
POSITIVES = st.fractions(min_value=Fraction(1, 64), max_value=8, max_denominator=64)

ONE_ARGUMENT: dict[str, Callable[[Any], Any]] = {
    "exp": mpmath.exp,
    "expm1": mpmath.expm1,
    "square": lambda x: x * x,
    "abs": abs,
    "negate": lambda x: -x,
    "tanh": mpmath.tanh,
    "sigmoid": lambda x: 1 / (1 + mpmath.exp(-x)),
    "softplus": lambda x: mpmath.log1p(mpmath.exp(x)),
    "relu": lambda x: max(x, mpmath.mpf(0)),
}
ONE_POSITIVE: dict[str, Callable[[Any], Any]] = {
    "log": mpmath.log,
    "log1p": mpmath.log1p,
    "log2": lambda x: mpmath.log(x, 2),
    "log10": mpmath.log10,
    "sqrt": mpmath.sqrt,
    "rsqrt": lambda x: 1 / mpmath.sqrt(x),
    "reciprocal": lambda x: 1 / x,
}


def exactly(value: Fraction) -> Any:
    return mpmath.mpf(value.numerator) / value.denominator


def holds(ball: arb, true: Any) -> bool:
    """Whether a ball meets the interval of 10⁻⁵⁰ around a value that is known to 60 digits."""
    text = mpmath.nstr(true, 58)
    return bool(ball.overlaps(arb(text, "1e-50") if abs(true) < 1 else arb(text) * arb(1, "1e-50")))


@pytest.mark.parametrize("head", sorted(ONE_ARGUMENT))
@given(value=REALS)
def test_a_ball_holds_the_true_value(head: str, value: Fraction) -> None:
    check(head, ONE_ARGUMENT[head], value)


@pytest.mark.parametrize("head", sorted(ONE_POSITIVE))
@given(value=POSITIVES)
def test_a_ball_holds_the_true_value_of_what_is_defined_for_positive_numbers(head: str, value: Fraction) -> None:
    check(head, ONE_POSITIVE[head], value)


def check(head: str, function: Callable[[Any], Any], value: Fraction) -> None:
    with precision(), mpmath.workdps(60):
        world = Ball({}, {})
        ball = world.apply(head, [world.number(value)])
        assert holds(ball, function(exactly(value)))
        assert float(ball.rad()) <= 1e-30 * (1 + abs(float(ball.mid())))


@given(REALS, st.integers(-5, 5))
def test_whole_powers_of_any_number(base: Fraction, exponent: int) -> None:
    with precision():
        world = Ball({}, {})
        ball = world.apply("power", [world.number(base), world.number(Fraction(exponent))])
        if base == 0 and exponent < 0:
            assert not ball.is_finite()
        else:
            assert ball.overlaps(world.number(base**exponent))


def test_a_whole_power_of_a_ball_that_holds_zero_is_finite() -> None:
    with precision():
        world = Ball({}, {})
        assert world.apply("power", [arb(0, 1), arb(2)]).is_finite()


@pytest.mark.parametrize(("head", "value"), [("log", -1), ("log", 0), ("sqrt", -1), ("rsqrt", 0)])
def test_what_is_undefined_encloses_nothing_finite(head: str, value: int) -> None:
    with precision():
        assert not Ball({}, {}).apply(head, [arb(value)]).is_finite()


def test_two_values_that_differ_in_the_last_of_thirty_digits_are_told_apart() -> None:
    with precision():
        world = Ball({}, {})
        third = world.number(Fraction(1, 3))
        other = world.number(Fraction(1, 3) + Fraction(1, 10**30))
        assert not (third - other).contains(0)
        assert (third - world.number(Fraction(2, 6))).contains(0)


def test_the_precision_is_given_back() -> None:
    import flint

    before = flint.ctx.prec
    with precision(300):
        assert flint.ctx.prec == 300
    assert flint.ctx.prec == before


def test_the_worlds_of_balls_and_floats_have_the_same_functions() -> None:
    assert Ball.functions.keys() == Floating.functions.keys()


def test_a_symbol_without_a_value() -> None:
    with pytest.raises(UnsupportedInput):
        Ball({}, {}).symbol("x")
