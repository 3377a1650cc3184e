"""A new variable: integrand, dx and limits."""

from __future__ import annotations

from kl_check.derivation.vocabulary import density, integral, mu_1, number, one, sigma_1, x, z

Q, PHI = density(x, mu_1, sigma_1), density(z, 0, 1)
BEFORE = integral(Q * x, x)
AFTER = integral(PHI * (mu_1 + sigma_1 * z), z)


def test_near_misses(ruled) -> None:
    by_rule = ruled("change-of-variable")
    where = {x: mu_1 + sigma_1 * z}
    assert by_rule(BEFORE, integral(PHI * (mu_1 - sigma_1 * z), z), where=where) != "agrees"
    assert by_rule(BEFORE, integral(PHI * (mu_1 + sigma_1**2 * z), z), where=where) != "agrees"
    assert by_rule(BEFORE, integral(PHI / sigma_1 * (mu_1 + sigma_1 * z), z), where=where) != "agrees"  # no dx
    assert by_rule(BEFORE, AFTER, where={x: mu_1 + sigma_1**2 * z}) != "agrees"
    assert by_rule(BEFORE, AFTER, where={x: mu_1 - sigma_1 * z}) != "agrees"


def test_what_is_no_change_of_variable_is_met_with_silence(ruled) -> None:
    by_rule = ruled("change-of-variable")
    assert by_rule(BEFORE, AFTER) == "silent"
    assert by_rule(BEFORE, AFTER, where={x: one}) == "silent"
    assert by_rule(BEFORE, AFTER, where={z: mu_1 + sigma_1 * z}) == "silent"
    assert by_rule(BEFORE, AFTER, where={x: mu_1 + sigma_1 * z, z: x}) == "silent"
    assert by_rule(BEFORE, AFTER, where={x: z**2}) == "silent"
    assert by_rule(number(1), number(1), where={x: mu_1 + sigma_1 * z}) == "silent"


def test_steps(ruled) -> None:
    assert ruled("change-of-variable")(BEFORE, AFTER, where={x: mu_1 + sigma_1 * z}) == "agrees"
    assert ruled("change-of-variable")(BEFORE, integral(density(z, mu_1, sigma_1) * z, z), where={x: z}) == "agrees"
