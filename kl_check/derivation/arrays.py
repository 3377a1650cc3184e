"""Steps about vectors and covariance matrices, decided exactly at sizes 1 to 4 and worked out as numbers at size 2.

A covariance is L Lᵀ with free entries below the diagonal of L and exponentials of free generators on it: every positive
definite matrix, once. A Gaussian vector is μ + L z, and its expectations are those of z. Over polynomials both sides of
a step are then normal forms, and equal ones prove the step at that size; nothing is claimed of larger sizes.
"""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Iterable, Mapping, Sequence
from fractions import Fraction
from functools import lru_cache
from itertools import product
from typing import TypeVar

import flint
from flint import arb

from kl_check.algebra import polynomial
from kl_check.algebra.ball import Ball, precision
from kl_check.algebra.evaluate import Unknown, evaluate
from kl_check.algebra.matrix import Array, Matrices, Polynomials, Scalars
from kl_check.algebra.moments import NotGaussian, polynomial_mean
from kl_check.algebra.polynomial import Polynomial
from kl_check.derivation.points import POINTS, Sides, side_by_side, spread_value
from kl_check.derivation.quadrature import hermite
from kl_check.derivation.rule import Ruling
from kl_check.model.derivation import OF_ARRAYS, Assumption
from kl_check.model.errors import UnsupportedInput
from kl_check.model.evidence import Evidence
from kl_check.model.term import Derivative, Expectation, Integral, Product, Term

S = TypeVar("S")

SIZES = (1, 2, 3, 4)
SIZE = 2
SPREAD = 5  # places between the entries of one symbol and of the next
NODES = 4
"""Of the Gauss–Hermite rule along each axis: exact up to degree 7, and no step here goes beyond a square."""

SCOPE = "sizes 1, 2, 3 and 4"
HOW = (
    "at each size from 1 to 4 both sides are brought to the exact normal form, covariances as L Lᵀ with the entries of "
    "L for generators, Gaussian vectors as μ + L z with the moments of z; they are the same polynomial"
)


class Gaussians(Matrices[S]):
    """Arrays with the densities of Gaussian vectors, and expectations under them."""

    def __init__(self, scalars: Scalars[S], size: int, symbols: Mapping[str, Array[S]]) -> None:
        super().__init__(scalars, size, symbols)
        self.functions = {**self.functions, "multivariate_normal_density": self.density, "zeros": self.zeros}

    def zeros(self, size: Array[S]) -> Array[S]:
        """The zero vector."""
        del size
        return Array((self.length,), (self.scalars.number(Fraction(0)),) * self.length)

    def density(self, at: Array[S], mean: Array[S], covariance: Array[S]) -> Array[S]:
        """N(at; mean, covariance)."""
        deviation = self.apply("subtract", (at, mean))
        square = self.matmul(self.matmul(deviation, self.inverse(covariance)), deviation)
        circle = self.apply("multiply", (self.number(Fraction(2)), self.constant("pi")))
        unit = self.apply("log", (circle,))
        constant = self.apply("multiply", (self.number(Fraction(self.length)), unit))
        total = self.apply("add", (self.apply("add", (square, constant)), self.log_determinant(covariance)))
        return self.apply("exp", (self.apply("multiply", (self.number(Fraction(-1, 2)), total)),))

    def analyse(self, term: Integral | Expectation | Derivative | Product) -> Array[S]:
        if not isinstance(term, Expectation):
            raise UnsupportedInput(f"a {type(term).__name__.lower()} over vectors", span=term.span)
        return self.expected(term, evaluate(term.mean, self), evaluate(term.std, self))

    @abstractmethod
    def expected(self, term: Expectation, mean: Array[S], factor: Array[S]) -> Array[S]:
        """E[body] for the variable mean + factor · z, z standard normal."""

    def drawn(self, term: Expectation, mean: Array[S], factor: Array[S], z: Sequence[S]) -> Array[S]:
        """The body, where the variable is mean + factor · z."""
        moved = self.matmul(factor, Array((self.length,), tuple(z)))
        symbols = {**self.symbols, term.variable.name: self.apply("add", (mean, moved))}
        return evaluate(term.body, type(self)(self.scalars, self.length, symbols))


class Exact(Gaussians[Polynomial]):
    def expected(self, term: Expectation, mean: Array[Polynomial], factor: Array[Polynomial]) -> Array[Polynomial]:
        names = [f"#{term.variable.name}[{place}]" for place in range(1, self.length + 1)]
        body = self.drawn(term, mean, factor, [polynomial.real(name) for name in names])
        entries = []
        for entry in body.entries:
            value = entry
            for name in names:
                try:
                    value = polynomial_mean(value, ("real", name))
                except NotGaussian as problem:
                    raise UnsupportedInput(str(problem), span=term.span) from problem
            entries.append(value)
        return Array(body.shape, tuple(entries))


class Numbers(Gaussians[arb]):
    def expected(self, term: Expectation, mean: Array[arb], factor: Array[arb]) -> Array[arb]:
        rule = hermite(NODES, flint.ctx.prec)
        total: Array[arb] = self.number(Fraction(0))
        for nodes in product(rule, repeat=self.length):
            weight = arb(1)
            for _, one in nodes:
                weight *= one
            value = self.drawn(term, mean, factor, [node for node, _ in nodes])
            total = self.apply("add", (total, self.apply("multiply", (self.scalar(weight), value))))
        return total


def generic(assumptions: Sequence[Assumption], size: int) -> Exact:
    """The exact world in which every symbol is as free as its assumption says."""
    return Exact(Polynomials(), size, {one.symbol.name: _generic(one, size) for one in assumptions})


@lru_cache(maxsize=256)
def _generic(one: Assumption, size: int) -> Array[Polynomial]:
    name = one.symbol.name
    match one.domain:
        case "covariance":
            entries = [
                polynomial.rational(0) if row < column else _entry(name, row, column) for row, column in places(size)
            ]
            return squared(Polynomials(), size, entries)
        case "vector" | "positive-vector":
            holds = polynomial.real if one.domain == "vector" else polynomial.positive
            return Array((size,), tuple(holds(f"{name}[{place}]") for place in range(size)))
    return Array((), (polynomial.positive(name) if one.domain == "positive" else polynomial.real(name),))


def _entry(name: str, row: int, column: int) -> Polynomial:
    place = f"{name}[{row},{column}]"
    return polynomial.positive(place) if row == column else polynomial.real(place)


def squared(scalars: Scalars[S], size: int, entries: Sequence[S]) -> Array[S]:
    """L Lᵀ, which knows its determinant."""
    world: Matrices[S] = Matrices(scalars, size, {})
    diagonal = scalars.number(Fraction(1))
    for place in range(size):
        diagonal = world.multiply(diagonal, entries[place * (size + 1)])
    factor = Array((size, size), tuple(entries), diagonal)
    return world.matmul(factor, world.transpose(factor))


def places(size: int) -> Iterable[tuple[int, int]]:
    """Row and column of each entry."""
    return ((row, column) for row in range(size) for column in range(size))


def ruling(assumptions: Sequence[Assumption], before: Term, after: Term) -> Ruling:
    """Whether the two sides of a step are the same polynomial at every size."""
    for size in SIZES:
        world = generic(assumptions, size)
        try:
            left, right = (evaluate(side, world) for side in (before, after))
        except (Unknown, ArithmeticError) as problem:
            return Ruling("silent", str(problem))
        if left.shape or right.shape:
            return Ruling("silent", "a side is no number")
        if left.entries != right.entries:
            return Ruling("silent", f"the normal forms are not the same at size {size}")
    return Ruling("agrees")


def is_met(assumption: Assumption, value: Term, assumptions: Sequence[Assumption]) -> bool:
    """Whether a value is what a derivation assumes of a symbol, for all that is assumed of the value's own symbols."""
    return all(_is_met(assumption, evaluate(value, generic(assumptions, size)), size) for size in SIZES)


def _is_met(assumption: Assumption, value: Array[Polynomial], size: int) -> bool:
    match assumption.domain:
        case "covariance":
            if value.shape != (size, size):
                return False
            try:
                Exact(Polynomials(), size, {}).cholesky(value)
            except Unknown:
                return False
            return value.entries == Exact(Polynomials(), size, {}).transpose(value).entries
        case "vector":
            return value.shape == (size,)
        case "positive-vector":
            return value.shape == (size,) and all(map(_is_positive, value.entries))
    return value.shape == () and (assumption.domain == "real" or _is_positive(value.entries[0]))


def _is_positive(value: Polynomial) -> bool:
    return bool(value) and all(not powers and c > 0 for (powers, _), c in value.terms.items())


def compared(assumptions: Sequence[Assumption], before: Term, after: Term) -> Evidence:
    """Both sides as numbers at fixed matrices of size 2."""
    with precision():
        sides = [
            Sides(_told(assumptions, point), *_values(assumptions, point, before, after)) for point in range(POINTS)
        ]
        return side_by_side(sides, f"{POINTS} fixed points of size {SIZE}")


def _values(assumptions: Sequence[Assumption], point: int, *sides: Term) -> list[arb | None]:
    world = numbers(tuple(assumptions), point)
    found: list[arb | None] = []
    for side in sides:
        try:
            (value,) = evaluate(side, world).entries
        except (UnsupportedInput, ValueError):
            found.append(None)
        else:
            found.append(value if value.is_finite() else None)
    return found


def numbers(assumptions: tuple[Assumption, ...], point: int) -> Numbers:
    """The world of one fixed point; call it under `precision()`."""
    scalars = Ball({}, {})
    held = {}
    for place, one in enumerate(assumptions):
        held[one.symbol.name] = _numbers(scalars, one, place * SPREAD, point)
    return Numbers(scalars, SIZE, held)


def _numbers(scalars: Ball, one: Assumption, first: int, point: int) -> Array[arb]:
    entries = tuple(map(scalars.number, _entries(one, first, point)))
    if one.domain == "covariance":
        return squared(scalars, SIZE, entries)
    return Array((SIZE,) if one.domain in OF_ARRAYS else (), entries)


def _entries(one: Assumption, first: int, point: int) -> tuple[Fraction, ...]:
    """The numbers that stand for a symbol: of a covariance those of L, of a vector its own."""
    if one.domain == "covariance":
        kinds = ["" if row < column else "positive" if row == column else "real" for row, column in places(SIZE)]
    elif one.domain in OF_ARRAYS:
        kinds = ["real" if one.domain == "vector" else "positive"] * SIZE
    else:
        kinds = [one.domain]
    return tuple(spread_value(first + place, point, kind) if kind else Fraction(0) for place, kind in enumerate(kinds))


def _told(assumptions: Sequence[Assumption], point: int) -> str:
    """The point in words; `chol` is the L of a covariance, row by row."""
    return ", ".join(
        (f"chol {one.symbol.name}" if one.domain == "covariance" else one.symbol.name)
        + f" = ({', '.join(map(str, _entries(one, place * SPREAD, point)))})"
        for place, one in enumerate(assumptions)
    )
