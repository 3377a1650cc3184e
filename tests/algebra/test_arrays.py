from fractions import Fraction

import numpy as np
import pytest

from kl_check.algebra.arrays import FUNCTIONS, Arrays
from kl_check.algebra.evaluate import evaluate
from kl_check.algebra.pointwise import Floating
from kl_check.model.errors import UnsupportedInput
from kl_check.model.term import Apply, Constant, Number, Reduce, Size, Symbol, Term, as_term, number

X = Symbol("x")
ENTRIES = np.array([[1.0, 2.0, 4.0, 8.0], [3.0, 5.0, 7.0, 11.0], [0.0, 1.0, 0.0, 2.0]])
WORLD = Arrays({"x": ENTRIES, "J": np.full((1, 1), 4.0)}, {"latent": 4, "batch": 3})

REDUCTIONS = [
    pytest.param(Reduce("sum", X, ("latent",)), [[15], [26], [3]], id="sum-over-latents-keeps-the-batch"),
    pytest.param(Reduce("mean", X, ("latent",)), [[3.75], [6.5], [0.75]], id="mean-is-not-the-sum"),
    pytest.param(Reduce("mean", X, ("batch",)), [[4 / 3, 8 / 3, 11 / 3, 7]], id="mean-over-the-batch-keeps-latents"),
    pytest.param(Reduce("sum", X, ("batch", "latent")), [[44]], id="both-axes"),
    pytest.param(Reduce("sum", X, ()), ENTRIES.tolist(), id="no-axis-is-no-reduction"),
    pytest.param(Reduce("sum", number(1), ("latent",)), [[4]], id="a-constant-is-counted"),
    pytest.param(Reduce("mean", number(1), ("latent",)), [[1]], id="the-mean-of-a-constant-is-itself"),
    pytest.param(
        Reduce("sum", Reduce("sum", X, ("latent",)), ("latent",)),
        [[60], [104], [12]],
        id="a-reduced-axis-is-counted-again",
    ),
    pytest.param(Reduce("mean", Reduce("sum", X, ("latent",)), ("batch",)), [[44 / 3]], id="sum-then-mean"),
    pytest.param(Size(-1) * Size(0) * Size("latent"), [[48]], id="sizes-by-index-and-by-name"),
    pytest.param(Reduce("sum", X, ("latent",)) / Symbol("J"), [[3.75], [6.5], [0.75]], id="a-size-has-no-axes"),
]


@pytest.mark.parametrize(("term", "expected"), REDUCTIONS)
def test_reductions_are_over_the_named_axes(term: Term, expected: list[list[float]]) -> None:
    value = evaluate(term, WORLD)
    assert value.shape == np.shape(expected)
    assert np.array_equal(value, expected)


ARGUMENTS = {3: ("0.7", "0.3", "1.9"), 2: ("0.7", "1.9"), 1: ("0.7",)}
TERNARY, BINARY = {"clamp", "normal_density", "normal_log_density"}, {"add", "subtract", "multiply", "divide"}


def arity(head: str) -> int:
    return 3 if head in TERNARY else 2 if head in BINARY | {"power", "minimum", "maximum"} else 1


UNDEFINED_BELOW_ZERO = {"log", "log2", "log10", "sqrt", "rsqrt", "power"}


def application(head: str, sign: int) -> Apply:
    first, *others = (Fraction(text) for text in ARGUMENTS[arity(head)])
    return Apply(head, tuple(map(as_term, (sign * first, *others))))


@pytest.mark.parametrize(
    ("head", "sign"),
    [(head, sign) for head in FUNCTIONS for sign in (1, -1) if sign > 0 or head not in UNDEFINED_BELOW_ZERO],
)
def test_every_function_is_the_one_of_the_world_of_floats(head: str, sign: int) -> None:
    term = application(head, sign)
    expected = evaluate(term, Floating({}, {}))
    assert evaluate(term, WORLD).item() == pytest.approx(expected, rel=8 * np.finfo(float).eps, abs=0)


@pytest.mark.parametrize("head", sorted(UNDEFINED_BELOW_ZERO))
def test_what_is_undefined_is_nan_without_a_warning(head: str) -> None:
    assert np.isnan(evaluate(application(head, -1), WORLD).item())


def test_the_worlds_of_arrays_and_of_floats_have_the_same_functions() -> None:
    assert FUNCTIONS.keys() == Floating.functions.keys()


def test_constants() -> None:
    assert evaluate(Constant("pi"), WORLD) == np.pi
    assert evaluate(Constant("e"), WORLD) == np.e


REFUSED = [
    pytest.param(Symbol("y"), "no value for y", id="unknown-symbol"),
    pytest.param(Apply("gamma", (X,)), "no numerical rule for gamma", id="unknown-function"),
    pytest.param(Number(Fraction(10) ** 400), "outside the range", id="number-beyond-a-double"),
]


@pytest.mark.parametrize(("term", "message"), REFUSED)
def test_refuses(term: Term, message: str) -> None:
    with pytest.raises(UnsupportedInput, match=message):
        evaluate(term, WORLD)
