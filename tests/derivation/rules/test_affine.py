"""The density of an affine image."""

from __future__ import annotations

from kl_check.derivation.vocabulary import density, mu_1, mu_2, sigma_1, sigma_2

BEFORE = density(mu_2 + sigma_2 * mu_1, mu_1, sigma_1)
MEAN = (mu_1 - mu_2) / sigma_2


def test_near_misses(ruled) -> None:
    by_rule = ruled("affine")
    assert by_rule(BEFORE, density(mu_1, MEAN, sigma_1 / sigma_2)) != "agrees"  # mass per unit forgotten
    assert by_rule(BEFORE, density(mu_1, MEAN, sigma_1 * sigma_2) / sigma_2) != "agrees"
    assert by_rule(BEFORE, density(mu_1, (mu_1 + mu_2) / sigma_2, sigma_1 / sigma_2) / sigma_2) != "agrees"


def test_steps(ruled) -> None:
    assert ruled("affine")(BEFORE, density(mu_1, MEAN, sigma_1 / sigma_2) / sigma_2) == "agrees"
