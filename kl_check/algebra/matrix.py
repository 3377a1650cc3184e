"""The world of matrices: a term becomes an array of scalars of another world, at one size of the matrices.

Over polynomials everything stays inside the deciding class as long as each matrix is built from triangular ones with a
positive diagonal: the inverse of such a factor has monomial divisors, and its log-determinant is a sum of logarithms.
A symmetric matrix is brought back to such a factor by Cholesky's algorithm, whose pivots are then single monomials.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from itertools import permutations, product
from typing import Generic, Protocol, TypeVar

from kl_check.algebra import exact, polynomial
from kl_check.algebra.evaluate import Unknown
from kl_check.algebra.polynomial import Polynomial
from kl_check.model.errors import UnsupportedInput
from kl_check.model.term import Axis

S = TypeVar("S")


class Scalars(Protocol[S]):
    """What is asked of the world that an array's entries live in."""

    def number(self, value: Fraction) -> S: ...
    def constant(self, name: str) -> S: ...
    def apply(self, head: str, arguments: Sequence[S]) -> S: ...


class Polynomials:
    """Polynomials as scalars."""

    def number(self, value: Fraction) -> Polynomial:
        return polynomial.rational(value)

    def constant(self, name: str) -> Polynomial:
        return polynomial.positive("#pi") if name == "pi" else polynomial.exp(polynomial.rational(1))

    def apply(self, head: str, arguments: Sequence[Polynomial]) -> Polynomial:
        match head, arguments:
            case "add", (left, right):
                return left + right
            case "subtract", (left, right):
                return left - right
            case "negate", (one,):
                return -one
            case "multiply", (left, right):
                return left * right if left and right else Polynomial({})
            case "divide", (left, right):
                return left * polynomial.power(right, Fraction(-1))
        if head not in exact.FUNCTIONS:
            raise Unknown(f"no exact rule for {head}")
        return exact.FUNCTIONS[head](*arguments)


@dataclass(frozen=True, slots=True)
class Array(Generic[S]):
    """A scalar (no axes), a vector or a matrix, row by row; the determinant of a matrix where it is known."""

    shape: tuple[int, ...]
    entries: tuple[S, ...]
    determinant: S | None = None

    @property
    def rows(self) -> list[tuple[S, ...]]:
        width = self.shape[1]
        return [self.entries[start : start + width] for start in range(0, len(self.entries), width)]


class Matrices(Generic[S]):
    """Evaluates to arrays. `size` is the number of dimensions; `symbols` holds the value of each name.

    In `mathematics` a product of two arrays is the matrix product, a power −1 of a matrix its inverse, and nothing is
    broadcast but scalars; in code they act on each entry, as NumPy has it.
    """

    def __init__(
        self, scalars: Scalars[S], size: int, symbols: Mapping[str, Array[S]], *, mathematics: bool = False
    ) -> None:
        self.scalars = scalars
        self.length = size
        self.symbols = symbols
        self.mathematics = mathematics
        self.functions: Mapping[str, Callable[..., Array[S]]] = {
            "matmul": self.matmul,
            "transpose": self.transpose,
            "trace": self.trace,
            "determinant": self.determinant,
            "log_determinant": self.log_determinant,
            "inverse": self.inverse,
            "cholesky": self.cholesky,
            "diag": self.diag,
            "outer": self.outer,
            "identity_matrix": self.identity,
        }

    def number(self, value: Fraction) -> Array[S]:
        return self.scalar(self.scalars.number(value))

    def constant(self, name: str) -> Array[S]:
        return self.scalar(self.scalars.constant(name))

    def symbol(self, name: str) -> Array[S]:
        if name not in self.symbols:
            raise UnsupportedInput(f"no value for {name}")
        return self.symbols[name]

    def size(self, axis: Axis) -> Array[S]:
        """Every axis of a vector or a matrix has the same length."""
        del axis
        return self.number(Fraction(self.length))

    def scalar(self, value: S) -> Array[S]:
        return Array((), (value,))

    def reduce(self, kind: str, body: Array[S], axes: tuple[Axis, ...]) -> Array[S]:
        """The sum or mean of the entries; of a matrix also along one axis."""
        if "batch" in axes:
            raise UnsupportedInput("a sum over a batch of matrices")
        every = set(range(len(body.shape)))
        chosen = every if "latent" in axes or not axes else {self._axis(axis, body) for axis in axes}
        if len(body.shape) == 2 and len(chosen) == 1:
            matrix = body if chosen == {1} else self.transpose(body)
            return Array((len(matrix.rows),), tuple(self._total(kind, row) for row in matrix.rows))
        return self.scalar(self._total(kind, body.entries))

    @staticmethod
    def _axis(axis: Axis, body: Array[S]) -> int:
        if not isinstance(axis, int) or not -len(body.shape) <= axis < len(body.shape):
            raise UnsupportedInput(f"axis {axis} of a value with {len(body.shape)} axes")
        return axis % len(body.shape)

    def _total(self, kind: str, entries: Sequence[S]) -> S:
        total = self.sum(entries)
        count = self.scalars.number(Fraction(len(entries)))
        return self.scalars.apply("divide", (total, count)) if kind == "mean" else total

    def apply(self, head: str, arguments: Sequence[Array[S]]) -> Array[S]:
        if head in self.functions:
            return self.functions[head](*arguments)
        if self.mathematics:
            head = self._in_mathematics(head, arguments)
            if head in self.functions:
                return self.functions[head](*arguments[: 1 if head in ("inverse", "determinant") else 2])
        return self._elementwise(head, arguments)

    def _in_mathematics(self, head: str, arguments: Sequence[Array[S]]) -> str:
        """The head that a mathematician means by an operator on arrays."""
        arrays = [one for one in arguments if one.shape not in ((), (1, 1))]
        matrices = [one for one in arrays if len(one.shape) == 2]
        if head == "multiply" and matrices and len(arrays) == 2:
            return "matmul"
        if head == "power" and matrices:
            minus_one = self.scalars.number(Fraction(-1))
            if arguments[0].shape and not arguments[1].shape and _same(arguments[1].entries[0], minus_one):
                return "inverse"
            raise Unknown("a power of a matrix other than its inverse")
        if head == "abs" and matrices:
            return "determinant"
        if len({one.shape for one in arrays}) > 1:
            raise Unknown("arrays of different shapes, entry by entry")
        if matrices and head in ("add", "subtract") and len(arrays) < len(arguments):
            raise Unknown("a matrix added to a scalar")
        if matrices and head not in ("add", "subtract", "negate", "multiply", "divide"):
            raise Unknown(f"{head} of a matrix")
        return head

    def _elementwise(self, head: str, arguments: Sequence[Array[S]]) -> Array[S]:
        shape = _broadcast([one.shape for one in arguments])
        columns = [_spread(one, shape) for one in arguments]
        entries = tuple(self.scalars.apply(head, entry) for entry in zip(*columns, strict=True))
        return Array(shape, entries)

    # Linear algebra

    def multiply(self, left: S, right: S) -> S:
        return self.scalars.apply("multiply", (left, right))

    def sum(self, values: Sequence[S]) -> S:
        total = values[0] if values else self.scalars.number(Fraction(0))
        for value in values[1:]:
            total = self.scalars.apply("add", (total, value))
        return total

    def dot(self, left: Sequence[S], right: Sequence[S]) -> S:
        return self.sum([self.multiply(a, b) for a, b in zip(left, right, strict=True)])

    def matmul(self, left: Array[S], right: Array[S]) -> Array[S]:
        """As NumPy: a vector is a row on the left, a column on the right."""
        if not left.shape or not right.shape or left.shape[-1] != right.shape[0]:
            raise Unknown(f"a product of shapes {left.shape} and {right.shape}")
        rows = left.rows if len(left.shape) == 2 else [left.entries]
        columns = self.transpose(right).rows if len(right.shape) == 2 else [right.entries]
        shape = left.shape[:-1] + right.shape[1:]
        known = None
        if left.determinant is not None and right.determinant is not None:
            known = self.multiply(left.determinant, right.determinant)
        result = Array(shape, tuple(self.dot(row, column) for row in rows for column in columns), known)
        return self.scalar(result.entries[0]) if self.mathematics and shape == (1, 1) != left.shape else result

    def transpose(self, one: Array[S]) -> Array[S]:
        if len(one.shape) < 2:
            return one
        entries = tuple(entry for column in zip(*one.rows, strict=True) for entry in column)
        return Array(one.shape[::-1], entries, one.determinant)

    def outer(self, left: Array[S], right: Array[S]) -> Array[S]:
        entries = tuple(self.multiply(a, b) for a in left.entries for b in right.entries)
        return Array((len(left.entries), len(right.entries)), entries)

    def diag(self, one: Array[S]) -> Array[S]:
        """The diagonal of a matrix, or the matrix of a diagonal."""
        if len(one.shape) == 2:
            _check_square(one)
            return Array((one.shape[0],), tuple(row[place] for place, row in enumerate(one.rows)))
        if not one.shape:
            raise Unknown("the diagonal of a scalar")
        zero, count = self.scalars.number(Fraction(0)), len(one.entries)
        entries = tuple(one.entries[row] if row == column else zero for row, column in _places(count))
        return Array((count, count), entries, self._product(one.entries))

    def identity(self, size: Array[S]) -> Array[S]:
        if not _same(size.entries[0], self.scalars.number(Fraction(self.length))):
            raise Unknown("an identity matrix of another size")
        return self.diag(Array((self.length,), (self.scalars.number(Fraction(1)),) * self.length))

    def trace(self, one: Array[S]) -> Array[S]:
        if self.mathematics and not one.shape:
            return one
        _check_square(one)
        return self.scalar(self.sum(self.diag(one).entries))

    def determinant(self, one: Array[S]) -> Array[S]:
        if self.mathematics and not one.shape:
            return one
        _check_square(one)
        if one.determinant is not None:
            return self.scalar(one.determinant)
        if factor := self._factor(one):
            root = self._product([row[place] for place, row in enumerate(factor.rows)])
            return self.scalar(self.multiply(root, root))
        return self.scalar(self._expanded(one.rows))

    def log_determinant(self, one: Array[S]) -> Array[S]:
        return self._elementwise("log", (self.determinant(one),))

    def _product(self, values: Sequence[S]) -> S:
        total = self.scalars.number(Fraction(1))
        for value in values:
            total = self.multiply(total, value)
        return total

    def _expanded(self, rows: Sequence[Sequence[S]]) -> S:
        """The determinant by Leibniz' formula; sizes are small."""
        summands = []
        for order in permutations(range(len(rows))):
            term = self._product([rows[row][column] for row, column in enumerate(order)])
            odd = sum(a > b for place, a in enumerate(order) for b in order[place + 1 :]) % 2
            summands.append(self.scalars.apply("negate", (term,)) if odd else term)
        return self.sum(summands)

    def inverse(self, one: Array[S]) -> Array[S]:
        if self.mathematics and not one.shape:
            return self._elementwise("reciprocal", (one,))
        _check_square(one)
        known = None
        if one.determinant is not None:
            known = self.scalars.apply("reciprocal", (one.determinant,))
        if _is_lower(one):
            return replace(self._inverse_of_lower(one), determinant=known)
        if _is_lower(self.transpose(one)):
            return replace(self.transpose(self._inverse_of_lower(self.transpose(one))), determinant=known)
        if factor := self._factor(one):
            inner = self._inverse_of_lower(factor)
            return replace(self.matmul(self.transpose(inner), inner), determinant=known)
        return replace(self._by_cofactors(one), determinant=known)

    def _inverse_of_lower(self, one: Array[S]) -> Array[S]:
        """By forward substitution: the only divisors are the diagonal's entries."""
        count = one.shape[0]
        inverse = [[self.scalars.number(Fraction(0))] * count for _ in range(count)]
        for column in range(count):
            for row in range(column, count):
                inner = [self.multiply(one.rows[row][k], inverse[k][column]) for k in range(column, row)]
                above = self.scalars.number(Fraction(int(row == column)))
                if inner:
                    above = self.scalars.apply("subtract", (above, self.sum(inner)))
                inverse[row][column] = self.scalars.apply("divide", (above, one.rows[row][row]))
        return Array(one.shape, tuple(entry for row in inverse for entry in row))

    def _by_cofactors(self, one: Array[S]) -> Array[S]:
        whole, rows = self.determinant(one).entries[0], one.rows
        entries = []
        for row, column in _places(one.shape[0]):
            rest = [[*line[:row], *line[row + 1 :]] for place, line in enumerate(rows) if place != column]
            minor = self._expanded(rest) if rest else self.scalars.number(Fraction(1))
            signed = self.scalars.apply("negate", (minor,)) if (row + column) % 2 else minor
            entries.append(self.scalars.apply("divide", (signed, whole)))
        return Array(one.shape, tuple(entries))

    def cholesky(self, one: Array[S]) -> Array[S]:
        """The lower triangular factor with a positive diagonal."""
        _check_square(one)
        rows, count = one.rows, one.shape[0]
        zero = self.scalars.number(Fraction(0))
        factor = [[zero] * count for _ in range(count)]
        for row, column in _places(count):
            if row < column:
                continue
            rest = rows[row][column]
            if column:
                inner = self.dot(factor[row][:column], factor[column][:column])
                rest = self.scalars.apply("subtract", (rest, inner))
            if row == column:
                factor[row][row] = self._root(rest)
            else:
                factor[row][column] = self.scalars.apply("divide", (rest, factor[column][column]))
        diagonal = self._product([factor[place][place] for place in range(count)])
        return Array(one.shape, tuple(entry for line in factor for entry in line), diagonal)

    def _root(self, pivot: S) -> S:
        if isinstance(pivot, Polynomial) and not _is_positive(pivot):
            raise Unknown("the Cholesky factor of a matrix that is not known to be positive definite")
        return self.scalars.apply("sqrt", (pivot,))

    def _factor(self, one: Array[S]) -> Array[S] | None:
        """The Cholesky factor of a symmetric matrix of polynomials, where it has one inside the class."""
        if not isinstance(one.entries[0], Polynomial) or self.transpose(one).entries != one.entries:
            return None
        try:
            return self.cholesky(one)
        except Unknown:
            return None


def _is_positive(value: Polynomial) -> bool:
    """Whether a polynomial is one positive monomial."""
    return len(value.terms) == 1 and all(not powers and c > 0 for (powers, _), c in value.terms.items())


def _is_lower(one: Array[S]) -> bool:
    """Whether an array of polynomials is lower triangular; other scalars are never zero for certain."""
    if not isinstance(one.entries[0], Polynomial):
        return False
    return not any(entry for row, line in enumerate(one.rows) for entry in line[row + 1 :])


def _same(value: object, other: object) -> bool:
    """Whether two scalars are the same number; an interval is, if its ends are."""
    if isinstance(value, Polynomial | float):
        return value == other
    return repr(value) == repr(other)


def _places(count: int) -> Iterator[tuple[int, int]]:
    return ((row, column) for row in range(count) for column in range(count))


def _check_square(one: Array[S]) -> None:
    if len(one.shape) != 2 or one.shape[0] != one.shape[1]:
        raise Unknown(f"a square matrix is due, not shape {one.shape}")


def _broadcast(shapes: Sequence[tuple[int, ...]]) -> tuple[int, ...]:
    length = max(map(len, shapes))
    lengths = zip(*((1,) * (length - len(shape)) + shape for shape in shapes), strict=True)
    sizes = [{size for size in column if size != 1} for column in lengths]
    if any(len(column) > 1 for column in sizes):
        raise Unknown(f"shapes {', '.join(map(str, shapes))} do not fit together")
    return tuple(column.pop() if column else 1 for column in sizes)


def _spread(one: Array[S], shape: tuple[int, ...]) -> Sequence[S]:
    """The entries of an array that is broadcast to a shape."""
    if one.shape == shape:
        return one.entries
    own = (1,) * (len(shape) - len(one.shape)) + one.shape
    entries = []
    for place in product(*map(range, shape)):
        index = 0
        for size, at in zip(own, place, strict=True):
            index = index * size + (at if size != 1 else 0)
        entries.append(one.entries[index])
    return entries
