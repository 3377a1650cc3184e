"""The exact world against the world of arrays, on terms with reductions; and what is counted how often."""

from __future__ import annotations

from fractions import Fraction

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from kl_check.algebra.arrays import Arrays
from kl_check.algebra.axes import resolve
from kl_check.algebra.evaluate import Unknown, evaluate
from kl_check.algebra.exact import NO_SUM, Exact, Kind, Sums
from kl_check.algebra.polynomial import Polynomial, log_of, positive, rational, real
from kl_check.model.errors import UnsupportedInput
from kl_check.model.term import Apply, Axis, Constant, Reduce, Size, Symbol, Term, exp, log, number, sqrt

X, Y, S, W, J, N = map(Symbol, ("x", "y", "s", "w", "J", "N"))
KINDS: dict[str, Kind] = {"s": "positive", "w": "scalar", "N": "size"}
SIZES: dict[str, Axis] = {"J": "latent"}
SCALARS = {"w", "N", "J"}
BOTH = frozenset({"batch", "latent"})


def exact(term: Term) -> Sums:
    return evaluate(resolve(term, SCALARS.__contains__), Exact(KINDS, SIZES))


def total(body: Term, *axes: int, keep: bool = False) -> Reduce:
    return Reduce("sum", body, axes or None, keep)


def mean(body: Term, *axes: int, keep: bool = False) -> Reduce:
    return Reduce("mean", body, axes or None, keep)


ONE, TWO = number(1), number(2)

SAME = [
    pytest.param(total(X + Y), total(X) + total(Y), id="a-sum-of-sums"),
    pytest.param(total(2 * X), 2 * total(X), id="a-number-before-the-sum"),
    pytest.param(total(W * X), W * total(X), id="a-weight-before-the-sum"),
    pytest.param(total(X / N, 1), total(X, 1) / N, id="a-count-under-the-sum"),
    pytest.param(total(total(X, 1)), total(X), id="a-sum-of-a-sum"),
    pytest.param(total(total(X, 1, keep=True)), total(X), id="a-sum-over-a-kept-axis"),
    pytest.param(mean(mean(X, 1)), mean(X), id="a-mean-of-a-mean"),
    pytest.param(mean(X, 1), total(X, 1) / J, id="a-mean-is-a-sum-over-its-length"),
    pytest.param(mean(X, 1), total(X, 1) / Size(1), id="a-mean-is-a-sum-over-its-size"),
    pytest.param(total(X + 1, 1), total(X, 1) + J, id="a-constant-is-counted"),
    pytest.param(total(X + 1), total(X) + Size(0) * Size(1), id="a-constant-is-counted-on-both-axes"),
    pytest.param(mean(X + 1, 1), mean(X, 1) + 1, id="the-mean-of-a-constant"),
    pytest.param(total(X + W, 1), total(X, 1) + J * W, id="a-weight-is-counted"),
    pytest.param(total(X + total(Y, 1, keep=True), 1), total(X, 1) + J * total(Y, 1), id="a-broadcast-sum-is-counted"),
    pytest.param(total(number(1) * W), W, id="what-does-not-vary-is-not-summed"),
    pytest.param(Reduce("sum", ONE, ("latent",)), J, id="a-named-sum-of-1"),
    pytest.param(total(X) * 0, number(0), id="zero"),
    pytest.param(log(S**2), 2 * log(S), id="log-of-the-square-of-a-scale"),
    pytest.param(sqrt(exp(X)), exp(X / 2), id="root-of-an-exp"),
    pytest.param(Apply("expm1", (X,)), exp(X) - 1, id="expm1"),
    pytest.param(Apply("log1p", (S - 1,)), log(S), id="log1p"),
    pytest.param(Apply("log2", (S,)), log(S) / log(TWO), id="log2"),
    pytest.param(Apply("rsqrt", (S,)), 1 / sqrt(S), id="rsqrt"),
    pytest.param(TWO ** (X / 2), exp(X * log(TWO) / 2), id="a-number-to-a-power"),
    pytest.param(Constant("e") ** X, exp(X), id="e-to-a-power"),
    pytest.param(log(Constant("pi") ** 2), 2 * log(Constant("pi")), id="pi"),
]


@pytest.mark.parametrize(("left", "right"), SAME)
def test_the_same(left: Term, right: Term) -> None:
    assert exact(left) == exact(right)


DIFFERENT = [
    pytest.param(mean(X), mean(X, 1), id="a-mean-over-fewer-axes"),
    pytest.param(total(X, 0), total(X, 1), id="a-sum-over-another-axis"),
    pytest.param(mean(X) ** 2, mean(X**2), id="square-of-a-mean"),
    pytest.param(total(X) * total(Y), total(X * Y), id="product-of-sums"),
    pytest.param(exp(total(X)), total(exp(X)), id="exp-of-a-sum"),
    pytest.param(total(X, 1) + 1, total(X + 1, 1), id="a-constant-outside-the-sum"),
    pytest.param(total(X) / J, total(X), id="divided-by-a-size"),
    pytest.param(total(X * total(Y, 1, keep=True), 1), J * total(X, 1) * total(Y, 1), id="a-sum-times-a-sum"),
    pytest.param(Size(0), Size(1), id="two-sizes"),
    pytest.param(N, J, id="two-counts"),
    pytest.param(Symbol("x.shape[1]"), J, id="a-symbol-is-no-size"),
]


@pytest.mark.parametrize(("left", "right"), DIFFERENT)
def test_different(left: Term, right: Term) -> None:
    assert exact(left) != exact(right)


def test_how_a_symbol_is_held() -> None:
    assert exact(X) == {NO_SUM: real("x")}
    assert exact(log(S)) == {NO_SUM: log_of("s")}
    assert exact(J) == {NO_SUM: positive("#J")}
    assert exact(N) == {NO_SUM: positive("N")}
    assert exact(total(X)) == {BOTH: real("x")}
    assert exact(X - X) == {}


@pytest.mark.parametrize(
    ("name", "is_scalar"), [("w", True), ("N", True), ("#J", True), ("x", False), ("#noise", False)]
)
def test_what_is_the_same_for_every_element(name: str, is_scalar: bool) -> None:
    assert Exact(KINDS, SIZES).is_scalar(("real", name)) is is_scalar


def test_a_function_without_a_rule_is_unknown() -> None:
    with pytest.raises(Unknown):
        Exact({}, {}).apply("gamma", [{NO_SUM: rational(1)}])


def test_what_is_undefined_says_where() -> None:
    with pytest.raises(UnsupportedInput) as refused:
        exact(Apply("log", (X - X,), span=(3, 9)))
    assert refused.value.span == (3, 9)


# Against arrays


def reductions(inner: st.SearchStrategy[Term]) -> st.SearchStrategy[Term]:
    axes = st.sampled_from([None, (0,), (1,), (-1,)])
    reduced = st.builds(Reduce, st.sampled_from(["sum", "mean"]), inner, axes, st.booleans())
    heads = st.sampled_from(["add", "subtract", "multiply"])
    return reduced | st.builds(lambda head, a, b: Apply(head, (a, b)), heads, inner, inner)


TERMS = st.recursive(st.sampled_from([X, Y, log(S), S, number(2), W, J]), reductions, max_leaves=6)
GENERATOR = np.random.default_rng(3)
ENTRIES = {name: GENERATOR.uniform(0.5, 2, (3, 4)) for name in ("x", "y", "s")}
WORLD = Arrays({**ENTRIES, "w": np.full((1, 1), 0.7), "J": np.full((1, 1), 4.0)}, {"batch": 3, "latent": 4})


@given(TERMS, TERMS)
def test_equal_normal_forms_are_equal_on_arrays(left: Term, right: Term) -> None:
    """A term and its mirror image, in which sums and products are swapped, have one normal form and one value."""
    term = Apply("subtract", (Apply("multiply", (left, right)), Apply("multiply", (mirrored(right), mirrored(left)))))
    try:
        resolved = resolve(term, SCALARS.__contains__)
        value = exact(term)
    except UnsupportedInput:
        assume(False)
        return
    assert value == {}
    scale = np.abs(evaluate(resolve(left, SCALARS.__contains__), WORLD)).max() + 1
    scale *= np.abs(evaluate(resolve(right, SCALARS.__contains__), WORLD)).max() + 1
    assert np.abs(evaluate(resolved, WORLD)).max() <= 1e-11 * scale


def mirrored(term: Term) -> Term:
    match term:
        case Apply(head="add" | "multiply" as head, arguments=(left, right)):
            return Apply(head, (mirrored(right), mirrored(left)))
        case Apply(head="subtract", arguments=(left, right)):
            return -(mirrored(right) - mirrored(left))
        case Reduce(kind=kind, body=body, axes=axes, keep=keep):
            return Reduce(kind, mirrored(body), axes, keep)
    return term


SHAPES = st.sampled_from([None, (0,), (1,)])


@given(SHAPES, SHAPES, st.sampled_from([X * log(S), X * X, S + 2, X + W]))
def test_a_sum_says_what_it_sums_over(
    first: tuple[int, ...] | None, second: tuple[int, ...] | None, body: Term
) -> None:
    """Σ over tags of the body's sums over them, worked out by NumPy, is the term's value."""
    term = Reduce("mean", Reduce("sum", body, first, True), second, True)
    value = exact(term)
    assert value.keys() <= {NO_SUM, frozenset({"batch"}), frozenset({"latent"}), BOTH}
    expected = evaluate(resolve(term, SCALARS.__contains__), WORLD)
    found = sum((summed(part, tag) for tag, part in value.items()), start=np.zeros((1, 1)))
    assert np.allclose(found, expected, rtol=1e-12)


def summed(part: Polynomial, tag: frozenset[Axis]) -> np.ndarray:
    """The sum over an array of a polynomial's values, entry by entry."""
    sizes = {"#B": 3.0, "#J": 4.0}
    whole = np.zeros((3, 4))
    for row in range(3):
        for column in range(4):
            at = {name: array[row, column] for name, array in ENTRIES.items()} | sizes | {"w": 0.7}
            whole[row, column] = sum(float(c) * monomial(m, at) for m, c in part.terms.items())
    axes = tuple(index for index, axis in enumerate(("batch", "latent")) if axis in tag)
    return whole.sum(axis=axes, keepdims=True) if axes else whole


def monomial(found, at) -> float:  # type: ignore[no-untyped-def]
    powers, exponent = found
    product = float(np.exp(sum(float(c) * monomial(m, at) for m, c in exponent)))
    for (kind, name), power in powers:
        product *= (np.log(at[name]) if kind == "log" else at[name]) ** float(power)
    return product


def test_number() -> None:
    assert exact(number(1, 3)) == {NO_SUM: rational(Fraction(1, 3))}
