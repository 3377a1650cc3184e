from fractions import Fraction

import pytest

from kl_check.confirm.points import SHAPES, Point, copies, points, values_at
from kl_check.know.closed_forms import BY_NAME
from kl_check.know.statements import closed_form_claim
from kl_check.model.claim import Claim, NormalTerms
from kl_check.model.term import number

GENERAL = closed_form_claim(BY_NAME["univariate-general"])
NORMAL = NormalTerms(number(0), number(1))


def entries(name: str) -> list[Fraction]:
    return [value for point in points(GENERAL) for value in point.entries[name]]


@pytest.mark.parametrize("name", GENERAL.domains)
def test_all_entries_of_a_symbol_are_distinct(name: str) -> None:
    values = entries(name)
    assert len(values) == sum(batch * latent for batch, latent in SHAPES)
    assert len(set(values)) == len(values)


def test_no_two_symbols_are_equal_or_opposite_throughout() -> None:
    for left, right in [("mu_1", "mu_2"), ("sigma_1", "sigma_2"), ("mu_1", "sigma_1")]:
        pairs = list(zip(entries(left), entries(right), strict=True))
        assert len({a - b for a, b in pairs}) > len(pairs) / 2
        assert len({a + b for a, b in pairs}) > len(pairs) / 2


def test_positive_symbols_are_positive_and_on_both_sides_of_1() -> None:
    assert min(entries("sigma_1")) > 0
    assert min(entries("sigma_1")) < 1 < max(entries("sigma_1"))
    assert min(entries("mu_1")) < 0 < max(entries("mu_1"))


def test_equal_points_hold_one_value_for_each_symbol() -> None:
    for point in points(GENERAL, equal=True):
        assert all(len(set(values)) == 1 for values in point.entries.values())


def test_values_and_copies_follow_the_sizes() -> None:
    claim = Claim("", number(0), NORMAL, NORMAL, {"m": "real"}, {"J": "latent", "P": -1, "B": 0}, "sum", "sum")
    point = Point((3, 4), {"m": (Fraction(1, 2),) * 12})
    assert values_at(claim, point) == {"m": Fraction(1, 2), "J": 4, "P": 4, "B": 3}
    assert copies(claim, point) == 12


@pytest.mark.parametrize(
    ("latent", "batch", "expected"), [("none", "none", 1), ("sum", "none", 4), ("sum", "mean", 4), ("none", "sum", 3)]
)
def test_copies(latent: str, batch: str, expected: int) -> None:
    claim = Claim("", number(0), NORMAL, NORMAL, {}, latent=latent, batch=batch)
    assert copies(claim, Point((3, 4), {})) == expected


TEXTS = [
    pytest.param(Point((1, 1), {"m": (Fraction(1, 2),)}), "m = 0.5", id="one-entry"),
    pytest.param(Point((3, 4), {"m": (Fraction(-3, 40),) * 12}), "B = 3, J = 4; m = -0.075", id="equal-entries"),
    pytest.param(Point((1, 2), {"m": (Fraction(1), Fraction(2))}), "B = 1, J = 2", id="distinct-entries"),
]


@pytest.mark.parametrize(("point", "text"), TEXTS)
def test_a_point_names_itself(point: Point, text: str) -> None:
    assert point.text == text


def test_an_entry_of_a_point_names_itself() -> None:
    assert Point((1, 2), {"m": (Fraction(1), Fraction(2))}).text_at(1) == "B = 1, J = 2; m = 2"
