"""The trapezoidal rule of the second opinion: it must find what is known, and must not find what is not there."""

import math

import pytest

from kl_check.judge.averaging import average

STANDARD = (0.0, 1.0)


def test_gaussians_too_far_apart_for_one_grid_are_not_averaged() -> None:
    assert average(lambda x: x, [(0.0, 1e-3), (1.0, 1.0)]) is None


@pytest.mark.parametrize(("power", "expected"), [(0, 1), (1, 0), (2, 1), (4, 3), (6, 15)])
def test_moments(power: int, expected: float) -> None:
    assert average(lambda x: x**power, [STANDARD]) == pytest.approx(expected, abs=1e-13)


@pytest.mark.parametrize("slope", [-3.0, 0.5, 5.0])
@pytest.mark.parametrize("curvature", [-20.0, -0.5, 0.2, 0.3])
def test_tilted_gaussians(slope: float, curvature: float) -> None:
    width = 1 - 2 * curvature
    bumps = [STANDARD, (slope / width, width**-0.5)]
    found = average(lambda x: math.exp(slope * x + curvature * x * x), bumps)
    exact = math.exp(slope**2 / (2 * width)) / math.sqrt(width)
    assert found == pytest.approx(exact, rel=1e-12)


def test_a_grid_for_another_gaussian_finds_another_value() -> None:
    """The opinion is worth something: on a grid that is too coarse the rule is off."""
    found = average(lambda x: math.exp(-200 * x * x), [STANDARD])
    assert found != pytest.approx(1 / math.sqrt(401), rel=1e-6)
