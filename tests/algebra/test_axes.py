from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kl_check.algebra.arrays import Arrays
from kl_check.algebra.axes import resolve
from kl_check.algebra.evaluate import evaluate
from kl_check.model.errors import UnsupportedInput
from kl_check.model.term import Apply, Axis, Number, Reduce, Symbol, Term, number

X, Y = Symbol("x"), Symbol("y")
BATCH, LATENTS = 3, 4
ENTRIES = {
    "x": np.array([[1.0, 2.0, 4.0, 8.0], [3.0, 5.0, 7.0, 11.0], [0.5, 1.0, 0.25, 2.0]]),
    "y": np.array([[2.0, 0.5, 1.0, 3.0], [1.0, 6.0, 2.5, 0.75], [4.0, 9.0, 1.5, 1.0]]),
}
WORLD = Arrays(ENTRIES, {"batch": BATCH, "latent": LATENTS})


def named(term: Term) -> tuple[Axis, ...] | None:
    resolved = resolve(term, "w".__eq__)
    assert isinstance(resolved, Reduce)
    return resolved.axes


def total(body: Term, *axes: int, keep: bool = False) -> Reduce:
    return Reduce("sum", body, axes or None, keep)


NAMED = [
    pytest.param(total(X), ("batch", "latent"), id="no-axis-means-all"),
    pytest.param(total(X, 0), ("batch",), id="first-axis"),
    pytest.param(total(X, -2), ("batch",), id="first-axis-from-the-end"),
    pytest.param(total(X, 1), ("latent",), id="last-axis"),
    pytest.param(total(X, -1), ("latent",), id="last-axis-from-the-end"),
    pytest.param(total(X, 0, 1), ("batch", "latent"), id="both"),
    pytest.param(total(X, -1, -2), ("batch", "latent"), id="both-from-the-end"),
    pytest.param(total(X, 1, 2, 3), ("latent",), id="feature-axes-are-latents"),
    pytest.param(total(X, 1, 2), ("latent",), id="two-feature-axes-are-latents"),
    pytest.param(total(X, 0, 1, 2, 3), ("batch", "latent"), id="batch-and-feature-axes"),
    pytest.param(total(X, 2), ("latent",), id="a-further-axis-is-a-latent-one"),
    pytest.param(total(number(1)), (), id="a-number-has-no-axes"),
    pytest.param(total(Symbol("w"), 1), (), id="a-weight-has-no-axes"),
    pytest.param(total(total(X, 1)), ("batch",), id="what-was-summed-is-gone"),
    pytest.param(total(total(X, 1), 0), ("batch",), id="axis-0-after-latents"),
    pytest.param(total(total(X, 1), -1), ("batch",), id="last-axis-after-latents-is-the-batch"),
    pytest.param(total(total(X, 0), 0), ("latent",), id="axis-0-after-the-batch-is-the-latents"),
    pytest.param(total(total(X, 1, keep=True)), ("batch",), id="a-kept-axis-has-length-1"),
    pytest.param(total(total(X, 1, keep=True), 1), (), id="a-kept-axis-is-not-summed-again"),
    pytest.param(total(total(X, 1, keep=True), -1), (), id="a-kept-axis-from-the-end"),
    pytest.param(total(total(X, 1, keep=True), 0), ("batch",), id="a-kept-axis-keeps-places"),
    pytest.param(total(total(X, 1, keep=True) + Y), ("batch", "latent"), id="a-kept-axis-broadcasts"),
    pytest.param(total(total(X, 0) + Y, 1), ("latent",), id="a-missing-first-axis-broadcasts"),
    pytest.param(Reduce("sum", number(1), ("latent",)), ("latent",), id="a-named-sum-counts-what-does-not-vary"),
    pytest.param(
        Reduce("sum", Reduce("sum", X, ("latent",)) + Y, ("batch",)), ("batch",), id="a-named-axis-moves-no-other"
    ),
]


@pytest.mark.parametrize(("term", "axes"), NAMED)
def test_a_reduction_names_the_axes_over_which_it_acts(term: Term, axes: tuple[Axis, ...]) -> None:
    assert named(term) == axes


REFUSED = [
    pytest.param(total(total(X, 1), 1), "only 1 axes left", id="a-reduced-axis-again"),
    pytest.param(total(total(X, 1), 1, 2), "only 1 axes left", id="feature-axes-after-they-are-gone"),
    pytest.param(total(X, 1, -1), "reduced twice", id="the-same-axis-twice"),
    pytest.param(total(X, -3), "only 2 axes left", id="too-far-from-the-end"),
    pytest.param(total(X, 1) + Y, "keep the axis", id="one-per-item-beside-one-per-latent"),
    pytest.param(total(X, 1) * total(Y, 0), "keep the axis", id="batch-beside-latents"),
    pytest.param(total(X, 1, keep=True) + total(Y, 1), "keep the axis", id="a-column-beside-a-row-is-a-table"),
]


@pytest.mark.parametrize(("term", "message"), REFUSED)
def test_refuses_what_only_chance_sizes_would_let_pass(term: Term, message: str) -> None:
    with pytest.raises(UnsupportedInput, match=message):
        resolve(term, lambda _: False)


def reductions(inner: st.SearchStrategy[Term]) -> st.SearchStrategy[Term]:
    axes = st.sampled_from([None, (0,), (1,), (-1,), (-2,), (0, 1), (1, 0), (-1, 0)])
    reduced = st.builds(Reduce, st.sampled_from(["sum", "mean"]), inner, axes, st.booleans())
    combined = st.builds(lambda head, a, b: Apply(head, (a, b)), st.sampled_from(["add", "multiply"]), inner, inner)
    return reduced | combined


TERMS = st.recursive(st.sampled_from([X, Y, number(3)]), reductions, max_leaves=5)


def by_numpy(term: Term) -> Any:
    match term:
        case Number(value=value):
            return np.float64(value)
        case Symbol(name=name):
            return ENTRIES[name]
        case Apply(head=head, arguments=(left, right)):
            return (np.add if head == "add" else np.multiply)(by_numpy(left), by_numpy(right))
        case Reduce(kind=kind, body=body, axes=axes, keep=keep):
            inner = by_numpy(body)
            if np.ndim(inner) == 0:  # a weight may be reduced over any axis, a NumPy scalar over none
                return inner
            return (np.sum if kind == "sum" else np.mean)(inner, axis=axes, keepdims=keep)
    raise AssertionError(term)


@given(TERMS)
def test_every_reduction_that_is_read_is_the_one_of_numpy(term: Term) -> None:
    try:
        resolved = resolve(term, lambda _: False)
    except UnsupportedInput:
        return
    expected = by_numpy(term)
    ours = evaluate(resolved, WORLD)
    # Ours keep every axis; put the axes back that NumPy dropped, which are those of length 1.
    assert ours.size == expected.size
    assert np.allclose(np.ravel(ours), np.ravel(expected), rtol=1e-13, atol=0)


@given(TERMS)
def test_what_numpy_refuses_is_refused(term: Term) -> None:
    try:
        by_numpy(term)
    except (ValueError, np.exceptions.AxisError):
        with pytest.raises(UnsupportedInput):
            resolve(term, lambda _: False)
