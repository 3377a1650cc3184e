from dataclasses import replace
from fractions import Fraction

import pytest
from flint import arb, fmpq
from hypothesis import given
from hypothesis import strategies as st

from kl_check.algebra.ball import precision
from kl_check.confirm.methods.enclosure import METHOD, divergence
from kl_check.know.closed_forms import BY_NAME
from kl_check.know.statements import closed_form_claim
from kl_check.model.term import Symbol, exp, log, number

CLAIM = closed_form_claim(BY_NAME["univariate-general"])

means = st.fractions(-100, 100, max_denominator=1000)
stds = st.fractions(Fraction(1, 1000), 1000, max_denominator=1000)


@given(means, stds, means, stds)
def test_encloses_the_closed_form(a: Fraction, b: Fraction, c: Fraction, d: Fraction) -> None:
    with precision():
        mean, std, mean_2, std_2 = (arb(fmpq(one.numerator, one.denominator)) for one in (a, b, c, d))
        enclosed = divergence(mean, std, mean_2, std_2)
        shift, ratio = (mean - mean_2) / std_2, std / std_2
        closed = (ratio * ratio + shift * shift - 1) / 2 - ratio.log()
        assert enclosed.overlaps(closed)
        assert enclosed.rad() < 1e-25 * (1 + closed.abs_upper())


def test_the_bound_of_the_tails_is_in_the_enclosure(monkeypatch: pytest.MonkeyPatch) -> None:
    """With a range of ±2 the integral alone misses the value by far; the enclosure still holds it, and is wide."""
    monkeypatch.setattr("kl_check.confirm.methods.enclosure.REACH", 2)
    with precision():
        enclosed = divergence(arb(1), arb(2), arb(0), arb(1))
        value = arb(2) - arb(2).log()
        assert enclosed.contains(value)
        assert abs(enclosed.mid() - value) > 0.1
    evidence = METHOD.run(CLAIM)
    assert evidence.outcome == "silent"
    assert "wide" in evidence.detail["reason"]


def test_sees_the_thirtieth_digit() -> None:
    wrong = replace(CLAIM, expression=CLAIM.expression + number(1, 10**30))
    evidence = METHOD.run(wrong)
    assert (evidence.outcome, evidence.strength) == ("differs", "enclosed")
    assert evidence.detail["difference"] == "1e-30"


def test_a_difference_below_the_radius_is_not_seen() -> None:
    wrong = replace(CLAIM, expression=CLAIM.expression + number(1, 10**60))
    assert METHOD.run(wrong).outcome == "agrees"


def test_is_silent_where_the_expression_has_no_value() -> None:
    evidence = METHOD.run(replace(CLAIM, expression=log(-exp(Symbol("mu_1")))))
    assert evidence.outcome == "silent"
    assert "no finite value" in evidence.detail["reason"]
