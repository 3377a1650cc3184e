"""Products of exponentials: the exponents add up, and nothing else does."""

from __future__ import annotations

from kl_check.derivation.vocabulary import exp, integral, mu_1, mu_2, sigma_1, x


def test_near_misses(ruled) -> None:
    by_rule = ruled("exponential")
    assert by_rule(exp(mu_1) * exp(mu_2), exp(mu_1 * mu_2)) != "agrees"
    assert by_rule(exp(mu_1) + exp(mu_2), exp(mu_1 + mu_2)) != "agrees"
    assert by_rule(exp(mu_1) * exp(mu_2), exp(mu_1 - mu_2)) != "agrees"
    assert by_rule(sigma_1 * exp(mu_1), exp(sigma_1 + mu_1)) != "agrees"
    assert by_rule(integral(exp(-(x**2)) * exp(mu_1 * x), x), exp(mu_1) * integral(exp(-(x**2)), x)) != "agrees"


def test_a_sign_stays_where_it_stands(ruled) -> None:
    by_rule = ruled("exponential")
    before, after = integral(sigma_1 * exp(-(x**2)), x), sigma_1 * integral(exp(-(x**2)), x)
    assert by_rule(before, after) == "silent"


def test_steps(ruled) -> None:
    by_rule = ruled("exponential")
    assert by_rule(exp(mu_1) * exp(mu_2), exp(mu_1 + mu_2)) == "agrees"
    assert by_rule((exp(mu_1) - exp(-mu_1)) ** 2, exp(2 * mu_1) + exp(-2 * mu_1) - 2) == "agrees"
    together = exp(mu_1**2 - (x - mu_1) ** 2)
    assert by_rule(integral(exp(-(x**2)) * exp(2 * mu_1 * x), x), integral(together, x)) == "agrees"
