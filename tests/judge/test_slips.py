"""Factors read backwards: what is found, what was due, and which slips lie between."""

from __future__ import annotations

from fractions import Fraction

import pytest

from kl_check.algebra import polynomial
from kl_check.algebra.polynomial import Monomial, Polynomial
from kl_check.judge.slips import EMPTY, in_factor, in_logarithm, words_of
from kl_check.know.mistakes.table import MISTAKES
from kl_check.model.mistake import Edit

S = polynomial.real("s")
LOG_S = polynomial.log_of("s")
REAL, LOG = ("real", "s"), ("log", "s")


def monomial(value: Polynomial) -> Monomial:
    (found,) = value.terms
    return found


@pytest.mark.parametrize(
    ("found", "rate", "operations", "times"),
    [
        pytest.param(polynomial.exp(S), 1, [], 1, id="nothing"),
        pytest.param(polynomial.exp(S.scaled(2)), 1, ["exponent"], 1, id="another power"),
        pytest.param(S, 1, ["unexp"], 1, id="s for exp(s)"),
        pytest.param(S, 2, ["unexp"], 2, id="2s for exp(2s)"),
        pytest.param(polynomial.power(S, 2), 2, ["unexp"], 1, id="s² for exp(s)²"),
        pytest.param(polynomial.power(S, -1), -2, ["unexp"], Fraction(1, 2), id="1/(2s) for 1/exp(2s)"),
        pytest.param(polynomial.exp(polynomial.exp(S)), 1, ["reexp"], 1, id="exp(exp(s)) for exp(s)"),
        pytest.param(polynomial.exp(-polynomial.exp(S)), -1, ["reexp"], 1, id="1/exp(exp(s)) for 1/exp(s)"),
        pytest.param(polynomial.exp(-polynomial.exp(S)), 1, ["reexp", "exponent"], 1, id="exp(−exp(s)) for exp(s)"),
    ],
)
def test_a_factor_is_explained(found: Polynomial, rate: int, operations: list[str], times: Fraction) -> None:
    explained = [([edit.operation for edit in slips], n) for slips, n in in_factor(monomial(found), rate, REAL)]
    assert (operations, times) in explained


def test_where_no_scale_is_due_none_may_stand() -> None:
    assert list(in_factor(EMPTY, 0, None)) == [((), 1)]
    assert not list(in_factor(monomial(polynomial.exp(S)), 0, None))


def test_a_positive_symbol_has_no_exponential_to_lose() -> None:
    """(log s)² is no s² without its exp: nobody writes exp(log(s))."""
    assert not list(in_factor(monomial(polynomial.power(LOG_S, 2)), 2, LOG))


@pytest.mark.parametrize(
    ("found", "operations", "times"),
    [
        (LOG_S, [], 1),
        (polynomial.exp(LOG_S), ["unlog"], 1),
        (polynomial.exp(LOG_S.scaled(2)), ["unlog"], Fraction(1, 2)),
        (polynomial.log(LOG_S), ["relog"], 1),
        (polynomial.power(LOG_S, 2), ["log-power"], Fraction(1, 2)),
    ],
    ids=["nothing", "s for log(s)", "s² for log(s²)", "log(log(s))", "log(s)² for log(s²)"],
)
def test_a_logarithm_is_explained(found: Polynomial, operations: list[str], times: Fraction) -> None:
    explained = [([edit.operation for edit in slips], n) for slips, n in in_logarithm(monomial(found), LOG)]
    assert explained == [(operations, times)]


def test_every_edit_of_every_mistake_has_a_word() -> None:
    for mistake in MISTAKES:
        for edit in mistake.edits:
            assert mistake.word in words_of(edit)


def test_an_edit_with_a_number_of_its_own_goes_before_any_number() -> None:
    assert words_of(Edit("mean-power", Fraction(1, 2))) == ("unsquared-mean",)
    assert words_of(Edit("mean-power", Fraction(5, 2))) == ("changed-power",)
    assert words_of(Edit("exponent", Fraction(2))) == ("scale-mismatch", "changed-power")
