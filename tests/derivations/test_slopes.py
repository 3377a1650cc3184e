"""Slopes and curvatures: the conclusions against the stated closed forms, differentiated by mpmath."""

from __future__ import annotations

import mpmath
import pytest

from kl_check.derivation import follow
from kl_check.know.roles import SCALE_ROLES

SYMBOLS = {"std": "sigma", "var": "v", "log_std": "t", "log_var": "s", "precision": "tau", "log_precision": "rho"}
ROLES = tuple((role.word, SYMBOLS[role.word]) for role in SCALE_ROLES)
POINTS = ((0.5, 0.75), (-2.5, 2.25), (0, 0.125))
GENERAL = ("mu_1", "sigma_1", "mu_2", "sigma_2")
PLACE = (0.5, 0.75, -0.625, 1.75)
PAIRS = tuple((one, other) for i, one in enumerate(GENERAL) for other in GENERAL[i:])


def named(kind: str, *symbols: str) -> str:
    return "-".join((kind, *dict.fromkeys(one.replace("_", "-") for one in symbols)))


@pytest.mark.parametrize("held", ROLES, ids=lambda held: held[0])
@pytest.mark.parametrize("kind", ["gradient", "curvature"])
def test_in_every_role(held: tuple[str, str], kind: str, concluded, standard, close) -> None:
    (role, symbol), order = held, ("gradient", "curvature").index(kind) + 1
    name = named(kind, role)
    assert follow.derive(name).strength == "proved"
    for mean, scale in POINTS:
        expected = mpmath.diff(lambda at, mean=mean: standard(mean, at, role), scale, order)
        assert close(concluded(name, mu=mean, **{symbol: scale}), expected), (mean, scale)


@pytest.mark.parametrize(("role", "symbol"), ROLES)
def test_no_role_has_the_slope_of_another(role: str, symbol: str, concluded, standard, close) -> None:
    scale = 2.25
    value = concluded(named("gradient", role), mu=1, **{symbol: scale})
    same = {other for other, _ in ROLES if close(value, mpmath.diff(lambda at, o=other: standard(1, at, o), scale))}
    assert same == {role}


@pytest.mark.parametrize(
    ("name", "orders"), [("gradient-mean", (1, 0)), ("curvature-mean", (2, 0)), ("curvature-mixed", (1, 1))]
)
def test_in_the_mean(name: str, orders: tuple[int, int], concluded, standard, close) -> None:
    assert follow.derive(name).strength == "proved"
    for mean, scale in POINTS:
        assert close(concluded(name, mu=mean, sigma=scale), mpmath.diff(standard, (mean, scale), orders))


@pytest.mark.parametrize("symbol", GENERAL)
def test_slopes_of_two_gaussians(symbol: str, concluded, general, close) -> None:
    name = named("gradient-general", symbol)
    assert follow.derive(name).strength == "proved"
    expected = mpmath.diff(general, PLACE, tuple(int(one == symbol) for one in GENERAL))
    assert close(concluded(name, **dict(zip(GENERAL, PLACE, strict=True))), expected)


@pytest.mark.parametrize(("one", "other"), PAIRS)
def test_hessian_of_two_gaussians(one: str, other: str, concluded, general, close) -> None:
    name = named("curvature-general", one, other)
    assert follow.derive(name).strength == "proved"
    expected = mpmath.diff(general, PLACE, tuple((one == held) + (other == held) for held in GENERAL))
    assert close(concluded(name, **dict(zip(GENERAL, PLACE, strict=True))), expected)


@pytest.mark.parametrize(("name", "role", "best"), [("minimum-standard", "std", 1), ("minimum-log-var", "log_var", 0)])
def test_the_only_minimum(name: str, role: str, best: int, concluded, standard) -> None:
    checked = follow.derive(name)
    assert (checked.strength, checked.derivation.relation) == ("proved", ">=")
    assert concluded(name) == 0 == standard(0, best, role)
    assert all(standard(mean, best + shift, role) > 0 for mean in (-1, 0, 1) for shift in (0.5, -0.5))
    assert standard(0.1, best, role) > 0
    claimed = {symbol.name: value for step in checked.derivation.steps for symbol, value in step.equality}
    assert {held: concluded_at.value for held, concluded_at in claimed.items()} == {
        "mu": 0,
        SYMBOLS[role]: best,
    }
