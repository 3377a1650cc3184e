import math
from fractions import Fraction

import pytest

from kl_check.algebra.evaluate import Unknown, evaluate
from kl_check.algebra.pointwise import Floating
from kl_check.model.errors import UnsupportedInput
from kl_check.model.term import Apply, Constant, Reduce, Size, Symbol, Term, exp, log, number, sqrt

X = Symbol("x")
WORLD = Floating({"x": Fraction(3, 2)}, {"latent": 2, "batch": 5})

VALUES = [
    (X, 1.5),
    (number(1, 3), 1 / 3),
    (Constant("pi"), math.pi),
    (Constant("e"), math.e),
    (-(X**2) / 2 + 1 - X * 2, -3.125),
    (exp(log(X)), 1.5),
    (sqrt(X**2), 1.5),
    (Apply("abs", (-X,)), 1.5),
    (Apply("clamp", (X, number(2), number(3))), 2.0),
    (Apply("softplus", (number(-1000),)), 0.0),
    (Apply("softplus", (number(1000),)), 1000.0),
    (Apply("normal_log_density", (X, X, number(1))), -math.log(2 * math.pi) / 2),
    (Reduce("sum", X, ("latent",)), 3.0),
    (Reduce("sum", X, ("latent", "batch")), 15.0),
    (Reduce("mean", X, ("latent", "batch")), 1.5),
    (Reduce("sum", X, ()), 1.5),
    (Size(0), 5.0),
    (Size(1), 2.0),
    (Size(-1), 2.0),
    (Size("batch"), 5.0),
]


@pytest.mark.parametrize(("term", "value"), VALUES, ids=str)
def test_values(term: Term, value: float) -> None:
    assert evaluate(term, WORLD) == pytest.approx(value, rel=1e-15, abs=1e-300)


def test_a_symbol_without_a_value() -> None:
    with pytest.raises(UnsupportedInput, match="no value for y"):
        evaluate(Symbol("y"), WORLD)


def test_a_function_without_a_rule() -> None:
    with pytest.raises(Unknown):
        WORLD.apply("gamma", [1.0])


@pytest.mark.parametrize("term", [log(-X), 1 / (X - X), log(X - X), Apply("log1p", (-X,)), sqrt(-X)], ids=str)
def test_what_is_undefined_here_says_so(term: Term) -> None:
    with pytest.raises(UnsupportedInput):
        evaluate(term, WORLD)
