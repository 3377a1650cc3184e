"""The logarithm of a quotient or product, for positive factors only."""

from __future__ import annotations

from kl_check.derivation.vocabulary import (
    density,
    log,
    mu_1,
    mu_2,
    product_over_latents,
    sigma_1,
    sigma_2,
    sum_over_latents,
    x,
)


def test_near_misses(ruled) -> None:
    by_rule = ruled("logarithm")
    assert by_rule(log(mu_1 * mu_2), log(mu_1) + log(mu_2)) != "agrees"
    assert by_rule(log(sigma_1 + sigma_2), log(sigma_1) + log(sigma_2)) != "agrees"
    assert by_rule(log(sigma_1 / sigma_2), log(sigma_1) + log(sigma_2)) != "agrees"
    assert by_rule(log(product_over_latents(mu_1)), sum_over_latents(log(mu_1))) != "agrees"
    assert by_rule(log(sum_over_latents(sigma_1)), sum_over_latents(log(sigma_1))) != "agrees"


def test_steps(ruled) -> None:
    by_rule, q = ruled("logarithm"), density(x, mu_1, sigma_1)
    assert by_rule(log(sigma_1 / sigma_2), log(sigma_1) - log(sigma_2)) == "agrees"
    assert by_rule(log(product_over_latents(sigma_1)), sum_over_latents(log(sigma_1))) == "agrees"
    assert by_rule(log(q / sigma_1), log(q) - log(sigma_1)) == "agrees"
