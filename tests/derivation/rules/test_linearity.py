"""∫, E and Σ are linear, and do no more."""

from __future__ import annotations

from kl_check.derivation.vocabulary import density, expectation, integral, mu_1, number, sigma_1, sum_over_latents, x

Q = density(x, mu_1, sigma_1)


def test_near_misses(ruled) -> None:
    by_rule = ruled("linearity")
    assert by_rule(integral(Q * x * x, x), integral(Q * x, x) * integral(Q * x, x)) != "agrees"
    assert by_rule(integral(Q * x, x), x * integral(Q, x)) != "agrees"
    assert by_rule(integral(Q, x), number(1)) != "agrees"
    assert by_rule(sum_over_latents(mu_1 * sigma_1), mu_1 * sum_over_latents(sigma_1)) != "agrees"


def test_steps(ruled) -> None:
    by_rule = ruled("linearity")
    assert by_rule(integral(Q * (mu_1 * x + 1), x), mu_1 * integral(Q * x, x) + integral(Q, x)) == "agrees"
    assert by_rule(expectation(2 * x, x, mu_1, sigma_1), 2 * expectation(x, x, mu_1, sigma_1)) == "agrees"
    assert by_rule(sum_over_latents(2 * mu_1 + 1), 2 * sum_over_latents(mu_1) + sum_over_latents(number(1))) == "agrees"
