"""The mean of f(x) by the law of z, where x is an affine function of z."""

from __future__ import annotations

from kl_check.derivation.vocabulary import density, expectation, log, mu_1, mu_2, number, one, sigma_1, sigma_2, x, y, z

BEFORE = expectation(x**2, x, mu_1, sigma_1)
WHERE = {x: mu_1 + sigma_1 * z}


def test_near_misses(ruled) -> None:
    by_rule = ruled("lotus")
    assert by_rule(BEFORE, expectation((mu_1 + sigma_1 * z) ** 2, z, 0, 2), where=WHERE) != "agrees"
    assert by_rule(BEFORE, expectation((mu_1 - sigma_1 * z) ** 2, z, 0, 1), where=WHERE) != "agrees"
    assert by_rule(BEFORE, expectation((mu_1 + sigma_1**2 * z) ** 2, z, 0, 1), where=WHERE) != "agrees"
    wrong_law = {x: mu_1 + sigma_2 * z}
    assert by_rule(BEFORE, expectation((mu_1 + sigma_2 * z) ** 2, z, 0, 1), where=wrong_law) != "agrees"


def test_what_is_no_such_step_is_met_with_silence(ruled) -> None:
    by_rule = ruled("lotus")
    after = expectation((mu_1 + sigma_1 * z) ** 2, z, 0, 1)
    assert by_rule(BEFORE, after) == "silent"
    assert by_rule(BEFORE, after, where={x: z**2}) == "silent"
    assert by_rule(BEFORE, after, where={x: mu_1 - mu_1 + one}) == "silent"
    assert by_rule(BEFORE, after, where={y: mu_1 + sigma_1 * z}) == "silent"
    assert by_rule(BEFORE, after, where={x: mu_1 + mu_2 * z}) == "silent"  # mu_2 may be 0


def test_steps(ruled) -> None:
    by_rule = ruled("lotus")
    assert by_rule(BEFORE, expectation((mu_1 + sigma_1 * z) ** 2, z, 0, 1), where=WHERE) == "agrees"
    mirrored = expectation((mu_1 - sigma_1 * z) ** 2, z, 0, 1)
    assert by_rule(BEFORE, mirrored, where={x: mu_1 - sigma_1 * z}) == "agrees"
    other_law = expectation((3 + 2 * y) ** 2, y, (mu_1 - 3) / 2, sigma_1 / 2)
    assert by_rule(BEFORE, other_law, where={x: 3 + 2 * y}) == "agrees"
    assert by_rule(BEFORE, expectation(y**2, y, mu_1, sigma_1), where={x: y}) == "agrees"
    logs = expectation(log(density(x, mu_2, sigma_2)), x, mu_1, sigma_1)
    moved = expectation(log(density(mu_1 + sigma_1 * z, mu_2, sigma_2)), z, number(0), number(1))
    assert by_rule(logs, moved, where=WHERE) == "agrees"
