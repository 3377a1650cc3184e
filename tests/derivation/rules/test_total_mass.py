"""The mean of a constant is that constant."""

from __future__ import annotations

from kl_check.derivation.vocabulary import density, expectation, integral, mu_1, mu_2, number, sigma_1, sigma_2, x, y

Q, P = density(x, mu_1, sigma_1), density(x, mu_2, sigma_2)


def test_near_misses(ruled) -> None:
    by_rule = ruled("total-mass")
    assert by_rule(integral(Q, x), number(2)) != "agrees"
    assert by_rule(expectation(x, x, mu_1, sigma_1), mu_1) != "agrees"  # a moment is no mass
    assert by_rule(integral(Q * P, x), number(1)) != "agrees"  # nor is the mass of a product 1
    assert by_rule(integral(Q**2, x), number(1)) != "agrees"


def test_steps(ruled) -> None:
    by_rule = ruled("total-mass")
    assert by_rule(integral(Q, x), number(1)) == "agrees"
    assert by_rule(integral(P - Q, x), number(0)) == "agrees"
    inner = expectation(x * mu_2 + y, y, x, sigma_2)
    assert by_rule(expectation(inner, x, mu_1, sigma_1), expectation(inner + mu_1 - mu_1, x, mu_1, sigma_1)) == "agrees"
    nested = expectation(expectation(sigma_1 * mu_2, y, x, sigma_2), x, mu_1, sigma_1)
    assert by_rule(nested, sigma_1 * mu_2) == "agrees"
