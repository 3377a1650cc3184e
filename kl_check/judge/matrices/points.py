"""The values of a reading's symbols: polynomials at a size, and a few concrete points with rational entries.

Every covariance is L Lᵀ with L lower triangular: its diagonal is the exponential of free generators, what is below is
free. All symmetric positive definite matrices are of this form, each in one way.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from fractions import Fraction
from functools import lru_cache
from typing import TypeAlias, TypeVar

from kl_check.algebra import polynomial
from kl_check.algebra.matrix import Array, Matrices, Polynomials, Scalars
from kl_check.algebra.polynomial import Polynomial
from kl_check.judge.matrices.readings import Reading
from kl_check.judge.matrices.symbols import Kind, is_dimension
from kl_check.judge.points import COUNT, OTHERS
from kl_check.know.full_covariance import CHOLESKY
from kl_check.model.role import Role

S = TypeVar("S")

Point: TypeAlias = Mapping[str, Array[Fraction]]

MEANS = tuple(map(Fraction, ("1/2", "-1", "3/2", "2", "0", "-5/2", "3")))
POSITIVE = tuple(map(Fraction, ("2", "1/2", "3", "4/5", "3/2", "1/4", "5/3")))
REAL = tuple(map(Fraction, ("1", "-1", "1/2", "2", "-3/2", "1/4", "3/2")))
BELOW = (Fraction(1, 2), Fraction(-1), Fraction(1, 3), Fraction(3, 2), Fraction(-1, 4), Fraction(2))
POINTS = 5


def roles_of(reading: Reading) -> Mapping[str, Role]:
    """The role of each matrix and of each diagonal's scales."""
    gaussians = (reading.hypothesis.first, reading.hypothesis.second)
    return {one.scale: one.role for one in gaussians if isinstance(one.scale, str) and one.role}


# As polynomials


def generic(reading: Reading, size: int) -> Mapping[str, Array[Polynomial]]:
    """Each symbol as an array of generators."""
    return {name: _generic(name, kind, roles_of(reading).get(name), size) for name, kind in reading.kinds.items()}


@lru_cache(maxsize=512)
def _generic(name: str, kind: Kind, role: Role | None, size: int) -> Array[Polynomial]:
    match kind:
        case "matrix":
            return _matrix(Polynomials(), _triangle(name, size), size, square=role != CHOLESKY)
        case "scales":
            holds = polynomial.positive if role and role.kind == "positive" else polynomial.real
            return Array((size,), tuple(holds(f"{name}[{place}]") for place in range(size)))
        case "vector" | "column" | "row":
            return _shaped(kind, [polynomial.real(f"{name}[{place}]") for place in range(size)])
        case "size" if is_dimension(name):
            return Array((), (polynomial.rational(size),))
        case "size":
            return Array((), (polynomial.positive(name),))
        case "identity":
            return _identity(Polynomials(), size)
    return Array((), (polynomial.real(name),))


def _triangle(name: str, size: int) -> Callable[[int, int], Polynomial]:
    def entry(row: int, column: int) -> Polynomial:
        if row < column:
            return polynomial.rational(0)
        place = f"{name}[{row},{column}]"
        return polynomial.positive(place) if row == column else polynomial.real(place)

    del size
    return entry


def _matrix(scalars: Scalars[S], entry: Callable[[int, int], S], size: int, *, square: bool) -> Array[S]:
    """The triangular factor L, or L Lᵀ, with its determinant."""
    world: Matrices[S] = Matrices(scalars, size, {})
    diagonal = scalars.number(Fraction(1))
    for place in range(size):
        diagonal = world.multiply(diagonal, entry(place, place))
    entries = tuple(entry(row, column) for row in range(size) for column in range(size))
    factor = Array((size, size), entries, diagonal)
    return world.matmul(factor, world.transpose(factor)) if square else factor


def _shaped(kind: Kind, entries: Sequence[S]) -> Array[S]:
    count = len(entries)
    shape = {"column": (count, 1), "row": (1, count)}.get(kind, (count,))
    return Array(shape, tuple(entries))


def _identity(scalars: Scalars[S], size: int) -> Array[S]:
    world: Matrices[S] = Matrices(scalars, size, {})
    return world.identity(world.number(Fraction(size)))


# At points


class Rationals:
    """Exact rational scalars, from which points are made."""

    def number(self, value: Fraction) -> Fraction:
        return value

    def constant(self, name: str) -> Fraction:
        raise ValueError(f"{name} is not rational")

    def apply(self, head: str, arguments: Sequence[Fraction]) -> Fraction:
        left, right = arguments
        return left * right if head == "multiply" else left + right


def points(reading: Reading, size: int) -> list[Point]:
    """A few points of the reading's domain; no two symbols run through their values alike."""
    return [_point(reading, size, index) for index in range(POINTS)]


def _point(reading: Reading, size: int, index: int) -> Point:
    roles = roles_of(reading)
    return {
        name: _value(kind, roles.get(name), size, index * (place + 1) + 3 * place, name)
        for place, (name, kind) in enumerate(reading.kinds.items())
    }


def _value(kind: Kind, role: Role | None, size: int, seed: int, name: str) -> Array[Fraction]:
    match kind:
        case "matrix":

            def entry(row: int, column: int) -> Fraction:
                if row == column:
                    return POSITIVE[(seed + 2 * row) % len(POSITIVE)]
                return BELOW[(seed + row + 3 * column) % len(BELOW)] if row > column else Fraction(0)

            return _matrix(Rationals(), entry, size, square=role != CHOLESKY)
        case "scales":
            values = POSITIVE if role and role.kind == "positive" else REAL
            return Array((size,), tuple(values[(seed + 2 * place) % len(values)] for place in range(size)))
        case "vector" | "column" | "row":
            return _shaped(kind, [MEANS[(seed + 2 * place) % len(MEANS)] for place in range(size)])
        case "size":
            return Array((), (Fraction(size) if is_dimension(name) else COUNT,))
        case "identity":
            return _identity(Rationals(), size)
    return Array((), (OTHERS,))


def written(one: Array[Fraction]) -> str:
    """A value as `1/2`, `[1, 2]` or `[[4, 1], [1, 5/4]]`; a column is written as its entries."""
    if not one.shape:
        return str(one.entries[0])
    if len(one.shape) == 1 or 1 in one.shape:
        return f"[{', '.join(map(str, one.entries))}]"
    rows = (f"[{', '.join(map(str, row))}]" for row in one.rows)
    return f"[{', '.join(rows)}]"
