"""log u ≤ u − 1, in the right direction, for positive u, and with its one case of equality."""

from __future__ import annotations

import pytest

from kl_check.derivation.vocabulary import (
    density,
    expectation,
    half,
    integral,
    log,
    mu_1,
    mu_2,
    number,
    sigma_1,
    sigma_2,
    sum_over_latents,
    u,
    x,
)

Q, P = density(x, mu_1, sigma_1), density(x, mu_2, sigma_2)
RATIO = sigma_1**2 / sigma_2**2
UP = {"relation": "<=", "where": {u: RATIO}}


@pytest.mark.parametrize(
    ("before", "after", "said"),
    [
        pytest.param(RATIO - 1, log(RATIO), UP, id="the-other-direction"),
        pytest.param(log(RATIO), RATIO - 1, {**UP, "relation": ">="}, id="the-other-sign"),
        pytest.param(-log(RATIO), 1 - RATIO, UP, id="negated-without-turning"),
        pytest.param(log(RATIO), RATIO - 2, UP, id="a-wrong-tangent"),
        pytest.param(log(RATIO), 2 * (RATIO - 1), UP, id="a-factor-on-one-side"),
        pytest.param(log(RATIO), RATIO, UP, id="true-but-not-this-inequality"),
        pytest.param(mu_1 * log(RATIO), mu_1 * (RATIO - 1), UP, id="a-weight-that-may-be-negative"),
        pytest.param(log(mu_1), mu_1 - 1, {"relation": "<=", "where": {u: mu_1}}, id="u-need-not-be-positive"),
        pytest.param(log(RATIO), RATIO - 1, {"relation": "<="}, id="of-what-is-not-said"),
    ],
)
def test_near_misses(ruled, before, after, said) -> None:
    assert ruled("log-inequality")(before, after, **said) != "agrees"


@pytest.mark.parametrize(
    "equality",
    [
        pytest.param({sigma_1: 2 * sigma_2}, id="elsewhere"),
        pytest.param({sigma_1: sigma_2, mu_1: mu_2}, id="more-than-is-needed"),
        pytest.param({mu_1: mu_2}, id="of-another-symbol"),
    ],
)
def test_a_wrong_case_of_equality(ruled, equality) -> None:
    assert ruled("log-inequality")(log(RATIO), RATIO - 1, **UP, equality=equality) != "agrees"


def test_equality_under_an_integral_needs_all_of_the_density(ruled) -> None:
    sides = (integral(Q * log(P / Q), x), integral(Q * (P / Q - 1), x))
    said = {"relation": "<=", "where": {u: P / Q}}
    by_rule = ruled("log-inequality")
    assert by_rule(*sides, **said, equality={mu_1: mu_2, sigma_1: sigma_2}) == "agrees"
    assert by_rule(*sides, **said, equality={mu_1: mu_2}) != "agrees"
    assert by_rule(*sides, **said, equality={sigma_1: sigma_2}) != "agrees"


def test_a_weight_that_may_vanish_leaves_equality_open(ruled) -> None:
    sides = (mu_1**2 * log(RATIO), mu_1**2 * (RATIO - 1))
    assert ruled("log-inequality")(*sides, **UP) == "agrees"
    assert ruled("log-inequality")(*sides, **UP, equality={sigma_1: sigma_2}) == "differs"


def test_steps(ruled) -> None:
    by_rule = ruled("log-inequality")
    assert by_rule(log(RATIO), RATIO - 1, **UP, equality={sigma_1: sigma_2}) == "agrees"
    down = {**UP, "relation": ">="}
    assert by_rule(half * (RATIO - 1 - log(RATIO)) + mu_1, mu_1, **down) == "agrees"
    assert by_rule(sum_over_latents(log(RATIO)), sum_over_latents(RATIO - 1), **UP) == "agrees"
    means = (expectation(log(P / Q), x, mu_1, sigma_1), expectation(P / Q - 1, x, mu_1, sigma_1))
    assert by_rule(*means, relation="<=", where={u: P / Q}) == "agrees"
    assert by_rule(number(3) - log(RATIO), number(3) - (RATIO - 1), **down) == "agrees"
