"""The least value of a polynomial in means and log-scales: its closed form against grids, and what has none."""

from fractions import Fraction

import numpy as np
import pytest

from kl_check.algebra.polynomial import Polynomial, exp, generator, log_of, positive, power, rational, real
from kl_check.judge.least import Falls, Least, least, sign_of
from kl_check.judge.scalars import float_of

X, Y = ("real", "x"), ("real", "y")
x, y = real("x"), real("y")
HALF = Fraction(1, 2)


def number(value: int | Fraction) -> Polynomial:
    return rational(value)


CLOSED = [
    pytest.param(x * x - x, lambda v: v**2 - v, id="parabola"),
    pytest.param(x * x + number(3), lambda v: v**2 + 3, id="parabola at 0"),
    pytest.param(power(x, Fraction(4)) + x * x, lambda v: v**4 + v**2, id="even powers"),
    pytest.param(exp(x) - x.scaled(Fraction(3)), lambda v: np.exp(v) - 3 * v, id="exponential and line"),
    pytest.param(exp(-x).scaled(HALF) + x, lambda v: np.exp(-v) / 2 + v, id="falling exponential and line"),
    pytest.param(exp(x.scaled(Fraction(2))) - exp(x), lambda v: np.exp(2 * v) - np.exp(v), id="square and value"),
    pytest.param(exp(x) + exp(-x).scaled(Fraction(2)), lambda v: np.exp(v) + 2 * np.exp(-v), id="both ways"),
    pytest.param(
        exp(x.scaled(Fraction(3))) - exp(x), lambda v: np.exp(3 * v) - np.exp(v), id="two exponentials of one sign"
    ),
]


@pytest.mark.parametrize(("body", "function"), CLOSED)
def test_closed_forms_are_the_least_of_a_grid(body: Polynomial, function: object) -> None:
    found = least(body, [X])
    assert isinstance(found, Least)
    assert not found.towards
    grid = np.linspace(-6, 6, 240_001)
    values = function(grid)  # type: ignore[operator]
    assert float_of(found.value, {}) == pytest.approx(values.min(), abs=1e-8)
    assert float_of(found.at[X], {}) == pytest.approx(grid[values.argmin()], abs=1e-3)


@pytest.mark.parametrize(
    ("body", "side"),
    [
        pytest.param(x, -1, id="rising line"),
        pytest.param(-x, 1, id="falling line"),
        pytest.param(-(x * x), 0, id="parabola upside down"),
        pytest.param(x * x * x, -1, id="cubic"),
        pytest.param(exp(x) + x, -1, id="exponential does not hold the line at the other end"),
        pytest.param(x - exp(x), 0, id="both ends"),
        pytest.param(x * x - exp(x), 1, id="an exponential outgrows a square"),
        pytest.param(exp(x) - exp(x.scaled(Fraction(2))), 1, id="the larger exponent decides"),
    ],
)
def test_the_fastest_term_tells_the_ends(body: Polynomial, side: int) -> None:
    assert least(body, [X]) == Falls(X, side)


def test_an_infimum_is_approached_at_the_flat_end() -> None:
    found = least(exp(x) - number(1), [X])
    assert isinstance(found, Least)
    assert (found.value, dict(found.at), dict(found.towards)) == (number(-1), {}, {X: -1})


def test_what_does_not_matter_has_no_place() -> None:
    found = least(y * y, [X, Y])
    assert isinstance(found, Least)
    assert X not in found.at


@pytest.mark.parametrize(
    "body",
    [
        pytest.param(exp(exp(x)) - x, id="exponential of an exponential"),
        pytest.param(x * exp(x), id="a product"),
        pytest.param(exp(x) + x * x - x, id="square, line and exponential"),
        pytest.param(exp(x) + exp(-x) - x, id="three slopes"),
        pytest.param(generator("atom", "clamp(x)") + x * x, id="an atom"),
        pytest.param(y * x * x, id="a coefficient of unknown sign"),
        pytest.param(power(x, Fraction(-2)), id="a negative power"),
        pytest.param(power(x, Fraction(4)) - x * x, id="two minima"),
    ],
)
def test_of_other_shapes_nothing_is_said(body: Polynomial) -> None:
    assert least(body, [X]) is None


def test_a_place_may_hold_the_others() -> None:
    """(x − y)² exp(−y) is least at x = y, whatever y is."""
    found = least((x - y) * (x - y) * exp(-y), [X])
    assert isinstance(found, Least)
    assert (found.value, found.at[X]) == (number(0), y)


def test_places_are_settled_by_what_comes_later() -> None:
    found = least((x - y) * (x - y) + (y - number(2)) * (y - number(2)), [X, Y])
    assert isinstance(found, Least)
    assert dict(found.at) == {X: number(2), Y: number(2)}


@pytest.mark.parametrize(
    ("value", "sign"),
    [
        pytest.param(number(0), 0, id="zero"),
        pytest.param(x * x, 1, id="a square"),
        pytest.param(x, None, id="a symbol"),
        pytest.param(-positive("#J"), -1, id="minus a size"),
        pytest.param(positive("#J") - number(1), None, id="a size less one"),
        pytest.param(log_of("2") - number(1), -1, id="log 2 - 1"),
        pytest.param(log_of("3") - number(1), 1, id="log 3 - 1"),
        pytest.param(log_of("#J"), None, id="the logarithm of a size"),
        pytest.param(exp(x) + exp(-x), 1, id="a sum of exponentials"),
    ],
)
def test_signs(value: Polynomial, sign: int | None) -> None:
    assert sign_of(value) == sign
