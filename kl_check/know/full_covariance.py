"""KL(N(μ₁, Σ₁) ‖ N(μ₂, Σ₂)) = ½ (tr(Σ₂⁻¹Σ₁) + (μ₂−μ₁)ᵀΣ₂⁻¹(μ₂−μ₁) − k + log det Σ₂ − log det Σ₁), by parts, in nats.

The covariances are symmetric and positive definite. It holds for every number k of dimensions; `judge.matrices` decides
by it at sizes 1 to 4. Source: Kullback, Information Theory and Statistics, 1959, chapter 9.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Literal, TypeAlias

from kl_check.know.roles import BY_WORD
from kl_check.model.role import Role
from kl_check.model.term import Apply, Number, Reduce, Size, Symbol, Term, exp, log, number

Part: TypeAlias = Literal["log", "variance", "mean", "constant"]

COV = Role("cov", "positive", Fraction(2), "covariance matrix", "Σ")
CHOLESKY = Role("cholesky", "positive", Fraction(1), "Cholesky factor", "L, with Σ = L Lᵀ")
PRECISION = Role("precision", "positive", Fraction(-2), "precision matrix", "Σ⁻¹")
MATRIX_ROLES: tuple[Role, ...] = (COV, CHOLESKY, PRECISION)

DIAGONAL_ROLES: tuple[Role, ...] = tuple(BY_WORD[word] for word in ("var", "log_var", "std", "log_std"))
"""What the entries may be from which a diagonal covariance is made."""

DERIVATION = "full-covariance"
"""Of `derivations/`: its conclusion is the sum of the parts below, and a test demands it."""

HALF = number(1, 2)
IDENTITY = Apply("identity_matrix", (Size("latent"),))


@dataclass(frozen=True, slots=True)
class Spread:
    """A covariance matrix, its inverse and the logarithm of its determinant, as terms."""

    covariance: Term
    precision: Term
    log_determinant: Term | None  # None: it is 0


def matmul(left: Term, right: Term) -> Apply:
    return Apply("matmul", (left, right))


def transpose(one: Term) -> Apply:
    return Apply("transpose", (one,))


def inverse(one: Term) -> Apply:
    return Apply("inverse", (one,))


def trace(one: Term) -> Apply:
    return Apply("trace", (one,))


def log_determinant(one: Term) -> Apply:
    return Apply("log_determinant", (one,))


UNIT = Spread(IDENTITY, IDENTITY, None)


def multiple_of_identity(variance: Number) -> Spread:
    """σ² I for a fixed number σ²."""
    return Spread(variance * IDENTITY, IDENTITY / variance, Size("latent") * log(variance))


def spread(name: str, role: Role) -> Spread:
    """What a symbol means in a role: a covariance or precision matrix, a Cholesky factor, or a diagonal's scales."""
    symbol = Symbol(name)
    match role:
        case Role(word="cov"):
            return Spread(symbol, inverse(symbol), log_determinant(symbol))
        case Role(word="cholesky"):
            inner = inverse(symbol)
            whitened = matmul(transpose(inner), inner)
            return Spread(matmul(symbol, transpose(symbol)), whitened, 2 * log_determinant(symbol))
        case _ if role == PRECISION:
            return Spread(inverse(symbol), symbol, -log_determinant(symbol))
    return _diagonal(symbol, role)


def _diagonal(scales: Symbol, role: Role) -> Spread:
    """A diagonal covariance from a vector of standard deviations, variances, or their logarithms."""
    variance: Term
    match role.word:
        case "std":
            variance, logarithm = scales**2, 2 * log(scales)
        case "var":
            variance, logarithm = scales, log(scales)
        case "log_std":
            variance, logarithm = exp(2 * scales), 2 * scales
        case _:
            variance, logarithm = exp(scales), 1 * scales
    return Spread(diagonal(variance), diagonal(1 / variance), Reduce("sum", logarithm))


def diagonal(entries: Term) -> Apply:
    return Apply("diag", (entries,))


def parts(difference: Term | None, first: Spread, second: Spread) -> Mapping[Part, Term]:
    """The KL by parts. `difference` is μ₂ − μ₁; None: the means are the same."""
    found: dict[Part, Term] = {
        "variance": HALF * trace(matmul(second.precision, first.covariance)),
        "constant": -HALF * Size("latent"),
    }
    if difference is not None:
        found["mean"] = HALF * quadratic(difference, second.precision)
    logs = _difference(second.log_determinant, first.log_determinant)
    return {**found, "log": HALF * logs} if logs is not None else found


def quadratic(difference: Term, matrix: Term) -> Term:
    """Dᵀ A d."""
    return matmul(matmul(transpose(difference), matrix), difference)


def _difference(left: Term | None, right: Term | None) -> Term | None:
    if left is None:
        return None if right is None else -right
    return left if right is None else left - right
