"""Collecting changes the order of a sum and nothing else."""

from __future__ import annotations

from kl_check.derivation.vocabulary import half, integral, log, mu_1, number, sigma_1, sigma_2, x


def test_near_misses(ruled) -> None:
    by_rule = ruled("collect")
    assert by_rule(mu_1 + sigma_1 * mu_1, (1 + sigma_1) * mu_1 + 1) != "agrees"
    assert by_rule(log(sigma_2) - log(sigma_1), log(sigma_1 / sigma_2)) != "agrees"
    assert by_rule(integral(mu_1 * x, x), mu_1 * integral(x, x)) != "agrees"  # that is linearity


def test_steps(ruled) -> None:
    by_rule = ruled("collect")
    assert by_rule(mu_1 + sigma_1 * mu_1, (1 + sigma_1) * mu_1) == "agrees"
    assert by_rule(log(sigma_2) - half * log(sigma_1**2), log(sigma_2 / sigma_1)) == "agrees"
    assert by_rule(number(1) - mu_1, -(mu_1 - 1)) == "agrees"
