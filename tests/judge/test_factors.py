"""What a factor on the whole says."""

from __future__ import annotations

from fractions import Fraction

import pytest

from kl_check.algebra import polynomial
from kl_check.algebra.exact import NO_SUM
from kl_check.judge.factors import divisors, scale_mistakes
from kl_check.read.text import read_text


@pytest.mark.parametrize(
    ("scale", "numbers", "mistakes"),
    [
        pytest.param(Fraction(1), (), [], id="one"),
        pytest.param(Fraction(2), (), ["missing-half"], id="two"),
        pytest.param(Fraction(-2), (), ["sign", "missing-half"], id="minus two"),
        pytest.param(Fraction(1, 2), (), ["other"], id="a half"),
        pytest.param(Fraction(1, 100), (), ["other"], id="a percent is a weight"),
        pytest.param(Fraction(1, 784), (784,), ["wrong-count"], id="pixels"),
        pytest.param(Fraction(1, 392), (784,), ["wrong-count", "missing-half"], id="twice, over pixels"),
        pytest.param(Fraction(1, 392), (), ["wrong-count"], id="where the text does not say 784"),
        pytest.param(Fraction(2), (784,), ["missing-half"], id="a number that plays no part"),
    ],
)
def test_a_number_is_named(scale: Fraction, numbers: tuple[int, ...], mistakes: list[str]) -> None:
    assert scale_mistakes(polynomial.rational(scale), NO_SUM, tuple(map(Fraction, numbers))) == mistakes


def test_a_factor_on_the_only_part_is_that_parts() -> None:
    half = polynomial.rational(Fraction(1, 2))
    assert scale_mistakes(half, NO_SUM, lone_part=True) == ["wrong-coefficient"]


def test_a_second_mean_over_latents_is_a_wrong_count() -> None:
    twice = polynomial.power(polynomial.positive("#J"), -2)
    assert scale_mistakes(twice, NO_SUM) == ["mean-over-latents", "wrong-count"]


def test_divisors_are_found_in_products_too() -> None:
    assert list(divisors(read_text("x / (784 * batch_size) + y / 2 + 3 * z").term)) == [784, 2]
