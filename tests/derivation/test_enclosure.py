"""Enclosures of both sides of a step: nothing in them is estimated."""

from __future__ import annotations

import pytest

from kl_check.derivation.enclosure import enclosed
from kl_check.derivation.points import fixed_points
from kl_check.derivation.vocabulary import (
    density,
    derivative,
    exp,
    expectation,
    integral,
    log,
    mu_1,
    number,
    positive,
    real,
    sigma_1,
    sum_over_latents,
    x,
    y,
)
from kl_check.model.term import Term

Q = density(x, mu_1, sigma_1)
POINTS = fixed_points((real(mu_1, "the mean"), positive(sigma_1, "the standard deviation")))


@pytest.mark.parametrize(
    ("before", "after", "outcome"),
    [
        pytest.param(integral(Q, x), number(1) + number(1, 10**19), "differs", id="off-by-1e-19"),
        pytest.param(integral(Q * x**2, x), mu_1**2 + sigma_1, "differs", id="std-is-not-variance"),
        pytest.param(expectation(log(Q), x, mu_1, sigma_1), -log(sigma_1), "differs", id="constants-dropped"),
        pytest.param(integral(Q, x), number(1), "agrees", id="mass"),
        pytest.param(expectation(exp(x), x, mu_1, sigma_1), exp(mu_1 + sigma_1**2 / 2), "agrees", id="exponential"),
        pytest.param(
            sum_over_latents(expectation(x, x, mu_1, sigma_1)), sum_over_latents(mu_1), "agrees", id="latent-by-latent"
        ),
        pytest.param(expectation(x + integral(Q, x), x, mu_1, sigma_1), mu_1 + 1, "agrees", id="a-constant-inside"),
    ],
)
def test_outcomes(before: Term, after: Term, outcome: str) -> None:
    found = enclosed(POINTS, before, after)
    assert found is not None
    assert (found.method, found.outcome, found.strength) == ("enclosure", outcome, "enclosed")


@pytest.mark.parametrize(
    ("before", "after"),
    [
        pytest.param(expectation(expectation(x * y, y, x, 1), x, 0, 1), number(1), id="nested"),
        pytest.param(integral(exp(x**2), x), number(1), id="divergent"),
        pytest.param(integral(density(x, 0, -sigma_1), x), number(1), id="no-density"),
        pytest.param(expectation(log(x**2 + 1), x, 0, 1), number(1), id="not-in-the-class"),
    ],
)
def test_what_cannot_be_enclosed_is_met_with_silence(before: Term, after: Term) -> None:
    found = enclosed(POINTS, before, after)
    assert found is not None
    assert found.outcome == "silent"
    assert found.detail["reason"]


def test_an_inequality_is_refuted_by_enclosures_that_part() -> None:
    square = expectation(x**2, x, mu_1, sigma_1)
    assert enclosed(POINTS, square, mu_1**2, ">=").outcome == "agrees"  # type: ignore[union-attr]
    assert enclosed(POINTS, square, mu_1**2, "<=").outcome == "differs"  # type: ignore[union-attr]


def test_without_an_integral_there_is_nothing_to_enclose() -> None:
    assert enclosed(POINTS, log(sigma_1), sigma_1 - 1) is None
    assert enclosed(POINTS, derivative(integral(Q, x), mu_1), number(0)) is None
