"""Integrals and expectations in balls: what they cover, and how much they doubt."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

import pytest
from flint import arb

from kl_check.algebra.ball import precision
from kl_check.algebra.evaluate import evaluate
from kl_check.derivation.quadrature import Quadrature, hermite
from kl_check.model.errors import UnsupportedInput
from kl_check.model.term import (
    Expectation,
    Integral,
    Symbol,
    Term,
    exp,
    log,
    normal_density,
    number,
    product_over_latents,
)

X, Y, M, S = map(Symbol, "xyms")
AT = {"m": Fraction(1, 3), "s": Fraction(4, 5)}
DENSITY = normal_density(X, M, S)


@pytest.fixture(autouse=True)
def _precision() -> Iterator[None]:
    with precision():
        yield


def value(term: Term) -> arb:
    return evaluate(term, Quadrature(AT))


@pytest.mark.parametrize(
    ("term", "exact"),
    [
        pytest.param(Integral(DENSITY, X), number(1), id="density"),
        pytest.param(Integral(DENSITY * X, X), M, id="mean"),
        pytest.param(Integral(DENSITY * (X - M) ** 2, X), S**2, id="variance"),
        pytest.param(Integral(DENSITY * exp(X), X), exp(M + S**2 / 2), id="moment-generating-function"),
        pytest.param(Expectation(X**4, X, M, S), M**4 + 6 * M**2 * S**2 + 3 * S**4, id="fourth-moment"),
        pytest.param(Expectation(number(1), X, M, S), number(1), id="expectation-of-a-constant"),
        pytest.param(Expectation(Expectation(X * Y, X, M, S), Y, X, S), X, id="an-inner-mean-may-not-use-outer-names"),
        pytest.param(Expectation(Expectation((X + Y) ** 2, X, Y, S), Y, M, S), 4 * M**2 + 5 * S**2, id="nested"),
        pytest.param(Expectation(Integral(normal_density(X, Y, 1) * X, X), Y, M, S), M, id="integral-inside"),
    ],
)
def test_the_ball_covers_the_value_and_is_small(term: Term, exact: Term, request: pytest.FixtureRequest) -> None:
    if "may-not" in request.node.callspec.id:
        with pytest.raises(UnsupportedInput, match="no value for x"):
            value(term)
        return
    found = value(term)
    assert found.overlaps(value(exact))
    assert found.rad() < 1e-15


@pytest.mark.parametrize(
    ("term", "wrong"),
    [
        pytest.param(Integral(DENSITY * (X - M) ** 2, X), S, id="std-is-not-variance"),
        pytest.param(Expectation(X**2, X, M, S), M**2, id="mean-of-square-is-not-square-of-mean"),
        pytest.param(Integral(DENSITY, X), 1 + number(1, 10**15), id="a-density-off-by-1e-15"),
    ],
)
def test_a_near_miss_is_outside_the_ball(term: Term, wrong: Term) -> None:
    assert not value(term).overlaps(value(wrong))


@pytest.mark.parametrize(
    "term",
    [
        pytest.param(Integral(number(1), X), id="a-constant-over-the-line"),
        pytest.param(Integral(normal_density(X, M, number(1, 50)), X), id="a-spike-between-the-nodes"),
        pytest.param(Integral(normal_density(X, number(16), S), X), id="mass-at-the-end-of-the-grid"),
        pytest.param(Integral(normal_density(X, M, number(30)), X), id="most-of-the-mass-beyond-the-grid"),
        pytest.param(Integral(exp(X**2), X), id="divergent"),
        pytest.param(Expectation(exp(X**2), X, M, number(2)), id="no-mean"),
    ],
)
def test_what_the_grids_cannot_see_is_doubted(term: Term) -> None:
    found = value(term)
    assert not found.is_finite() or found.rad() > 1e-3


def test_a_logarithm_of_a_negative_number_has_no_value() -> None:
    assert not value(Integral(log(-DENSITY), X)).is_finite()


def test_a_product_over_latents_has_no_value_at_a_point() -> None:
    with pytest.raises(UnsupportedInput, match="number of latents"):
        value(product_over_latents(DENSITY))


def test_a_rule_with_n_nodes_is_exact_up_to_degree_2n_minus_1_and_no_further() -> None:
    rule = hermite(3, 128)
    moments = [sum((weight * node**k for node, weight in rule), arb(0)) for k in range(7)]
    assert [moment.overlaps(arb(exact)) for moment, exact in zip(moments, [1, 0, 1, 0, 3, 0, 15], strict=True)] == [
        *[True] * 6,
        False,
    ]
