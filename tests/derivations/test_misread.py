"""A variance read as a standard deviation, and forward and reverse divergence at p = q, against mpmath."""

from __future__ import annotations

import mpmath
import pytest

from kl_check.derivation import follow

MEAN, SCALE = 0.5, 0.75
MIXED, IN_MEAN, IN_STD = (1, 1), (2, 0), (0, 2)


def f(sigma):
    return (MEAN**2 + sigma**2 - 1) / mpmath.mpf(2) - mpmath.log(sigma)


def g(sigma):
    return -0.5 + mpmath.mpf(1) / 8 + (sigma - mpmath.log(sigma)) / 2


@pytest.mark.parametrize("name", [f"misread-{what}" for what in ("value", "slope")])
def test_they_are_proved(name: str) -> None:
    assert follow.derive(name).strength == "proved"


def test_the_line_is_the_divergence_of_a_variance(concluded, standard, close) -> None:
    value = concluded("misread-value", mu=MEAN, sigma=SCALE)
    assert close(value, standard(MEAN, SCALE, "var"))
    assert close(value, g(mpmath.mpf(SCALE)))
    assert not close(value, standard(MEAN, SCALE, "std"))


def test_its_slope_is_half_of_what_is_said(concluded, close) -> None:
    slope = concluded("misread-slope", mu=MEAN, sigma=SCALE)
    assert close(slope, mpmath.diff(g, SCALE))
    assert close(2 * slope, (SCALE - 1) / mpmath.mpf(SCALE))


def test_the_right_slope_is_a_multiple(concluded, close) -> None:
    assert follow.derive("misread-slopes-compared").strength == "proved"
    assert concluded("misread-slopes-compared") == 0
    for sigma in (mpmath.mpf("0.3"), mpmath.mpf("2.7")):
        assert close(mpmath.diff(f, sigma), 2 * (sigma + 1) * mpmath.diff(g, sigma))


def test_two_against_a_half(concluded, close) -> None:
    checked = follow.derive("misread-curvatures-compared")
    assert checked.strength == "proved"
    assert close(mpmath.diff(f, 1, 2), 2)
    assert close(mpmath.diff(g, 1, 2), mpmath.mpf(1) / 2)
    assert concluded("misread-curvatures-compared") == 4


@pytest.mark.parametrize(
    ("name", "wanted"),
    [
        ("equality-forward-mean", (IN_MEAN, (1, 0))),
        ("equality-forward-std", (IN_STD, (1, 0))),
        ("equality-reverse-mean", (IN_MEAN, (0, 1))),
        ("equality-reverse-std", (IN_STD, (0, 1))),
        ("equality-reverse-mixed", (MIXED, (0, 1))),
        ("equality-jeffreys-mean", (IN_MEAN, (1, 1))),
        ("equality-jeffreys-std", (IN_STD, (1, 1))),
    ],
)
def test_curvature_where_both_are_equal(name, wanted, concluded, general, close) -> None:
    orders, multiple = wanted
    assert follow.derive(name).strength == "proved"

    def sum_of_both(mean, std):
        return multiple[0] * general(mean, std, MEAN, SCALE) + multiple[1] * general(MEAN, SCALE, mean, std)

    assert close(concluded(name, mu_1=MEAN, sigma_1=SCALE), mpmath.diff(sum_of_both, (MEAN, SCALE), orders))


@pytest.mark.parametrize(
    ("name", "orders"), [("fisher-mean", (1, 0)), ("fisher-std", (0, 1)), ("fisher-mixed", (1, 1))]
)
def test_fisher_information(name: str, orders: tuple[int, int], concluded, close) -> None:
    assert follow.derive(name).strength == "proved"
    mean, std = mpmath.mpf(MEAN), mpmath.mpf(SCALE)

    def slopes(x):
        by_mean = mpmath.diff(lambda m: mpmath.log(mpmath.npdf(x, m, std)), mean)
        by_std = mpmath.diff(lambda s: mpmath.log(mpmath.npdf(x, mean, s)), std)
        return {(1, 0): by_mean**2, (0, 1): by_std**2, (1, 1): by_mean * by_std}[orders]

    with mpmath.workdps(20):
        expected = mpmath.quad(lambda x: mpmath.npdf(x, mean, std) * slopes(x), [-8, 0.5, 9])
    assert close(concluded(name, mu=MEAN, sigma=SCALE), expected, 8)


def test_both_directions_together(concluded, general, close) -> None:
    assert follow.derive("jeffreys").strength == "proved"
    place = {"mu_1": MEAN, "sigma_1": SCALE, "mu_2": -0.375, "sigma_2": 1.5}
    there = general(*place.values())
    back = general(place["mu_2"], place["sigma_2"], place["mu_1"], place["sigma_1"])
    assert close(concluded("jeffreys", **place), there + back)
    assert not close(concluded("jeffreys", **place), 2 * there)
