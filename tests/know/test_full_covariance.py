"""The closed form of full covariance against an oracle that shares nothing with it: simultaneous diagonalisation."""

from __future__ import annotations

import numpy as np
import pytest
import scipy.linalg

from kl_check.algebra.evaluate import evaluate
from kl_check.algebra.matrix import Array, Matrices
from kl_check.algebra.pointwise import Floating
from kl_check.know.full_covariance import CHOLESKY, COV, PRECISION, UNIT, parts, spread
from kl_check.know.roles import BY_WORD
from kl_check.model.role import Role
from kl_check.model.term import Symbol, Term

Matrix = np.ndarray[tuple[int, ...], np.dtype[np.float64]]


def oracle(mean: Matrix, cov: Matrix, mean_2: Matrix, cov_2: Matrix) -> float:
    """½ Σ (λ − 1 − log λ) over the eigenvalues of Σ₁ v = λ Σ₂ v, and half the squared whitened distance."""
    eigenvalues = scipy.linalg.eigh(cov, cov_2, eigvals_only=True)
    whitened = scipy.linalg.solve_triangular(np.linalg.cholesky(cov_2), mean - mean_2, lower=True)
    return float(0.5 * np.sum(eigenvalues - 1 - np.log(eigenvalues)) + 0.5 * whitened @ whitened)


def covariance(generator: np.random.Generator, size: int) -> Matrix:
    square = generator.normal(size=(size, size))
    return square @ square.T + 0.5 * np.eye(size)


HOLDS = {
    COV: lambda cov: cov,
    CHOLESKY: np.linalg.cholesky,
    PRECISION: np.linalg.inv,
}
DIAGONALS = {"std": np.sqrt, "var": lambda v: v, "log_std": lambda v: 0.5 * np.log(v), "log_var": np.log}


def evaluated(terms: list[Term], size: int, **held: Matrix) -> float:
    symbols = {name: Array(one.shape, tuple(map(float, one.ravel()))) for name, one in held.items()}
    return sum(evaluate(term, Matrices(Floating({}, {}), size, symbols)).entries[0] for term in terms)


@pytest.mark.parametrize("size", [1, 2, 3, 4])
@pytest.mark.parametrize("second", HOLDS, ids=lambda role: role.word)
@pytest.mark.parametrize("first", HOLDS, ids=lambda role: role.word)
def test_the_closed_form_is_the_kl(first: Role, second: Role, size: int) -> None:
    generator = np.random.default_rng(size)
    for _ in range(5):
        cov, cov_2 = covariance(generator, size), covariance(generator, size)
        mean, mean_2 = generator.normal(size=size), generator.normal(size=size)
        kl = parts(Symbol("m2") - Symbol("m1"), spread("A", first), spread("B", second))
        found = evaluated(list(kl.values()), size, m1=mean, m2=mean_2, A=HOLDS[first](cov), B=HOLDS[second](cov_2))
        assert found == pytest.approx(oracle(mean, cov, mean_2, cov_2), rel=1e-9)


@pytest.mark.parametrize("role", DIAGONALS)
def test_a_diagonal_posterior_and_a_standard_prior(role: str) -> None:
    variances, mean = np.array([0.3, 2.0, 1.5]), np.array([1.0, -0.5, 0.25])
    kl = parts(-Symbol("m"), spread("s", BY_WORD[role]), UNIT)
    found = evaluated(list(kl.values()), 3, m=mean, s=DIAGONALS[role](variances))
    assert found == pytest.approx(oracle(mean, np.diag(variances), np.zeros(3), np.eye(3)), rel=1e-9)
