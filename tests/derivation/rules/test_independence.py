"""The logarithm of a product of densities is the sum of their logarithms."""

from __future__ import annotations

from kl_check.derivation.vocabulary import density, log, mu_1, mu_2, product_over_latents, sigma_1, sum_over_latents

Q, P = density(mu_2, mu_1, sigma_1), density(mu_1, mu_2, sigma_1)


def test_near_misses(ruled) -> None:
    by_rule = ruled("independence")
    assert by_rule(log(Q * P), log(Q) * log(P)) != "agrees"
    assert by_rule(log(Q * P), log(Q)) != "agrees"
    assert by_rule(log(product_over_latents(Q)), log(Q)) != "agrees"


def test_steps(ruled) -> None:
    by_rule = ruled("independence")
    assert by_rule(log(Q * P), log(Q) + log(P)) == "agrees"
    assert by_rule(log(product_over_latents(Q)), sum_over_latents(log(Q))) == "agrees"
