from fractions import Fraction

import mpmath
import pytest

from kl_check.algebra.ball import Ball, precision
from kl_check.algebra.evaluate import evaluate
from kl_check.algebra.multiprecision import Multiprecision
from kl_check.algebra.pointwise import Floating
from kl_check.model.errors import UnsupportedInput
from kl_check.model.term import Apply, Constant, Reduce, Size, Symbol, Term, as_term, exp, log, number, sqrt

X, J = Symbol("x"), Symbol("J")
WORLD = Multiprecision({"x": Fraction(7, 10), "J": Fraction(4)}, {"latent": 4, "batch": 3})
DIGITS = 50

TERNARY = {"clamp", "normal_density", "normal_log_density"}
BINARY = {"add", "subtract", "multiply", "divide", "power", "minimum", "maximum"}


def application(head: str) -> Apply:
    arguments = (Fraction(7, 10), Fraction(3, 10), Fraction(19, 10))
    arity = 3 if head in TERNARY else 2 if head in BINARY else 1
    return Apply(head, tuple(map(as_term, arguments[:arity])))


@pytest.mark.parametrize("head", sorted(Multiprecision.functions))
def test_every_function_lies_in_the_ball_of_the_same_function(head: str) -> None:
    term = application(head)
    with mpmath.workdps(DIGITS + 10):
        value = mpmath.nstr(evaluate(term, WORLD), DIGITS + 5)
    with precision(160):  # about 48 digits
        assert (Ball.number(Ball({}, {}), Fraction(value)) - evaluate(term, Ball({}, {}))).abs_upper() < 1e-44


def test_has_the_functions_of_the_world_of_floats() -> None:
    assert Multiprecision.functions.keys() == Floating.functions.keys()


POINTWISE = [
    pytest.param(Reduce("sum", X, ("latent",)), "2.8", id="a-sum-over-equal-latents"),
    pytest.param(Reduce("mean", X, ("latent",)), "0.7", id="a-mean-over-equal-latents"),
    pytest.param(Size("batch") * J, "12", id="sizes"),
    pytest.param(log(Constant("e")), "1", id="e"),
]


@pytest.mark.parametrize(("term", "expected"), POINTWISE)
def test_reductions_and_constants(term: Term, expected: str) -> None:
    with mpmath.workdps(DIGITS):
        assert abs(evaluate(term, WORLD) - mpmath.mpf(expected)) < mpmath.mpf(10) ** (2 - DIGITS)


REFUSED = [
    pytest.param(log(number(0)), "not a finite real number", id="log-of-zero-is-no-number"),
    pytest.param(log(number(-1)), "not a finite real number", id="log-of-a-negative-number-is-complex"),
    pytest.param(sqrt(number(-1)), "not a finite real number", id="root-of-a-negative-number-is-complex"),
    pytest.param(number(-2) ** number(1, 2), "not a finite real number", id="half-power-of-a-negative-number"),
    pytest.param(exp(exp(exp(number(100)))), "larger than", id="a-tower-of-exponentials-ends-early"),
    pytest.param(Symbol("y"), "no value for y", id="unknown-symbol"),
    pytest.param(Apply("gamma", (X,)), "no numerical rule for gamma", id="unknown-function"),
]


@pytest.mark.parametrize(("term", "message"), REFUSED)
def test_refuses(term: Term, message: str) -> None:
    with pytest.raises(UnsupportedInput, match=message):
        evaluate(term, WORLD)
