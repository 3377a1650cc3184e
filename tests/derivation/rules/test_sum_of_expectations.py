"""The expectation of a sum over latents, where each summand knows one of them."""

from __future__ import annotations

import pytest

from kl_check.derivation.vocabulary import (
    expectation,
    log,
    mu_1,
    mu_2,
    product_over_latents,
    sigma_1,
    sum_over_latents,
    x,
)


def over_all(body):
    return expectation(body, x, mu_1, sigma_1)


@pytest.mark.parametrize(
    ("before", "after"),
    [
        pytest.param(
            over_all(sum_over_latents(x) ** 2), sum_over_latents(over_all(x)) ** 2, id="square-of-a-sum-is-no-sum"
        ),
        pytest.param(
            over_all(sum_over_latents(x) ** 2), sum_over_latents(over_all(x**2)), id="latents-meet-in-the-square"
        ),
        pytest.param(
            over_all(sum_over_latents(x) * sum_over_latents(x**2)),
            sum_over_latents(over_all(x**3)),
            id="product-of-sums",
        ),
        pytest.param(over_all(product_over_latents(x)), sum_over_latents(over_all(x)), id="a-product-is-no-sum"),
        pytest.param(
            over_all(sum_over_latents(x)),
            sum_over_latents(expectation(x, x, mu_2, sigma_1)),
            id="another-latents-mean",
        ),
        pytest.param(over_all(sum_over_latents(x)), over_all(x), id="sum-forgotten"),
        pytest.param(over_all(x), over_all(x), id="no-latents"),
        pytest.param(over_all(log(sum_over_latents(x**2))), sum_over_latents(over_all(log(x**2))), id="log-of-a-sum"),
    ],
)
def test_near_misses(ruled, before, after) -> None:
    assert ruled("sum-of-expectations")(before, after) != "agrees"


@pytest.mark.parametrize(
    ("before", "after"),
    [
        pytest.param(over_all(sum_over_latents(x**2)), sum_over_latents(over_all(x**2)), id="sum"),
        pytest.param(over_all(sum_over_latents(mu_2 * x)), sum_over_latents(mu_2 * over_all(x)), id="constants"),
        pytest.param(
            over_all(3 * sum_over_latents(x) - sum_over_latents(x**2)),
            sum_over_latents(over_all(3 * x - x**2)),
            id="two-sums",
        ),
        pytest.param(
            2 * over_all(sum_over_latents(x)) + mu_1,
            mu_1 + sum_over_latents(2 * over_all(x)),
            id="inside-a-larger-term",
        ),
    ],
)
def test_steps(ruled, before, after) -> None:
    assert ruled("sum-of-expectations")(before, after) == "agrees"
