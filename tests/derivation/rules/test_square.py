"""A square is never negative."""

from __future__ import annotations

import pytest

from kl_check.derivation.vocabulary import expectation, half, mu_1, mu_2, number, sigma_1, sigma_2, u, x, zero

GAP = mu_1 - mu_2
DOWN = {"relation": ">=", "where": {u: GAP}}


@pytest.mark.parametrize(
    ("before", "after", "said"),
    [
        pytest.param(-(GAP**2), zero, DOWN, id="minus-a-square"),
        pytest.param(GAP**2, zero, {**DOWN, "relation": "<="}, id="the-other-direction"),
        pytest.param(GAP**2, number(1), DOWN, id="more-than-zero"),
        pytest.param(GAP**3, zero, DOWN, id="a-cube"),
        pytest.param(mu_1 * GAP**2, zero, DOWN, id="a-weight-that-may-be-negative"),
    ],
)
def test_near_misses(ruled, before, after, said) -> None:
    assert ruled("square")(before, after, **said) != "agrees"


def test_a_wrong_case_of_equality(ruled) -> None:
    assert ruled("square")(GAP**2, zero, **DOWN, equality={mu_1: -mu_2}) == "differs"
    assert ruled("square")(GAP**2, zero, **DOWN, equality={sigma_1: sigma_2}) == "differs"


def test_steps(ruled) -> None:
    by_rule = ruled("square")
    assert by_rule(GAP**2 / (2 * sigma_2**2), zero, **DOWN, equality={mu_1: mu_2}) == "agrees"
    assert by_rule(half * GAP**2 + sigma_1, sigma_1, **DOWN, equality={mu_2: mu_1}) == "agrees"
    mean = expectation((x - mu_2) ** 2, x, mu_1, sigma_1)
    assert by_rule(mean, expectation(x - x, x, mu_1, sigma_1), relation=">=", where={u: x - mu_2}) == "agrees"
