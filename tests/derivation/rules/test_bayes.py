"""Likelihood times prior is evidence times posterior, for Gaussians and for no other factors."""

from __future__ import annotations

from kl_check.derivation.vocabulary import (
    density,
    expectation,
    integral,
    log,
    mu_1,
    mu_2,
    one,
    sigma_1,
    sigma_2,
    sqrt,
    x,
    z,
)

TOTAL = sigma_1**2 + sigma_2**2
JOINT = density(z, mu_1, sigma_1) * density(mu_2, z, sigma_2)
EVIDENCE = density(mu_2, mu_1, sqrt(TOTAL))
POSTERIOR = density(z, (sigma_2**2 * mu_1 + sigma_1**2 * mu_2) / TOTAL, sigma_1 * sigma_2 / sqrt(TOTAL))


def test_near_misses(ruled) -> None:
    by_rule = ruled("bayes")
    swapped = density(z, (sigma_1**2 * mu_1 + sigma_2**2 * mu_2) / TOTAL, sigma_1 * sigma_2 / sqrt(TOTAL))
    wide = density(z, (sigma_2**2 * mu_1 + sigma_1**2 * mu_2) / TOTAL, sigma_1 * sigma_2 / TOTAL)
    for posterior in (swapped, wide):
        assert by_rule(integral(log(JOINT), z), integral(log(EVIDENCE * posterior), z)) != "agrees"
    narrow = density(mu_2, mu_1, sigma_1 + sigma_2)
    assert by_rule(integral(log(JOINT), z), integral(log(narrow * POSTERIOR), z)) != "agrees"


def test_it_looks_under_one_sign_only(ruled) -> None:
    by_rule = ruled("bayes")
    before, after = log(JOINT), log(EVIDENCE * POSTERIOR)
    assert by_rule(one + integral(before, z), one + integral(after, z)) == "silent"
    assert by_rule(expectation(before, z, mu_1, sigma_1), expectation(after, z, mu_2, sigma_1)) != "agrees"
    assert by_rule(integral(density(x, mu_1, sigma_1), x), one) == "silent"


def test_steps(ruled) -> None:
    by_rule = ruled("bayes")
    before, after = log(JOINT), log(EVIDENCE * POSTERIOR)
    assert by_rule(integral(before, z), integral(after, z)) == "agrees"
    assert by_rule(expectation(before, z, mu_1, sigma_2), expectation(after, z, mu_1, sigma_2)) == "agrees"
    assert by_rule(log(sigma_1 * sigma_2), log(sigma_1) + log(sigma_2)) == "agrees"
