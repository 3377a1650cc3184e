"""Matrices of polynomials, floats and intervals: the same laws, and NumPy's numbers."""

from __future__ import annotations

import re
from fractions import Fraction

import numpy as np
import pytest

from kl_check.algebra import polynomial
from kl_check.algebra.evaluate import Unknown, evaluate
from kl_check.algebra.interval import Enclosing
from kl_check.algebra.matrix import Array, Matrices, Polynomials
from kl_check.algebra.pointwise import Floating
from kl_check.algebra.polynomial import Polynomial
from kl_check.model.errors import InputError
from kl_check.read.text import read_text

SIZES = (1, 2, 3, 4)


def factor(size: int, name: str = "L") -> Array[Polynomial]:
    """A lower triangular matrix with a positive diagonal."""

    def entry(row: int, column: int) -> Polynomial:
        held = polynomial.positive if row == column else polynomial.real
        return held(f"{name}{row}{column}") if row >= column else polynomial.rational(0)

    return Array((size, size), tuple(entry(row, column) for row in range(size) for column in range(size)))


@pytest.fixture(params=SIZES)
def world(request: pytest.FixtureRequest) -> Matrices[Polynomial]:
    triangle = factor(request.param)
    plain: Matrices[Polynomial] = Matrices(Polynomials(), request.param, {})
    covariance = plain.matmul(triangle, plain.transpose(triangle))
    return Matrices(Polynomials(), request.param, {"L": triangle, "S": covariance})


def value(world: Matrices[Polynomial], text: str) -> Array[Polynomial]:
    return evaluate(read_text(text).term, world)


LAWS = [
    pytest.param("np.linalg.cholesky(S)", "L", id="cholesky-gives-the-factor-back"),
    pytest.param("np.linalg.inv(S) @ S", "np.eye(S.shape[0])", id="inverse-from-the-left"),
    pytest.param("S @ np.linalg.inv(S)", "np.eye(S.shape[0])", id="inverse-from-the-right"),
    pytest.param("L @ np.linalg.inv(L)", "np.eye(S.shape[0])", id="inverse-of-a-triangle"),
    pytest.param("L.T @ np.linalg.inv(L.T)", "np.eye(S.shape[0])", id="inverse-of-an-upper-triangle"),
    pytest.param("np.linalg.slogdet(S)[1]", "2 * np.sum(np.log(np.diag(L)))", id="log-determinant-by-the-factor"),
    pytest.param("np.linalg.det(S)", "np.linalg.det(L)**2", id="determinant-by-the-factor"),
    pytest.param("np.trace(S)", "np.sum(L**2)", id="trace-by-the-factor"),
    pytest.param("np.log(np.linalg.det(np.linalg.inv(S)))", "-np.linalg.slogdet(S)[1]", id="determinant-of-an-inverse"),
]


@pytest.mark.parametrize(("left", "right"), LAWS)
def test_laws_hold_in_the_normal_form(world: Matrices[Polynomial], left: str, right: str) -> None:
    assert value(world, left).entries == value(world, right).entries


@pytest.mark.parametrize("text", ["S @ L", "np.linalg.inv(L)", "L.T", "S * S"])
def test_what_differs_has_another_normal_form(text: str) -> None:
    triangle = factor(2)
    plain: Matrices[Polynomial] = Matrices(Polynomials(), 2, {"L": triangle})
    world = Matrices(Polynomials(), 2, {"L": triangle, "S": plain.matmul(triangle, plain.transpose(triangle))})
    assert value(world, text).entries != value(world, "L @ S").entries


def test_a_matrix_that_may_be_indefinite_has_no_cholesky_factor() -> None:
    entries = tuple(map(polynomial.real, "abbc"))
    world: Matrices[Polynomial] = Matrices(Polynomials(), 2, {})
    with pytest.raises(Unknown, match="positive definite"):
        world.cholesky(Array((2, 2), entries))


NUMBERS = ["inv(S) @ m", "slogdet(S)[1]", "cholesky(S)", "trace(S @ S)", "det(S)", "m @ S @ m", "S * m", "m + S.T @ m"]


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("expression", NUMBERS)
def test_numbers_are_those_of_numpy(size: int, expression: str) -> None:
    text = re.sub(r"\b(inv|slogdet|cholesky|det)\(", r"np.linalg.\1(", expression).replace("trace", "np.trace")
    generator = np.random.default_rng(size)
    triangle = np.tril(generator.integers(-3, 4, (size, size)), -1) + np.diag(generator.integers(1, 5, size))
    matrices = {"S": (triangle @ triangle.T).astype(float), "m": generator.integers(-3, 4, size).astype(float)}
    expected = np.ravel(eval(text, {"np": np, **matrices}))  # noqa: S307 the lines above
    term = read_text(text).term
    exactly = {name: Array(one.shape, tuple(Fraction(int(x)) for x in one.ravel())) for name, one in matrices.items()}
    for scalars in (Floating({}, {}), Enclosing({}, {})):
        held = {name: Array(one.shape, tuple(map(scalars.number, one.entries))) for name, one in exactly.items()}
        found = evaluate(term, Matrices(scalars, size, held)).entries  # type: ignore[arg-type, var-annotated]
        middles = [float(getattr(entry, "middle", entry)) for entry in found]  # type: ignore[arg-type]
        np.testing.assert_allclose(middles, expected, rtol=1e-9, atol=1e-9)


MISFITS = [
    pytest.param("np.linalg.inv(m)", id="inverse-of-a-vector"),
    pytest.param("np.trace(m)", id="trace-of-a-vector"),
    pytest.param("np.eye(7)", id="an-identity-of-another-size"),
    pytest.param("np.sum(m, axis=1)", id="an-axis-that-is-not-there"),
]


@pytest.mark.parametrize("text", MISFITS)
def test_shapes_that_do_not_fit_are_refused(text: str) -> None:
    world = Matrices(Floating({}, {}), 3, {"m": Array((3,), (1.0, 2.0, 3.0))})
    with pytest.raises(InputError):
        evaluate(read_text(text).term, world)


@pytest.mark.parametrize("text", [r"\Sigma + \mu", r"\Sigma + 1", r"\log(\Sigma\Sigma)", r"(\Sigma\Sigma)^{2}"])
def test_mathematics_does_not_broadcast(text: str) -> None:
    held = {"Sigma": Array((2, 2), (2.0, 0.0, 0.0, 3.0)), "mu": Array((2, 1), (1.0, 2.0))}
    with pytest.raises(InputError):
        evaluate(read_text(text).term, Matrices(Floating({}, {}), 2, held, mathematics=True))
