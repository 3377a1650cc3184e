"""The estimators' means, variances and gradients, against SciPy's quadrature of the stated estimators."""

from __future__ import annotations

from collections.abc import Callable
from math import exp, log, pi, sqrt

import pytest
from scipy.integrate import quad

from kl_check.derivation import follow
from kl_check.know.estimators import BY_NAME
from tests.derivations.conftest import at

MEAN, STD = 0.5, 0.8
PLACES = ((MEAN, STD), (-0.75, 1.25))
STEP = 1e-4


def log_density(x: float, mean: float, std: float) -> float:
    return -0.5 * log(2 * pi) - log(std) - (x - mean) ** 2 / (2 * std**2)


def estimate(name: str, x: float, mean: float, std: float) -> float:
    """The row's estimator at a draw x of q = N(mean, std²), with p = N(0, 1)."""
    ratio = log_density(x, mean, std) - log_density(x, 0, 1)
    return float(at(BY_NAME[name].form, log_ratio=ratio, noise=(x - mean) / std))


def mean_of(function: Callable[[float], float], mean: float, std: float) -> float:
    """Under N(mean, std²)."""
    value, _ = quad(lambda t: function(mean + std * t) * exp(log_density(t, 0, 1)), -20, 20, epsabs=1e-11, limit=400)
    return value


def slope(function: Callable[[float, float], float], mean: float, std: float, by: str) -> float:
    """A central difference of the fourth order."""
    d = (STEP, 0.0) if by == "mean" else (0.0, STEP)
    near, far = (function(mean + k * d[0], std + k * d[1]) - function(mean - k * d[0], std - k * d[1]) for k in (1, 2))
    return (8 * near - far) / (12 * STEP)


@pytest.mark.parametrize("place", PLACES)
@pytest.mark.parametrize("name", ["k1", "k2", "k3"])
def test_means(name: str, place: tuple[float, float], concluded, standard) -> None:
    assert follow.derive(f"{name}-mean").strength == "proved"
    value = concluded(f"{name}-mean", mu=place[0], sigma=place[1])
    assert value == pytest.approx(mean_of(lambda x: estimate(name, x, *place), *place), abs=1e-9)
    assert (value == pytest.approx(standard(*place), abs=1e-9)) == (not BY_NAME[name].biased)


def test_k2_has_the_bias_that_we_state(concluded) -> None:
    assert concluded("k1-mean", mu=MEAN, sigma=STD) == pytest.approx(0.168, abs=5e-4)
    assert concluded("k2-mean", mu=MEAN, sigma=STD) == pytest.approx(0.127, abs=6e-4)


@pytest.mark.parametrize("place", PLACES)
def test_the_semi_analytic_mean_has_no_bias(place: tuple[float, float], concluded, standard) -> None:
    assert follow.derive("semi-analytic-mean").strength == "proved"
    mean = mean_of(lambda x: estimate("semi-analytic", x, *place), *place)
    value = concluded("semi-analytic-mean", mu_1=place[0], sigma_1=place[1], mu_2=0, sigma_2=1)
    assert value == pytest.approx(mean, abs=1e-9)
    assert value == pytest.approx(standard(*place), abs=1e-12)


def variance_of(name: str, mean: float, std: float) -> float:
    centre = mean_of(lambda x: estimate(name, x, mean, std), mean, std)
    return mean_of(lambda x: (estimate(name, x, mean, std) - centre) ** 2, mean, std)


@pytest.mark.parametrize("place", PLACES)
@pytest.mark.parametrize("name", ["k1", "k2", "k3", "semi-analytic"])
def test_variances(name: str, place: tuple[float, float], concluded, standard) -> None:
    assert follow.derive(f"{name}-variance").strength == "proved"
    mu, sigma = place
    values: dict[str, object] = {"mu": mu, "sigma": sigma}
    if name == "k2":
        values = {"kappa": standard(mu, sigma), "b": mu * sigma, "c": (sigma**2 - 1) / 2}
    if name == "k3":
        values = {"mu": mu, "w": sigma**2 - 0.5}
    assert concluded(f"{name}-variance", **values) == pytest.approx(variance_of(name, mu, sigma), rel=2e-7)


@pytest.mark.parametrize("place", PLACES)
def test_mean_square_of_the_ratio(place: tuple[float, float], concluded) -> None:
    assert follow.derive("k3-second-moment").strength == "proved"
    mu, sigma = place
    value, _ = quad(
        lambda x: exp(2 * log_density(x, 0, 1) - log_density(x, mu, sigma)), -60, 60, points=(0,), limit=400
    )
    assert concluded("k3-second-moment", mu=mu, w=sigma**2 - 0.5) == pytest.approx(value, rel=1e-9)


@pytest.mark.parametrize(("mu", "a"), [(0.5, 0.25), (0.0, 0.0), (-1.0, 0.5)])
def test_it_is_infinite_for_a_small_variance(mu: float, a: float, concluded) -> None:
    """Each further stretch of the line adds at least its length times the bound."""
    checked = follow.derive("k3-second-moment-infinite")
    assert (checked.strength, checked.derivation.relation) == ("proved", ">=")
    sigma, bound = sqrt(1 / (2 + 2 * a**2)), concluded("k3-second-moment-infinite", a=a)
    for start in (0, 2, 4):
        both = quad(
            lambda x: sum(exp(2 * log_density(s * x, 0, 1) - log_density(s * x, mu, sigma)) for s in (1, -1)),
            start,
            start + 2,
        )[0]
        assert both >= 2 * bound * (1 - 1e-12)
    assert bound > 0


SLOPES = {  # at N(0.5, 0.8²): the slope of the divergence is 0.5 in the mean, 0.8 − 1/0.8 = −0.45 in the std
    ("k1", "reparametrised", "mean"): 0.5,
    ("k1", "reparametrised", "std"): -0.45,
    ("k1", "detached", "mean"): 0,
    ("k1", "detached", "std"): 0,
    ("k2", "reparametrised", "mean"): 0.404,
    ("k2", "reparametrised", "std"): -0.164,
    ("k2", "detached", "mean"): 0.5,
    ("k2", "detached", "std"): -0.45,
    ("k3", "reparametrised", "mean"): 0.5,
    ("k3", "reparametrised", "std"): -0.45,
    ("k3", "detached", "mean"): 25 / 32,
    ("k3", "detached", "std"): -1.191,
    ("semi-analytic", "reparametrised", "mean"): 0.5,
    ("semi-analytic", "reparametrised", "std"): -0.45,
    ("semi-analytic", "detached", "std"): -1.25,
}


@pytest.mark.parametrize("place", PLACES)
@pytest.mark.parametrize("case", SLOPES, ids="-".join)
def test_gradients(case: tuple[str, str, str], place: tuple[float, float], concluded) -> None:
    name, how, by = case
    assert follow.derive("-".join(case)).strength == "proved"

    def of_a_draw(x: float) -> float:
        noise = (x - place[0]) / place[1]
        if how == "reparametrised":
            return slope(lambda mean, std: estimate(name, mean + std * noise, mean, std), *place, by)
        if name == "semi-analytic":  # its entropy is no function of the draw
            return slope(lambda _, std: x**2 / 2 - log(std) - 0.5, *place, by)
        return slope(lambda mean, std: estimate(name, x, mean, std), *place, by)

    value = concluded("-".join(case), mu=place[0], sigma=place[1])
    assert value == pytest.approx(mean_of(of_a_draw, *place), abs=2e-8)
    if place == (MEAN, STD):
        assert value == pytest.approx(SLOPES[case], abs=6e-4)
