"""The KL and a term laid out alike."""

from __future__ import annotations

import pytest

from kl_check.judge.case import Case
from kl_check.judge.layout import Unit, laid_out, units_of
from kl_check.model.hypothesis import Hypothesis
from kl_check.read.text import read_text


def standing(text: str) -> tuple[Case, Hypothesis]:
    case = Case(read_text(text))
    assert case.stands is not None
    return case, case.stands.hypothesis


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("-0.5*(1 + s - mu**2 - exp(s))", ["log", "mean", "variance"]),
        ("log(s2/s1) + (s1**2 + (m1-m2)**2)/(2*s2**2) - 0.5", ["log", "log", "mean", "variance"]),
        ("(m1-m2)**2/(2*var)", ["mean"]),
    ],
    ids=["standard", "two Gaussians", "equal variances"],
)
def test_the_kl_has_its_units(text: str, parts: list[str]) -> None:
    case, hypothesis = standing(text)
    units: tuple[Unit, ...] = units_of(hypothesis)
    assert sorted(unit.part for unit in units) == parts
    shape = case.shape(hypothesis)
    assert shape is not None
    assert set(laid_out(shape.body, hypothesis) or ()) == {unit.place for unit in units}


@pytest.mark.parametrize(
    "text", ["exp(mu*s)", "tanh(s)", "exp(mu)"], ids=["both in one", "a strange function", "a mean"]
)
def test_what_has_no_place_is_refused(text: str) -> None:
    _, hypothesis = standing("-0.5*(1 + s - mu**2 - exp(s))")
    case = Case(read_text(f"{text} + mu + s"))
    shape = case.shape(hypothesis)
    assert shape is not None
    assert laid_out(shape.body, hypothesis) is None
