"""Formulas of claims: exact slopes and values."""

from __future__ import annotations

import pytest

from kl_check.claims.formulas import shown, written
from kl_check.judge.compare import compare
from kl_check.model.errors import UnsupportedInput
from kl_check.model.saying import Formula
from kl_check.read.text import read_text

SLOPES = [
    pytest.param(Formula("log(x)", ("x",)), "1/x", id="a-logarithm"),
    pytest.param(Formula("x**3 + 2*x", ("x",)), "3*x**2 + 2", id="powers"),
    pytest.param(Formula("exp(2*x)", ("x",)), "2*exp(2*x)", id="an-exponential"),
    pytest.param(Formula("x**2*log(x)", ("x",)), "2*x*log(x) + x", id="a-product"),
    pytest.param(Formula("log(x)", ("x", "x")), "-1/x**2", id="twice"),
    pytest.param(Formula("y*log(x)", ("y",)), "log(x)", id="by-another-symbol"),
    pytest.param(Formula("log(y)", ("x",)), "0", id="of-what-it-does-not-hold"),
    pytest.param(Formula("x**2 - 2*log(x)", ("x",), {"x": "3"}), "16/3", id="at-a-value"),
    pytest.param(Formula("x*y", (), {"x": "2", "y": "1/3"}), "2/3", id="values-alone"),
]


@pytest.mark.parametrize(("formula", "expected"), SLOPES)
def test_slopes(formula: Formula, expected: str) -> None:
    assert compare(written(formula), read_text(expected), beside=(read_text("log(x)").term,)).relation == "same"


@pytest.mark.parametrize("text", ["log(1 + x)", "torch.sum(x**2)"])
def test_what_is_beyond_the_normal_form_has_no_slope(text: str) -> None:
    with pytest.raises(UnsupportedInput):
        written(Formula(text, ("x",)))


def test_it_is_shown_as_it_is_said() -> None:
    assert shown(Formula("x**2", ("x", "x"), {"x": "1"})) == (
        r"\frac{\partial^2}{\partial x^2} \left[x^{2}\right]_{x = 1}"
    )
    assert shown(Formula("x + 1")) == "x + 1"
