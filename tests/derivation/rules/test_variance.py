"""Var f = E[f²] − E[f]²."""

from __future__ import annotations

from kl_check.derivation.vocabulary import expectation, mu_1, number, sigma_1, variance, x

VARIANCE = variance(x**2, x, mu_1, sigma_1)
SECOND = expectation(x**4, x, mu_1, sigma_1)
FIRST = expectation(x**2, x, mu_1, sigma_1)


def test_near_misses(ruled) -> None:
    by_rule = ruled("variance")
    assert by_rule(VARIANCE, SECOND) != "agrees"
    assert by_rule(VARIANCE, SECOND - FIRST) != "agrees"
    assert by_rule(VARIANCE, SECOND + FIRST**2) != "agrees"
    assert by_rule(VARIANCE, SECOND - number(2) * FIRST**2) != "agrees"


def test_steps(ruled) -> None:
    assert ruled("variance")(VARIANCE, SECOND - FIRST**2) == "agrees"
    assert ruled("variance")(VARIANCE, SECOND - FIRST * FIRST) == "agrees"
