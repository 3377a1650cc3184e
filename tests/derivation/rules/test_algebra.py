"""Algebra takes logarithms and products apart, and moves no sign of ∫ or Σ."""

from __future__ import annotations

import pytest

from kl_check.derivation.vocabulary import density, half, integral, log, mu_1, number, sigma_1, sum_over_latents, x

Q = density(x, mu_1, sigma_1)


@pytest.mark.parametrize(
    ("before", "after"),
    [
        pytest.param(log(mu_1**2), 2 * log(mu_1), id="log-of-the-square-of-a-real"),
        pytest.param(integral(Q, x), number(1), id="an-integral-is-not-done"),
        pytest.param(integral(2 * Q, x), 2 * integral(Q, x), id="a-constant-stays-under-the-integral"),
        pytest.param(
            sum_over_latents(mu_1 + 1), sum_over_latents(mu_1) + sum_over_latents(number(1)), id="a-sum-stays"
        ),
        pytest.param(half * (sigma_1**2 - 1), half * sigma_1**2 - 1, id="a-bracket-misread"),
    ],
)
def test_near_misses(ruled, before, after) -> None:
    assert ruled("algebra")(before, after) != "agrees"


@pytest.mark.parametrize(
    ("before", "after"),
    [
        pytest.param(log(sigma_1**2), 2 * log(sigma_1), id="log-of-the-square-of-a-positive"),
        pytest.param(half * (sigma_1**2 - 1), (sigma_1**2 - 1) / 2, id="half"),
        pytest.param(sum_over_latents(2 * (mu_1 + 1)), sum_over_latents(2 + 2 * mu_1), id="inside-a-sum"),
        pytest.param(integral(Q * (x + x), x), integral(2 * x * Q, x), id="inside-an-integral"),
    ],
)
def test_steps(ruled, before, after) -> None:
    assert ruled("algebra")(before, after) == "agrees"
