"""Steps about vectors and matrices: right ones proved at sizes 1 to 4, near-misses by nobody."""

from __future__ import annotations

import pytest

from kl_check.derivation import arrays, symbolic_arrays
from kl_check.derivation.follow import check
from kl_check.derivation.vocabulary import (
    Derivation,
    Sigma_1,
    Sigma_2,
    cholesky,
    covariance,
    diagonal,
    half,
    identity,
    inverse,
    latents,
    log,
    log_determinant,
    matmul,
    mu_1,
    mu_2,
    multivariate_density,
    number,
    outer,
    pi,
    positive,
    positive_vector,
    real,
    sigma_1,
    sigma_2,
    step,
    sum_over_latents,
    trace,
    transpose,
    vector,
    vector_expectation,
    x,
    z,
    zeros,
)
from kl_check.model.term import Term

ASSUMPTIONS = (
    vector(mu_1, "a mean"),
    positive_vector(sigma_1, "scales"),
    covariance(Sigma_1, "a covariance"),
    vector(mu_2, "another mean"),
    covariance(Sigma_2, "another covariance"),
    positive(sigma_2, "a number"),
)
Q = multivariate_density(x, mu_1, Sigma_1)
DEVIATION = x - mu_1
SCATTER = vector_expectation(outer(DEVIATION, DEVIATION), x, mu_1, Sigma_1)


def opinions(before: Term, after: Term) -> tuple[str, ...]:
    """What normal forms, SymPy and the points say."""
    made = Derivation("trial", "Trial", "L", ASSUMPTIONS, before, "So.", (step("trace", after, "So."),))
    return tuple(one.outcome for one in check(made).steps[0].evidence)


def quadratic(vector_: Term, matrix: Term) -> Term:
    return matmul(matmul(transpose(vector_), matrix), vector_)


@pytest.mark.parametrize(
    ("before", "after"),
    [
        pytest.param(trace(matmul(inverse(Sigma_1), Sigma_1)), latents, id="trace-of-the-identity"),
        pytest.param(quadratic(mu_1, Sigma_1), trace(matmul(Sigma_1, outer(mu_1, mu_1))), id="trace-trick"),
        pytest.param(trace(matmul(Sigma_1, Sigma_2)), trace(matmul(Sigma_2, Sigma_1)), id="a-trace-turns-round"),
        pytest.param(trace(matmul(inverse(Sigma_2), SCATTER)), trace(matmul(inverse(Sigma_2), Sigma_1)), id="scatter"),
        pytest.param(log_determinant(inverse(Sigma_1)), -log_determinant(Sigma_1), id="log-det-of-an-inverse"),
        pytest.param(
            log_determinant(diagonal(sigma_1**2)), 2 * sum_over_latents(log(sigma_1)), id="log-det-of-a-diagonal"
        ),
        pytest.param(
            quadratic(mu_1, inverse(diagonal(sigma_1))), sum_over_latents(mu_1**2 / sigma_1), id="diagonal-quadratic"
        ),
        pytest.param(
            log_determinant(cholesky(Sigma_1)), half * log_determinant(Sigma_1), id="the-factor-has-half-the-log-det"
        ),
        pytest.param(
            vector_expectation(quadratic(z, Sigma_1), z, 0, identity), trace(Sigma_1), id="mean-of-a-quadratic-form"
        ),
        pytest.param(
            vector_expectation(log(Q), x, mu_1, Sigma_1),
            -half * (latents * log(2 * pi) + log_determinant(Sigma_1) + latents),
            id="entropy",
        ),
        pytest.param(quadratic(zeros - mu_1, identity), matmul(mu_1, mu_1), id="zeros-and-identity"),
    ],
)
def test_steps(before: Term, after: Term) -> None:
    assert opinions(before, after) == ("agrees", "agrees", "agrees")


@pytest.mark.parametrize(
    ("before", "after"),
    [
        pytest.param(trace(matmul(inverse(Sigma_1), Sigma_1)), number(1), id="right-at-size-1-only"),
        pytest.param(trace(matmul(inverse(Sigma_1), Sigma_2)), latents, id="another-covariance"),
        pytest.param(
            quadratic(mu_1, Sigma_1),
            matmul(matmul(mu_1, mu_1), Sigma_1),
            id="shapes-that-do-not-fit",
        ),
        pytest.param(trace(SCATTER), trace(cholesky(Sigma_1)), id="factor-is-not-covariance"),
        pytest.param(log_determinant(Sigma_1), log(trace(Sigma_1)), id="determinant-is-not-trace"),
        pytest.param(log_determinant(diagonal(sigma_1**2)), sum_over_latents(log(sigma_1)), id="log-det-without-its-2"),
        pytest.param(
            quadratic(mu_1, inverse(Sigma_1)),
            sum_over_latents(mu_1**2) / trace(Sigma_1),
            id="an-inverse-is-not-one-over-the-trace",
        ),
        pytest.param(vector_expectation(matmul(z, z), z, 0, identity), number(1), id="not-the-mean-of-one-latent"),
        pytest.param(trace(matmul(transpose(Sigma_1), Sigma_1)), sum_over_latents(mu_1**2), id="two-symbols"),
    ],
)
def test_near_misses(before: Term, after: Term) -> None:
    by_form, by_sympy, by_points = opinions(before, after)
    assert by_form != "agrees"
    assert by_sympy != "agrees"
    assert by_points != "agrees"


def test_the_scope_is_the_sizes_and_no_more() -> None:
    steps = (step("trace", latents, "So."),)
    checked = check(Derivation("t", "T", "L", ASSUMPTIONS, trace(identity), "So.", steps))
    assert (checked.strength, checked.scope) == ("proved", "sizes 1, 2, 3 and 4")
    assert checked.steps[0].evidence[1].scope == "size 2"


def test_a_difference_is_shown_with_its_matrices() -> None:
    steps = (step("trace", number(1), "So."),)
    checked = check(Derivation("t", "T", "L", ASSUMPTIONS, trace(Sigma_1), "So.", steps))
    assert "chol Sigma_1 = (" in str(checked.steps[0].evidence[-1].detail["at"])


@pytest.mark.parametrize(
    ("assumption", "value", "is_met"),
    [
        pytest.param(covariance(Sigma_1, ""), diagonal(sigma_1**2), True, id="a-positive-diagonal"),
        pytest.param(covariance(Sigma_1, ""), identity, True, id="identity"),
        pytest.param(covariance(Sigma_1, ""), Sigma_2, True, id="another-covariance"),
        pytest.param(covariance(Sigma_1, ""), diagonal(mu_1), False, id="a-diagonal-that-may-be-negative"),
        pytest.param(covariance(Sigma_1, ""), outer(mu_1, mu_1), False, id="singular"),
        pytest.param(covariance(Sigma_1, ""), cholesky(Sigma_1), False, id="not-symmetric"),
        pytest.param(covariance(Sigma_1, ""), mu_1, False, id="a-vector"),
        pytest.param(vector(mu_1, ""), zeros, True, id="zeros"),
        pytest.param(vector(mu_1, ""), number(0), False, id="a-number-is-no-vector"),
        pytest.param(positive_vector(sigma_1, ""), mu_1, False, id="may-be-negative"),
        pytest.param(positive(sigma_2, ""), sigma_2**2, True, id="positive-number"),
        pytest.param(real(sigma_2, ""), trace(Sigma_1), True, id="real-number"),
    ],
)
def test_what_an_assumption_accepts(assumption, value, is_met) -> None:
    assert arrays.is_met(assumption, value, ASSUMPTIONS) is is_met


def test_sympy_says_differs_where_it_knows() -> None:
    assert symbolic_arrays.ruling(ASSUMPTIONS, latents, number(3)).outcome == "differs"
