import math

import pytest

from kl_check.confirm.comparison import Comparison, at_most, conclude, rounded, rounded_up, size
from kl_check.model.errors import UnsupportedInput

RIGHT = Comparison("here", 1.0, 1.0 + 1e-14, -1e-14, 1e-13)
WRONG = Comparison("there", 0.5, 2.0, -1.5, 1e-13)
NOWHERE = Comparison("nowhere", math.nan, 2.0, math.nan, math.inf)


def test_agrees_only_if_all_points_do() -> None:
    assert conclude([RIGHT, RIGHT]) == ("agrees", {"largest_difference": "≤ 1e-13"})
    assert conclude([RIGHT, WRONG]) == ("differs", size(WRONG))


def test_a_difference_at_the_tolerance_agrees_and_just_above_differs() -> None:
    assert Comparison("", 0, 0, 1e-13, 1e-13).agrees
    assert not Comparison("", 0, 0, math.nextafter(1e-13, 1), 1e-13).agrees


def test_shows_the_largest_difference() -> None:
    assert conclude([Comparison("small", 1.0, 2.0, -1.0, 0.1), WRONG])[1]["at"] == "there"


def test_no_value_at_a_point_is_no_agreement_but_does_not_hide_a_difference() -> None:
    with pytest.raises(UnsupportedInput, match="no finite value at nowhere"):
        conclude([RIGHT, NOWHERE])
    assert conclude([NOWHERE, WRONG])[0] == "differs"


def test_an_infinite_tolerance_is_no_agreement() -> None:
    with pytest.raises(UnsupportedInput, match="no finite value"):
        conclude([Comparison("wide", 1.0, 1.0, 0.0, math.inf)])


def test_size() -> None:
    assert size(WRONG) == {
        "at": "there",
        "expression": "0.5",
        "definition": "2",
        "difference": "-1.5",
        "ratio": "0.25",
    }


def test_there_is_no_ratio_to_what_may_be_0() -> None:
    assert size(Comparison("", 1.0, 1e-14, 1.0, 1e-13))["ratio"] is None


ROUNDED = [
    pytest.param(1.23456789, 1e-13, "1.23457", id="six-digits-at-the-most"),
    pytest.param(1.23456789, 0.0, "1.23457", id="an-exact-value"),
    pytest.param(1.23456789, 0.01, "1.23", id="hundredths"),
    pytest.param(1.23456789, 0.05, "1.2", id="error-of-half-a-tenth-is-a-tenth"),
    pytest.param(1.23456789, 0.03, "1.23", id="three-units-of-the-last-place"),
    pytest.param(-123.456, 2.0, "-123", id="no-decimals"),
    pytest.param(123.456, 40.0, "1e+02", id="hundreds"),
    pytest.param(0.001, 0.01, "0", id="nothing-left"),
]


@pytest.mark.parametrize(("value", "error", "text"), ROUNDED)
def test_shows_no_digit_that_the_error_does_not_leave(value: float, error: float, text: str) -> None:
    assert rounded(value, error) == text


def test_bounds_are_rounded_upwards() -> None:
    assert [at_most(bound) for bound in (3e-14, 1e-13, 0.2, 0.0)] == ["≤ 1e-13", "≤ 1e-13", "≤ 1e0", "0"]
    assert [rounded_up(value) for value in (0.0512, 0.05, 0.4321, 7.01, 123.0, 0.0)] == [0.052, 0.05, 0.44, 7.1, 130, 0]
