from dataclasses import replace

import mpmath
import pytest

from kl_check.confirm.methods.multiprecision import DIGITS, GUARD, METHOD, divergence
from kl_check.know.closed_forms import BY_NAME
from kl_check.know.statements import closed_form_claim
from kl_check.model.claim import NormalTerms
from kl_check.model.term import Symbol, log, number

CLAIM = closed_form_claim(BY_NAME["univariate-standard"])

POINTS = [
    pytest.param(("3", "0.01", "-1", "2"), id="where-quad-in-x-sees-nothing"),
    pytest.param(("0", "1e-6", "0", "1"), id="narrow"),
    pytest.param(("0", "1e6", "0", "1"), id="wide"),
    pytest.param(("0.5", "0.8", "0.5", "0.8"), id="the-same-gaussian"),
]


@pytest.mark.parametrize("texts", POINTS)
def test_has_the_digits_that_it_says(texts: tuple[str, ...]) -> None:
    with mpmath.workdps(DIGITS + GUARD):
        mean, std, mean_2, std_2 = map(mpmath.mpf, texts)
        value, error = divergence(mean, std, mean_2, std_2)
        expected = mpmath.log(std_2 / std) + (std**2 + (mean - mean_2) ** 2) / (2 * std_2**2) - mpmath.mpf(1) / 2
        assert abs(value - expected) <= mpmath.mpf(10) ** -DIGITS * (1 + expected)
        assert error <= mpmath.mpf(10) ** -DIGITS * (1 + expected)


def test_sees_the_forty_fifth_digit() -> None:
    wrong = replace(CLAIM, expression=CLAIM.expression + number(1, 10**45))
    evidence = METHOD.run(wrong)
    assert evidence.outcome == "differs"
    assert evidence.detail["difference"] == "1e-45"


SILENT = [
    pytest.param(replace(CLAIM, expression=log(Symbol("mu_1"))), "not a finite real number", id="log-of-a-mean"),
    pytest.param(
        replace(CLAIM, posterior=NormalTerms(number(0), Symbol("mu_1"))),
        "not positive",
        id="a-std-that-may-be-negative",
    ),
]


@pytest.mark.parametrize(("claim", "reason"), SILENT)
def test_is_silent_with_a_reason(claim, reason: str) -> None:
    evidence = METHOD.run(claim)
    assert evidence.outcome == "silent"
    assert reason in evidence.detail["reason"]
