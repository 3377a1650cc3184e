"""Moments of a Gaussian, against SymPy's integral of each."""

from __future__ import annotations

import pytest
import sympy

from kl_check.derivation.rules.moments import moment
from kl_check.derivation.vocabulary import expectation, log, mu_1, mu_2, number, sigma_1, sigma_2, x, z
from kl_check.model.errors import UnsupportedInput


@pytest.mark.parametrize("order", range(9))
def test_a_moment_is_the_integral_that_defines_it(order: int) -> None:
    t, m, s = sympy.symbols("t m s", positive=True)
    density = sympy.exp(-((t - m) ** 2) / (2 * s**2)) / (s * sympy.sqrt(2 * sympy.pi))
    integral = sympy.integrate(t**order * density, (t, -sympy.oo, sympy.oo))
    assert sympy.expand(integral - moment(order, m, s)) == 0


def test_near_misses(ruled) -> None:
    by_rule = ruled("moments")
    assert by_rule(expectation(x**2, x, mu_1, sigma_1), sigma_1**2) != "agrees"  # the mean forgotten
    assert by_rule(expectation(z**4, z, 0, 1), number(1)) != "agrees"
    assert by_rule(expectation(z**3, z, 0, 1), number(1)) != "agrees"
    assert by_rule(expectation((x - mu_1) ** 2, x, mu_1, sigma_1), sigma_1) != "agrees"  # std is not variance
    assert by_rule(mu_1, mu_1) == "silent"


def test_what_is_no_polynomial_is_refused(ruled) -> None:
    with pytest.raises(UnsupportedInput, match="not a polynomial in x"):
        ruled("moments")(expectation(log(x**2), x, mu_1, sigma_1), mu_1)


def test_steps(ruled) -> None:
    by_rule = ruled("moments")
    assert by_rule(expectation((x - mu_2) ** 2, x, mu_1, sigma_1), sigma_1**2 + (mu_1 - mu_2) ** 2) == "agrees"
    assert by_rule(expectation(z**4, z, 0, 1), number(3)) == "agrees"
    inner = expectation((x - z) ** 2, x, z, sigma_2)
    assert by_rule(expectation(inner + z**2, z, 0, sigma_1), sigma_2**2 + sigma_1**2) == "agrees"
