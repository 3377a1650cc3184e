"""Integrals are done by SymPy, and a step that does none is not integration."""

from __future__ import annotations

from kl_check.derivation.vocabulary import density, exp, expectation, integral, log, mu_1, number, pi, sigma_1, x

Q = density(x, mu_1, sigma_1)


def test_near_misses(ruled) -> None:
    by_rule = ruled("integrate")
    assert by_rule(integral(Q * x**2, x), sigma_1**2) != "agrees"
    assert by_rule(integral(Q * x**2, x), mu_1**2 + sigma_1) != "agrees"
    assert by_rule(integral(Q * (x - mu_1) ** 4, x), sigma_1**4) != "agrees"
    assert by_rule(integral(Q * log(Q), x), -log(sigma_1) - log(2 * pi) / 2) != "agrees"


def test_a_step_that_does_no_integral_is_not_integration(ruled) -> None:
    assert ruled("integrate")(log(sigma_1**2), 2 * log(sigma_1)) == "silent"
    assert ruled("integrate")(integral(Q * x, x), integral(x * Q, x)) == "silent"


def test_an_integral_without_a_value_is_not_done(ruled) -> None:
    assert ruled("integrate")(integral(exp(x**2), x), number(0)) != "agrees"


def test_steps(ruled) -> None:
    by_rule = ruled("integrate")
    assert by_rule(integral(Q * x**2, x), mu_1**2 + sigma_1**2) == "agrees"
    assert by_rule(integral(Q * log(Q), x), -(1 + log(2 * pi * sigma_1**2)) / 2) == "agrees"
    assert by_rule(expectation((x - mu_1) ** 4, x, mu_1, sigma_1), 3 * sigma_1**4) == "agrees"
