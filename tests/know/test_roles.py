from fractions import Fraction

import pytest

from kl_check.algebra.evaluate import evaluate
from kl_check.algebra.pointwise import Floating
from kl_check.know.roles import BY_WORD, SCALE_ROLES, std_of
from kl_check.model.role import Role
from kl_check.model.term import Symbol

STD = Fraction(3, 4)
HELD = {
    "std": 0.75,
    "var": 0.5625,
    "log_std": -0.2876820724517809,
    "log_var": -0.5753641449035618,
    "precision": 1.7777777777777777,
    "log_precision": 0.5753641449035618,
}


@pytest.mark.parametrize("role", SCALE_ROLES, ids=lambda role: role.word)
def test_the_std_that_a_scale_means(role: Role) -> None:
    term = std_of(Symbol("s"), role)
    value = evaluate(term, Floating({"s": Fraction(HELD[role.word])}, {}))
    assert value == pytest.approx(float(STD), rel=1e-15)


@pytest.mark.parametrize("role", SCALE_ROLES, ids=lambda role: role.word)
def test_the_factor_is_that_of_the_logarithm(role: Role) -> None:
    """In terms of t = log σ a scale is exp(factor · t), or factor · t itself."""
    log_std = HELD["log_std"]
    held = HELD[role.word] if role.kind == "real" else evaluate_log(HELD[role.word])
    assert held == pytest.approx(float(role.factor) * log_std, rel=1e-15)


def evaluate_log(value: float) -> float:
    from math import log

    return log(value)


def test_every_role_has_its_row() -> None:
    assert BY_WORD.keys() == HELD.keys()


def test_what_is_no_scale_has_no_std() -> None:
    with pytest.raises(ValueError, match="not a scale role"):
        std_of(Symbol("m"), Role("mean", "real", Fraction(1), "mean", "μ"))
