"""A square and a rest."""

from __future__ import annotations

from kl_check.derivation.vocabulary import exp, half, mu_1, mu_2, sigma_1


def test_near_misses(ruled) -> None:
    by_rule = ruled("complete-the-square")
    assert by_rule(mu_1**2 - 2 * mu_1 * mu_2, (mu_1 - mu_2) ** 2) != "agrees"  # no rest
    assert by_rule(mu_1**2 - 2 * mu_1 * mu_2, (mu_1 + mu_2) ** 2 - mu_2**2) != "agrees"


def test_steps(ruled) -> None:
    by_rule = ruled("complete-the-square")
    assert by_rule(mu_1**2 - 2 * mu_1 * mu_2, (mu_1 - mu_2) ** 2 - mu_2**2) == "agrees"
    under = (exp(mu_1 - half * mu_1**2 / sigma_1**2), exp(-half * (mu_1 / sigma_1 - sigma_1) ** 2 + half * sigma_1**2))
    assert by_rule(*under) == "agrees"
