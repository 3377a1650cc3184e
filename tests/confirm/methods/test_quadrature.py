import math
from dataclasses import replace

import numpy as np
import pytest
from flint import arb
from hypothesis import given
from hypothesis import strategies as st
from scipy.integrate import quad
from scipy.stats import norm

from kl_check.algebra.ball import precision
from kl_check.confirm.methods import enclosure, quadrature
from kl_check.confirm.methods.quadrature import divergence
from kl_check.know.closed_forms import BY_NAME
from kl_check.know.statements import closed_form_claim
from kl_check.model.claim import NormalTerms
from kl_check.model.term import Symbol, number

TRAP = (3.0, 0.01, -1.0, 2.0)
TRAP_VALUE = math.log(200) + (0.01**2 + 4**2) / 8 - 0.5  # 6.798


def proved(*parameters: float) -> float:
    """The enclosure's midpoint: another integral, in balls."""
    with precision(256):
        return float(enclosure.divergence(*map(arb, parameters)).mid())


def test_over_the_whole_line_in_x_quad_sees_nothing_and_says_nothing() -> None:
    """The trap: warnings are errors here, so the wrong answer comes without one."""
    mean, std, mean_2, std_2 = TRAP

    def integrand(x: float) -> float:
        return norm.pdf(x, mean, std) * (norm.logpdf(x, mean, std) - norm.logpdf(x, mean_2, std_2))

    assert quad(integrand, -np.inf, np.inf) == (0.0, 0.0)


def test_in_the_standardised_variable_it_sees_all() -> None:
    value, error = divergence(*TRAP)
    assert abs(value - TRAP_VALUE) <= error < 1e-10


EXTREMES = [
    pytest.param((0.0, 1e-6, 0.0, 1.0), id="posterior-a-million-times-narrower"),
    pytest.param((0.0, 1.0, 0.0, 1e-6), id="posterior-a-million-times-wider"),
    pytest.param((1e4, 1.0, 0.0, 1.0), id="means-ten-thousand-stds-apart"),
    pytest.param((-1e4, 1e-6, 0.0, 1.0), id="narrow-and-far-away"),
    pytest.param((1e4, 1e6, 0.0, 1.0), id="wide-and-far-away"),
    pytest.param((1e8, 1.0, 1e8 + 1, 1.0), id="both-far-from-0"),
    pytest.param((0.5, 0.75, 0.5, 0.75), id="the-same-gaussian"),
    pytest.param((0.0, 1 + 2**-20, 0.0, 1.0), id="almost-the-same-gaussian"),
]


@pytest.mark.parametrize("parameters", EXTREMES)
def test_the_error_bound_holds_at_extreme_points(parameters: tuple[float, float, float, float]) -> None:
    value, error = divergence(*parameters)
    expected = proved(*parameters)
    assert abs(value - expected) <= error
    assert error <= 1e-11 * (1 + expected)


means = st.floats(-1e3, 1e3)
stds = st.floats(1e-3, 1e3)


@given(means, stds, means, stds)
def test_the_error_bound_holds(mean: float, std: float, mean_2: float, std_2: float) -> None:
    value, error = divergence(mean, std, mean_2, std_2)
    assert abs(value - proved(mean, std, mean_2, std_2)) <= error


def test_mean_for_sum_shows_at_more_than_one_latent_only_and_as_its_ratio() -> None:
    claim = closed_form_claim(BY_NAME["diagonal-standard"])
    averaged = replace(claim, expression=replace(claim.expression, kind="mean"))
    evidence = quadrature.METHOD.run(averaged)
    assert evidence.detail["ratio"] == "0.25"
    assert evidence.detail["at"] == "B = 3, J = 4"


def test_a_standard_deviation_that_is_not_positive_is_no_claim() -> None:
    claim = replace(closed_form_claim(BY_NAME["univariate-standard"]), posterior=NormalTerms(number(0), Symbol("mu_1")))
    evidence = quadrature.METHOD.run(claim)
    assert evidence.outcome == "silent"
    assert "not positive" in evidence.detail["reason"]
