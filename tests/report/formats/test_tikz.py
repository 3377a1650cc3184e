"""The same points as the SVG's, in centimetres."""

import pytest

from kl_check.model.report import Curve, Panel, Scale
from kl_check.report.formats.tikz import HEIGHT, WIDTH, tikz

LINEAR = Scale("x", 0, 2, ((0, "0"), (2, "2")))
LOGARITHMIC = Scale("y", 1, 100, ((1, "1"), (10, "10")), is_logarithmic=True)


def drawn(**options: bool) -> str:
    curve = Curve("c", ((0, 1), (1, 10), (2, 100)), (1, 10), ink=0, **options)
    return tikz(Panel("p", "T", "alternative", LINEAR, LOGARITHMIC, (curve,)), lambda text: text)


def test_corners_and_middle_are_where_the_scales_put_them() -> None:
    assert f"(0.0,0.0) ({WIDTH / 2},{HEIGHT / 2}) ({WIDTH},{HEIGHT})" in drawn()


@pytest.mark.parametrize(
    ("options", "said"),
    [({}, ", thick"), ({"dashed": True}, ", dashed"), ({"dotted": True}, ", dotted"), ({"filled": True}, "opacity")],
)
def test_styles(options: dict[str, bool], said: str) -> None:
    assert said in drawn(**options)


def test_marks_are_dots() -> None:
    assert drawn(marks=True).count("circle") == 3


def test_what_is_far_out_does_not_overflow_tex() -> None:
    curve = Curve("", ((1e9, 1e-300),), (1, 10))
    text = tikz(Panel("p", "T", "a", LINEAR, LOGARITHMIC, (curve,)), lambda text: text)
    assert f"({round(3 * WIDTH, 3)},{round(-1.5 * HEIGHT, 3)})" in text
