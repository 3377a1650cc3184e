"""Derivatives, also of what stands under an integral."""

from __future__ import annotations

from kl_check.derivation.vocabulary import density, derivative, expectation, half, log, mu_1, mu_2, sigma_1, x

KL = half * (sigma_1**2 + mu_1**2 - 1) - log(sigma_1)


def test_near_misses(ruled) -> None:
    by_rule = ruled("differentiate")
    assert by_rule(derivative(KL, sigma_1), sigma_1 + 1 / sigma_1) != "agrees"
    assert by_rule(derivative(KL, sigma_1), sigma_1 - 1) != "agrees"
    assert by_rule(derivative(derivative(KL, sigma_1), sigma_1), sigma_1 - 1 / sigma_1) != "agrees"  # only once
    assert by_rule(derivative(KL, mu_1), 2 * mu_1) != "agrees"
    assert by_rule(KL, KL) == "silent"


def test_the_law_of_the_mean_is_differentiated_too(ruled) -> None:
    """∂/∂μ E[x²] for x ~ N(μ, σ²) is not E[∂x²/∂μ], which is 0."""
    mean = expectation(x**2, x, mu_1, sigma_1)
    inside = expectation(derivative(x**2, mu_1), x, mu_1, sigma_1)
    assert ruled("differentiate")(derivative(mean, mu_1), inside) != "agrees"


def test_steps(ruled) -> None:
    by_rule = ruled("differentiate")
    assert by_rule(derivative(KL, sigma_1), sigma_1 - 1 / sigma_1) == "agrees"
    assert by_rule(derivative(derivative(KL, sigma_1), sigma_1), 1 + 1 / sigma_1**2) == "agrees"
    assert by_rule(derivative(derivative(KL, sigma_1), mu_1), mu_1 - mu_1) == "agrees"
    log_density = log(density(x, mu_1, sigma_1))
    inside = expectation(derivative(log_density, mu_1), x, mu_2, sigma_1)
    assert by_rule(inside, expectation((x - mu_1) / sigma_1**2, x, mu_2, sigma_1)) == "agrees"
