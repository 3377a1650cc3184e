"""The six ways in which code holds the scale of a Gaussian."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction

from kl_check.model.role import Role
from kl_check.model.term import Term, exp, log, number, sqrt

SCALE_ROLES: tuple[Role, ...] = (
    Role("log_var", "real", Fraction(2), "log-variance", "log σ²"),
    Role("std", "positive", Fraction(1), "standard deviation", "σ"),
    Role("var", "positive", Fraction(2), "variance", "σ²"),
    Role("log_std", "real", Fraction(1), "log standard deviation", "log σ"),
    Role("precision", "positive", Fraction(-2), "precision", "1/σ²"),
    Role("log_precision", "real", Fraction(-2), "log-precision", "log 1/σ²"),
)
"""In the order of their use in published code, so that of two equally good readings the commoner stands."""

BY_WORD: Mapping[str, Role] = {role.word: role for role in SCALE_ROLES}

MATRIX_TITLES: Mapping[str, str] = {"cov": "covariance matrix (Σ)", "cholesky": "Cholesky factor (L, with Σ = L Lᵀ)"}

OTHER_ROLES = ("mean", "cov", "cholesky", "sample", "count", "weight")


def std_of(scale: Term, role: Role) -> Term:
    """The standard deviation that a scale in `role` means, as a term."""
    match role.word:
        case "std":
            return scale
        case "var":
            return sqrt(scale)
        case "log_std":
            return exp(scale)
        case "log_var":
            return exp(scale / 2)
        case "precision":
            return 1 / sqrt(scale)
        case "log_precision":
            return exp(number(-1, 2) * scale)
    raise ValueError(f"not a scale role: {role.word}")


def from_std(std: Term, role: Role) -> Term:
    """What a scale in `role` holds, as a term in the standard deviation."""
    match role.word:
        case "std":
            return std
        case "var":
            return std**2
        case "log_std":
            return log(std)
        case "log_var":
            return 2 * log(std)
        case "precision":
            return 1 / std**2
        case "log_precision":
            return number(-2) * log(std)
    raise ValueError(f"not a scale role: {role.word}")
