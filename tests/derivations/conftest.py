"""The conclusion of a derivation as a number, and as a known closed form differentiated by numbers."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import mpmath
import pytest

from kl_check.algebra.evaluate import evaluate
from kl_check.algebra.multiprecision import Multiprecision
from kl_check.derivation import load
from kl_check.know.closed_forms import BY_NAME
from kl_check.know.roles import BY_WORD, std_of
from kl_check.model.term import Symbol, Term

DIGITS = 40


class Reals(Multiprecision):
    """Takes numbers as they are; floats with a short binary form are exact. Two equal latents."""

    def symbol(self, name: str) -> Any:
        return mpmath.mpf(self.at[name])


def at(term: Term, **values: Any) -> Any:
    """The term where its symbols have these values."""
    return evaluate(term, Reals(values, {"latent": 2}))


@pytest.fixture(autouse=True)
def _many_digits() -> Any:
    with mpmath.workdps(DIGITS):
        yield


@pytest.fixture
def concluded() -> Callable[..., Any]:
    """The value of a derivation's conclusion at a point."""

    def value(name: str, **values: Any) -> Any:
        return at(load.load(name).conclusion, **values)

    return value


@pytest.fixture
def standard() -> Callable[..., Any]:
    """KL(q ‖ N(0, 1)) by the row that we state, with a scale in some role."""

    def value(mean: Any, scale: Any, role: str = "std") -> Any:
        std = at(std_of(Symbol("scale"), BY_WORD[role]), scale=scale)
        return at(BY_NAME["univariate-standard"].term, mu_1=mean, sigma_1=std)

    return value


@pytest.fixture
def general() -> Callable[..., Any]:
    """KL(q ‖ p) by the row that we state."""

    def value(mu_1: Any, sigma_1: Any, mu_2: Any, sigma_2: Any) -> Any:
        return at(BY_NAME["univariate-general"].term, mu_1=mu_1, sigma_1=sigma_1, mu_2=mu_2, sigma_2=sigma_2)

    return value


@pytest.fixture
def close() -> Callable[..., bool]:
    """Whether two numbers agree to `digits` digits, next to 1 in size or more."""

    def agree(one: Any, other: Any, digits: int = 15) -> bool:
        return bool(abs(one - other) < mpmath.mpf(10) ** -digits * (1 + abs(other)))

    return agree
