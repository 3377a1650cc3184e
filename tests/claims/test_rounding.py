"""Single precision, each operation rounded once."""

from __future__ import annotations

from fractions import Fraction

import numpy as np
import pytest

from kl_check.claims.rounding import in_single
from kl_check.read.text import read_text


@pytest.mark.parametrize(("text", "expected"), [("1 + 1e-8", 1.0), ("(1 + 1e-8) - 1", 0.0), ("log(exp(1e-8))", 0.0)])
def test_digits_are_lost(text: str, expected: float) -> None:
    assert in_single(read_text(text).term) == expected


@pytest.mark.parametrize("text", ["0.1", "1/3", "exp(1)", "log(3)", "sqrt(2)", "0.1*0.7", "3**0.5 - 1"])
def test_a_value_is_the_nearest_single(text: str) -> None:
    value = in_single(read_text(text).term)
    assert Fraction(float(np.float32(float(value)))) == value


@pytest.mark.parametrize(("text", "ufunc", "at"), [("exp(0.75)", np.exp, 0.75), ("log(0.75)", np.log, 0.75)])
def test_numpy_is_within_one_unit(text: str, ufunc: np.ufunc, at: float) -> None:
    ours, theirs = np.float32(float(in_single(read_text(text).term))), ufunc(np.float32(at))
    assert abs(ours - theirs) <= abs(np.spacing(ours))


def test_halfway_cases_are_not_rounded_twice() -> None:
    """1 + 2⁻²⁴ + 2⁻⁶⁰ lies above the middle of two singles; as a double it is the middle, which rounds down."""
    assert in_single(read_text("0.1").term) != in_single(read_text("0.10000001").term)
    exact = Fraction(1) + Fraction(1, 2**24) + Fraction(1, 2**60)
    from kl_check.claims.rounding import Single

    assert Fraction(float(Single({}, {}).number(exact))) == Fraction(1) + Fraction(1, 2**23)
