"""Values in the places of symbols, where they meet the assumptions."""

from __future__ import annotations

import pytest

from kl_check.derivation.rule import Inference, find
from kl_check.derivation.vocabulary import derivative, exp, log, mu_1, mu_2, sigma_1, sigma_2, step
from kl_check.model.errors import UnsupportedInput

AT = {sigma_1: exp(mu_2)}


def test_near_misses(ruled) -> None:
    by_rule = ruled("substitute")
    assert by_rule(log(sigma_1), 2 * mu_2, where=AT) != "agrees"
    assert by_rule(log(sigma_1) + mu_1, mu_2, where=AT) != "agrees"
    assert by_rule(log(sigma_1), mu_2) == "silent"  # for what?


def test_a_value_that_does_not_meet_the_assumption(ruled) -> None:
    assert ruled("substitute")(sigma_1, mu_2, where={sigma_1: mu_2}) == "differs"
    assert ruled("substitute")(sigma_1, sigma_2 - 1, where={sigma_1: sigma_2 - 1}) == "differs"


def test_a_derivative_is_done_before() -> None:
    before = derivative(log(sigma_1), sigma_1)
    made = step("substitute", exp(-mu_2), "So.", where=AT)
    with pytest.raises(UnsupportedInput, match="do the derivative first"):
        find("substitute").prove(Inference(before, made, {"sigma_1": "positive", "mu_2": "real"}))


def test_steps(ruled) -> None:
    assert ruled("substitute")(log(sigma_1), mu_2, where=AT) == "agrees"
    swapped = {sigma_1: sigma_2, sigma_2: sigma_1}
    assert ruled("substitute")(sigma_1 / sigma_2, sigma_2 / sigma_1, where=swapped) == "agrees"
