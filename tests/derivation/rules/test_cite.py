"""What another derivation has shown, with its assumptions met, letter for letter."""

from __future__ import annotations

import pytest

from kl_check.derivation.follow import check
from kl_check.derivation.vocabulary import (
    Derivation,
    exp,
    expectation,
    mu_1,
    mu_2,
    number,
    positive,
    real,
    sigma_1,
    sigma_2,
    step,
    sum_over_latents,
    x,
    zero,
)

SECOND_MOMENT = expectation(x**2, x, mu_1, sigma_1)
VALUE = mu_1**2 + sigma_1**2


@pytest.fixture(scope="module")
def lemma():
    assumptions = (real(mu_1, "the mean"), positive(sigma_1, "the standard deviation"))
    steps = (step("integrate", VALUE, "So."),)
    return check(Derivation("lemma", "Second moment", "L", assumptions, SECOND_MOMENT, "So.", steps))


def test_near_misses(ruled, lemma) -> None:
    cite = ruled("cite")
    assert cite(SECOND_MOMENT, sigma_1**2 + mu_1**2, cited=lemma) == "differs"  # equal, and not what it concludes
    assert cite(expectation(x * x, x, mu_1, sigma_1), VALUE, cited=lemma) == "differs"  # equal, not its start
    assert cite(expectation(x**2, x, mu_1, sigma_2), VALUE, cited=lemma) == "differs"
    assert cite(SECOND_MOMENT, VALUE) == "silent"


def test_an_assumption_that_is_not_met(ruled, lemma) -> None:
    at_real = expectation(x**2, x, mu_1, mu_2)
    assert ruled("cite")(at_real, mu_1**2 + mu_2**2, where={sigma_1: mu_2}, cited=lemma) == "differs"
    at_zero = expectation(x**2, x, mu_1, zero)
    assert ruled("cite")(at_zero, mu_1**2 + zero**2, where={sigma_1: zero}, cited=lemma) == "differs"


def test_a_derivation_that_fails_shows_nothing(ruled, lemma) -> None:
    wrong = Derivation(
        "lemma",
        "Second moment",
        "L",
        lemma.derivation.assumptions,
        SECOND_MOMENT,
        "So.",
        (step("integrate", mu_1**2, "So."),),
    )
    assert ruled("cite")(SECOND_MOMENT, mu_1**2, cited=check(wrong)) == "differs"


def test_steps(ruled, lemma) -> None:
    cite = ruled("cite")
    assert cite(SECOND_MOMENT, VALUE, cited=lemma) == "agrees"
    assert cite(sum_over_latents(2 * SECOND_MOMENT), sum_over_latents(2 * VALUE), cited=lemma) == "agrees"
    at_log = expectation(x**2, x, number(3), exp(mu_2))
    where = {mu_1: number(3), sigma_1: exp(mu_2)}
    assert cite(at_log, number(3) ** 2 + exp(mu_2) ** 2, where=where, cited=lemma) == "agrees"
