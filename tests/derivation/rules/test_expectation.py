"""An expectation is an integral against its own density."""

from __future__ import annotations

from kl_check.derivation.vocabulary import density, expectation, integral, mu_1, mu_2, sigma_1, sigma_2, x

E_X = expectation(x**2, x, mu_1, sigma_1)


def test_near_misses(ruled) -> None:
    by_rule = ruled("expectation")
    assert by_rule(E_X, integral(density(x, mu_2, sigma_1) * x**2, x)) != "agrees"
    assert by_rule(E_X, integral(density(x, mu_1, sigma_2) * x**2, x)) != "agrees"
    assert by_rule(E_X, integral(density(x, mu_1, sigma_1**2) * x**2, x)) != "agrees"
    assert by_rule(E_X, integral(x**2, x)) != "agrees"
    assert by_rule(E_X, mu_1**2 + sigma_1**2) != "agrees"


def test_steps(ruled) -> None:
    assert ruled("expectation")(E_X, integral(density(x, mu_1, sigma_1) * x**2, x)) == "agrees"
