"""The SymPy world: what a term becomes, and what its normal forms settle."""

from __future__ import annotations

from fractions import Fraction

import pytest
import sympy

from kl_check.algebra.evaluate import evaluate
from kl_check.algebra.pointwise import Floating
from kl_check.algebra.symbolic import FUNCTIONS, integrated, normal_form, same, to_sympy
from kl_check.model.errors import UnsupportedInput
from kl_check.model.term import (
    Apply,
    Expectation,
    Integral,
    Reduce,
    Size,
    Symbol,
    Term,
    exp,
    log,
    mean_over_latents,
    normal_density,
    normal_log_density,
    number,
    product_over_latents,
    sqrt,
    sum_over_latents,
)

M, N, S, R, X, Z, W = map(Symbol, ("m", "n", "s", "r", "x", "z", "w"))
DOMAINS = {"m": "real", "n": "real", "s": "positive", "r": "positive"}
HALF = number(1, 2)


def sympify(term: Term) -> sympy.Expr:
    return to_sympy(term, DOMAINS)


def equal(left: Term, right: Term, *, linear: bool = True) -> bool | None:
    return same(sympify(left), sympify(right), linear=linear)


def over_batch(body: Term) -> Reduce:
    return Reduce("sum", body, axes=("batch",), size="B")


ARGUMENTS = {
    "clamp": (number(3, 2), number(1, 2), number(1)),
    "normal_density": (number(1, 3), number(-1, 2), number(3, 2)),
    "normal_log_density": (number(1, 3), number(-1, 2), number(3, 2)),
}


@pytest.mark.parametrize("head", sorted(FUNCTIONS))
def test_every_head_has_the_value_that_it_has_in_floats(head: str) -> None:
    two = {"add", "subtract", "multiply", "divide", "power", "minimum", "maximum"}
    arguments = ARGUMENTS.get(head, (number(7, 3), number(2, 5)) if head in two else (number(7, 3),))
    term = Apply(head, arguments)
    assert float(sympify(term)) == pytest.approx(evaluate(term, Floating({}, {})), rel=1e-14)


@pytest.mark.parametrize(
    ("left", "right"),
    [
        pytest.param(sum_over_latents(M**2), sum_over_latents(M) ** 2, id="sum-of-squares-is-not-square-of-sum"),
        pytest.param(sum_over_latents(M * S), sum_over_latents(M) * sum_over_latents(S), id="sum-of-products"),
        pytest.param(sum_over_latents(M), Size("latent") * M, id="latents-are-not-all-the-same"),
        pytest.param(sum_over_latents(M), over_batch(M), id="latents-are-not-the-batch"),
        pytest.param(log(M**2), 2 * log(M), id="log-of-a-square-of-a-real"),
        pytest.param(log(product_over_latents(M)), sum_over_latents(log(M)), id="log-of-a-product-of-reals"),
        pytest.param(sqrt(M**2), M, id="root-of-a-square-of-a-real"),
        pytest.param(log(S + R), log(S) + log(R), id="log-of-a-sum"),
        pytest.param(exp(M * N), exp(M) * exp(N), id="exp-of-a-product"),
        pytest.param(sum_over_latents(HALF), HALF, id="a-constant-counts-once-a-latent"),
    ],
)
def test_what_is_not_equal_is_not_called_equal(left: Term, right: Term) -> None:
    assert equal(left, right) is not True


@pytest.mark.parametrize(
    ("left", "right"),
    [
        pytest.param(log(S**2), 2 * log(S), id="log-of-a-square-of-a-positive"),
        pytest.param(sqrt(S**2), S, id="root-of-a-square-of-a-positive"),
        pytest.param(log(S / R), log(S) - log(R), id="log-of-a-quotient"),
        pytest.param(exp(M + N), exp(M) * exp(N), id="exp-of-a-sum"),
        pytest.param((S**2 + (M - N) ** 2) / (2 * R**2) * R, (S**2 + (N - M) ** 2) / (2 * R), id="quotients"),
        pytest.param(1 / (S + R) + 1, (S + R + 1) / (S + R), id="common-denominator"),
        pytest.param(sum_over_latents(HALF), Size("latent") / 2, id="a-constant-counts-once-a-latent"),
        pytest.param(sum_over_latents(M + 2 * S), sum_over_latents(M) + 2 * sum_over_latents(S), id="sum-is-linear"),
        pytest.param(sum_over_latents(W * M), W * sum_over_latents(M), id="a-weight-does-not-vary"),
        pytest.param(over_batch(sum_over_latents(M)), sum_over_latents(over_batch(M)), id="order-of-sums"),
        pytest.param(mean_over_latents(M), sum_over_latents(M) / Size("latent"), id="mean-is-sum-over-size"),
        pytest.param(log(product_over_latents(S)), sum_over_latents(log(S)), id="log-of-a-product-over-latents"),
        pytest.param(product_over_latents(S * (M + 1)), product_over_latents(S * M + S), id="inside-a-product"),
        pytest.param(log(normal_density(X, M, S)), normal_log_density(X, M, S), id="log-density"),
    ],
)
def test_what_is_equal_is_called_equal(left: Term, right: Term) -> None:
    domains = {**DOMAINS, "x": "real"}
    assert same(to_sympy(left, domains), to_sympy(right, domains)) is True


def test_false_is_said_only_where_sympy_knows() -> None:
    assert equal(log(S) + HALF, log(S)) is False
    assert equal(log(S), log(R)) is None
    assert equal(Integral(normal_density(X, M, S), X), number(1)) is None


def test_a_sign_of_sum_or_integral_stays_where_it_stands_unless_linear() -> None:
    split = sum_over_latents(M) + sum_over_latents(S)
    assert equal(sum_over_latents(M + S), split) is True
    assert equal(sum_over_latents(M + S), split, linear=False) is None
    assert equal(sum_over_latents(2 * (M + S)), sum_over_latents(2 * S + 2 * M), linear=False) is True


def test_named_sizes_are_sizes() -> None:
    assert to_sympy(Symbol("d"), {}, {"d": "latent"}) == to_sympy(Size(-1), {})
    assert to_sympy(Symbol("n"), {}, {"n": "batch"}) == to_sympy(Size(0), {})


DENSITY = normal_density(X, M, S)


@pytest.mark.parametrize(
    ("body", "value"),
    [
        pytest.param(DENSITY, number(1), id="a-density-integrates-to-one"),
        pytest.param(DENSITY * X, M, id="mean"),
        pytest.param(DENSITY * (X - M) ** 2, S**2, id="variance"),
        pytest.param(DENSITY * (X - N) ** 2, S**2 + (M - N) ** 2, id="second-moment-about-another-point"),
        pytest.param(DENSITY * X**4, M**4 + 6 * M**2 * S**2 + 3 * S**4, id="fourth-moment"),
        pytest.param(DENSITY * log(DENSITY), -HALF - log(2 * Apply("square", (S,))) / 2, id="entropy-without-pi"),
        pytest.param(normal_density(X, M, 2 * S) / normal_density(X, M, S), number(0), id="diverges"),
    ],
)
def test_integrals_are_done_by_sympy(body: Term, value: Term, request: pytest.FixtureRequest) -> None:
    done = integrated(sympify(Integral(body, X)))
    near_miss = any(word in request.node.callspec.id for word in ("without-pi", "diverges"))
    assert same(done, sympify(value)) is not True if near_miss else same(done, sympify(value)) is True


def test_an_expectation_is_the_integral_against_its_density() -> None:
    assert sympify(Expectation(X**2, X, M, S)) == sympify(Integral(X**2 * DENSITY, X))


def test_each_latent_has_its_own_integral() -> None:
    term = sum_over_latents(Expectation(X**2, X, M, S))
    assert same(integrated(sympify(term)), sympify(sum_over_latents(M**2 + S**2))) is True


def test_an_expectation_over_all_latents_at_once_stays_one() -> None:
    joint = sympify(Expectation(sum_over_latents(X), X, M, S))
    assert joint.func.__name__ == "E"
    assert integrated(joint).func.__name__ == "E"
    assert same(joint, sympify(sum_over_latents(M))) is None


def test_a_variable_with_a_value_outside_is_refused() -> None:
    with pytest.raises(UnsupportedInput, match="m is the variable"):
        sympify(Integral(M, M))


def test_an_integral_over_a_vector_is_refused() -> None:
    with pytest.raises(UnsupportedInput, match="whole vector"):
        sympify(Integral(sum_over_latents(X), X))


def test_an_unknown_head_is_refused() -> None:
    with pytest.raises(UnsupportedInput, match="no SymPy rule for gamma"):
        sympify(Apply("gamma", (M,)))


def test_an_unnamed_axis_is_refused() -> None:
    with pytest.raises(UnsupportedInput, match="axis"):
        sympify(Reduce("sum", M, axes=(1,)))


def test_the_normal_form_keeps_the_complete_square_for_the_integral() -> None:
    assert normal_form(sympify(DENSITY * X)).atoms(sympy.exp) == {sympify(exp(-((X - M) ** 2) / (2 * S**2)))}


def test_fractions_are_exact() -> None:
    assert sympify(number(1, 10) + number(2, 10)) == sympy.Rational(3, 10)
    assert sympify(number(1, 10**8)) == sympy.Rational(Fraction(1, 10**8).numerator, 10**8)
