"""Exact means over a standard normal, against SciPy's quadrature, which knows nothing of them."""

import math
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.integrate import quad

from kl_check.algebra import polynomial
from kl_check.algebra.evaluate import evaluate
from kl_check.algebra.exact import NO_SUM, Exact
from kl_check.algebra.moments import NotGaussian, mean, tilts
from kl_check.algebra.pointwise import Floating
from kl_check.algebra.polynomial import Polynomial
from kl_check.algebra.show import text
from kl_check.model.term import Symbol, Term, exp, log, number

EPS, M, S = Symbol("eps"), Symbol("m"), Symbol("s")
NOISE = ("real", "eps")
AT = {"m": Fraction(1, 2), "s": Fraction(4, 5)}
SIZES = {"latent": 1, "batch": 1}


def normal(term: Term) -> Polynomial:
    return evaluate(term, Exact({"s": "positive"}, {})).get(NO_SUM, Polynomial({}))


def by_quadrature(term: Term) -> float:
    def integrand(noise: float) -> float:
        value = evaluate(term, Floating({**AT, "eps": Fraction(noise)}, SIZES))
        return value * math.exp(-noise * noise / 2) / math.sqrt(2 * math.pi)

    value, error = quad(integrand, -40, 40, points=[0], limit=200, epsabs=1e-13, epsrel=1e-12)
    assert error < 1e-9
    return value


@pytest.mark.parametrize(
    "term",
    [
        pytest.param(log(EPS**2 + 1), id="the logarithm of a sum is an atom, of which no mean is known"),
        pytest.param(1 / EPS, id="a division by the noise"),
        pytest.param(exp(EPS**3), id="a cube in an exponent"),
        pytest.param(exp(exp(EPS)), id="an exponential in an exponent"),
        pytest.param(exp(EPS**2 * exp(EPS)), id="a square times an exponential in an exponent"),
    ],
)
def test_what_is_no_gaussian_integral_is_refused(term: Term) -> None:
    with pytest.raises(NotGaussian):
        mean(normal(term), NOISE)


@pytest.mark.parametrize(
    ("term", "expected"),
    [
        pytest.param(EPS, "0", id="an odd power averages to nothing"),
        pytest.param(EPS**4, "3", id="fourth moment"),
        pytest.param(EPS**8, "105", id="eighth moment"),
        pytest.param((M + S * EPS) ** 2, "s**2 + m**2", id="second moment of z"),
    ],
)
def test_moments_of_polynomials(term: Term, expected: str) -> None:
    assert text(mean(normal(term), NOISE).term) == expected


@pytest.mark.parametrize(
    "term",
    [
        (M + S * EPS) ** 3 * (EPS - M),
        exp(M * EPS),
        exp(-(EPS**2)),
        exp(number(1, 3) * EPS**2 + S * EPS - M),
        EPS**3 * exp(M * EPS - S * EPS**2 / 2) + log(S) * EPS**2,
        (1 + EPS) ** 2 * exp(-((M + S * EPS) ** 2) / 2),
    ],
    ids=["polynomial", "tilted", "narrowed", "widened", "powers times a tilt", "a density of z"],
)
def test_means_are_those_of_quadrature(term: Term) -> None:
    exact = evaluate(mean(normal(term), NOISE).term, Floating(AT, SIZES))
    assert exact == pytest.approx(by_quadrature(term), rel=1e-10)


NUMBERS = st.fractions(min_value=-2, max_value=2, max_denominator=6)


@given(
    st.lists(NUMBERS, min_size=1, max_size=5), NUMBERS, st.fractions(min_value=-2, max_value="0.2", max_denominator=9)
)
def test_a_polynomial_times_a_gaussian(coefficients: list[Fraction], slope: Fraction, curvature: Fraction) -> None:
    """Against the trapezoidal rule, with two steps to a standard deviation of the narrowest Gaussian here."""
    total: Term = number(0)
    for power, coefficient in enumerate(coefficients):
        total = total + coefficient * EPS**power
    term = total * exp(slope * EPS + curvature * EPS**2)
    exact = evaluate(mean(normal(term), NOISE).term, Floating({}, SIZES))
    step = 0.2
    nodes = [step * index for index in range(-200, 201)]
    weight = [math.exp(float(slope) * x + (float(curvature) - 0.5) * x * x) for x in nodes]
    values = [sum(float(c) * x**k for k, c in enumerate(coefficients)) for x in nodes]
    measured = step / math.sqrt(2 * math.pi) * math.fsum(v * w for v, w in zip(values, weight, strict=True))
    largest = step * math.fsum(abs(v) * w for v, w in zip(values, weight, strict=True))
    assert abs(exact - measured) <= 1e-12 * (1 + largest)


def test_where_a_mean_is_infinite_is_said() -> None:
    found = mean(normal(exp(EPS**2 * (1 - S**2))), NOISE)
    assert found.widths == (normal(2 * S**2 - 1),)


@pytest.mark.parametrize("curvature", [number(-3), -(S**2), -exp(M)], ids=["number", "square", "exponential"])
def test_a_width_that_is_always_positive_is_no_condition(curvature: Term) -> None:
    assert mean(normal(exp(EPS**2 * curvature)), NOISE).widths == ()


def test_a_width_that_is_positive_only_for_some_numbers_is_a_condition() -> None:
    """A mean may be negative: −m ε² is no narrowing for every m."""
    assert mean(normal(exp(-M * EPS**2)), NOISE).widths == (normal(1 + 2 * M),)


def test_terms_with_one_exponent_are_kept_together() -> None:
    found = tilts(normal((1 + EPS + EPS**2) * exp(M * EPS)), NOISE)
    assert [sorted(powers) for powers in found.values()] == [[0, 1, 2]]
    assert next(iter(found)).slope == polynomial.real("m")
