"""Term = scale · KL + offset, decided by the normal form at sizes 1 to 4, refuted by intervals at a point."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property
from itertools import combinations
from typing import TypeVar

from kl_check.algebra import polynomial
from kl_check.algebra.evaluate import evaluate
from kl_check.algebra.exact import NO_SUM
from kl_check.algebra.interval import Enclosing, Interval, shown
from kl_check.algebra.matrix import Array, Matrices, Polynomials, Scalars
from kl_check.algebra.pointwise import Floating
from kl_check.algebra.polynomial import Generator, Polynomial
from kl_check.judge.matrices.points import Point, generic, points, written
from kl_check.judge.matrices.readings import Reading
from kl_check.judge.relation import CONSTANT, Relation, Shape, relate, table_of
from kl_check.judge.scalars import LATENTS, float_of
from kl_check.know.full_covariance import Part
from kl_check.model.errors import InputError
from kl_check.model.evidence import Witness
from kl_check.model.term import Term

SIZES = (1, 2, 3, 4)
FIRST = 2  # the smallest size at which matrices are more than numbers: readings are sifted there
WITNESS_SIZE = 2
DIGITS = 6
TOLERANCE = 1e-9  # of the sum of magnitudes; doubles leave six digits of room on terms of this size

ZERO = Polynomial({})

Value = TypeVar("Value")


@dataclass(frozen=True)
class Trial:
    """A term under a reading."""

    term: Term
    reading: Reading

    def is_scalar(self, generator: Generator) -> bool:
        """Whether a generator is a number, a size or a named weight."""
        kind, name = generator
        if kind == "atom":
            return False
        return name.isdecimal() or name.startswith("#") or self.reading.kinds.get(name) in ("weight", "size")

    def value(self, size: int) -> Polynomial:
        """The term's normal form at a size."""
        return single(self._evaluated(self.term, size, mathematics=self.reading.mathematics))

    def parts(self, size: int) -> Mapping[Part, Polynomial]:
        """The KL's normal form at a size, by parts."""
        if size not in self._parts:
            self._parts[size] = {part: self.normal(term, size) for part, term in self.reading.parts().items()}
        return self._parts[size]

    @cached_property
    def _parts(self) -> dict[int, Mapping[Part, Polynomial]]:
        return {}

    def normal(self, term: Term, size: int) -> Polynomial:
        """The normal form of a term of ours in the user's symbols."""
        return single(self._evaluated(term, size, mathematics=False))

    def _evaluated(self, term: Term, size: int, *, mathematics: bool) -> Array[Polynomial]:
        symbols = generic(self.reading, size)
        return evaluate(term, Matrices(Polynomials(), size, symbols, mathematics=mathematics))

    def relation_at(self, size: int) -> Relation | None:
        """Scale and offset at one size, proved by equal normal forms."""
        table = table_of(self.value(size), self.is_scalar)
        constant = table.get(CONSTANT, ZERO)
        shape = Shape(NO_SUM, {monomial: c for monomial, c in table.items() if monomial != CONSTANT}, constant)
        return relate(shape, sum(self.parts(size).values(), start=ZERO))

    @cached_property
    def relation(self) -> Relation | None:
        """Scale and offset at every size that is decided, with the size as a symbol where they hold it."""
        found: dict[int, Relation] = {}
        for size in (FIRST, *(size for size in SIZES if size != FIRST)):
            one = self.relation_at(size)
            if one is None:
                return None
            found[size] = one
        return _in_sizes(found)

    @property
    def has_atoms(self) -> bool:
        """Whether some part of the term is outside the class that the normal form decides."""
        generators = (one for monomial in self.value(FIRST).terms for one in polynomial.generators(monomial))
        return any(kind == "atom" for kind, _ in generators)

    # At points

    def samples(self, size: int) -> Iterator[tuple[Point, Interval, Interval]]:
        """Term and KL enclosed at points; one at which either is not defined is passed over."""
        for point in points(self.reading, size):
            try:
                yield point, *self.at(point, Enclosing({}, {}), size)
            except InputError:
                continue

    def at(self, point: Point, scalars: Scalars[Value], size: int) -> tuple[Value, Value]:
        """Term and KL at a point."""
        symbols = {
            name: Array(one.shape, tuple(map(scalars.number, one.entries)), _known(scalars, one))
            for name, one in point.items()
        }
        code = Matrices(scalars, size, symbols, mathematics=self.reading.mathematics)
        ours = Matrices(scalars, size, symbols)
        parts = [single(evaluate(term, ours)) for term in self.reading.parts().values()]
        return single(evaluate(self.term, code)), ours.sum(parts)

    def agrees_in_floats(self, relation: Relation) -> bool:
        """Whether term = scale · KL + offset in floats too: the normal form is never the only one to say so."""
        reached = 0
        for size in (2, 3):
            for point in points(self.reading, size):
                try:
                    value, kl = self.at(point, Floating({}, {}), size)
                    scale, offset = (float_at(one, point, size) for one in (relation.scale, relation.offset))
                except (InputError, ArithmeticError, ValueError):
                    continue
                reached += 1
                if abs(value - scale * kl - offset) > TOLERANCE * (1 + abs(value) + abs(scale * kl) + abs(offset)):
                    return False
        return reached > 0

    def value_at_a_point(self) -> float:
        """The term in floats at the first point; NaN where it is not defined."""
        try:
            return self.at(points(self.reading, WITNESS_SIZE)[0], Floating({}, {}), WITNESS_SIZE)[0]
        except (InputError, ArithmeticError, ValueError):
            return math.nan

    def is_near(self, point: Point) -> bool:
        """Whether floats see no difference between term and KL at a point."""
        try:
            value, kl = self.at(point, Floating({}, {}), WITNESS_SIZE)
        except (InputError, ArithmeticError, ValueError):
            return False
        return abs(value - kl) <= TOLERANCE * (1 + abs(value) + abs(kl))

    def is_refuted(self) -> bool:
        """Whether intervals prove that no scale and no offset make the term the KL.

        If some did, (f₁−f₂)(g₁−g₃) = (f₁−f₃)(g₁−g₂) would hold at any three points, f the term and g the KL.
        """
        values: list[tuple[Interval, Interval]] = []
        for _, f1, g1 in self.samples(WITNESS_SIZE):
            for (f2, g2), (f3, g3) in combinations(values, 2):
                if not ((f1 - f2) * (g1 - g3) - (f1 - f3) * (g1 - g2)).contains_zero:
                    return True
            values.append((f1, g1))
        return False

    def witness(self) -> Witness | None:
        """The point, of a few, at which the term and the KL are proved to be furthest apart."""
        found = [one for one in self.samples(WITNESS_SIZE) if not (one[1] - one[2]).contains_zero]
        if not found:
            return None
        point, code, kl = max(found, key=lambda one: abs((one[1] - one[2]).middle))
        where = {name: written(one) for name, one in point.items()}
        if not any(kind == "size" for kind in self.reading.kinds.values()):
            where["k"] = str(WITNESS_SIZE)
        return Witness(where, shown(code, DIGITS), shown(kl, DIGITS))


def single(value: Array[Value]) -> Value:
    """The one entry of an array that is a number."""
    (entry,) = value.entries
    return entry


def _known(scalars: Scalars[Value], one: Array[Fraction]) -> Value | None:
    return None if one.determinant is None else scalars.number(one.determinant)


def _in_sizes(found: Mapping[int, Relation]) -> Relation | None:
    """Scale and offset as expressions in the size J: the scale a power of it, the offset then linear in it."""
    for power in (0, -1, 1):
        scales = [one.scale.scaled(Fraction(size) ** -power) for size, one in found.items()]
        if any(scale != scales[0] for scale in scales):
            continue
        offsets = {size: one.offset.scaled(Fraction(size) ** -power) for size, one in found.items()}
        slope = offsets[2] - offsets[1]
        fixed = offsets[1] - slope
        if all(offset == fixed + slope.scaled(Fraction(size)) for size, offset in offsets.items()):
            factor = polynomial.power(_J, Fraction(power))
            return Relation(NO_SUM, scales[0] * factor, (fixed + slope * _J) * factor)
    return None


_J = polynomial.positive(LATENTS)


def float_at(value: Polynomial, point: Point, size: int) -> float:
    """A scale or an offset in floats."""
    at = {name: float(one.entries[0]) for name, one in point.items() if not one.shape}
    return float_of(value, {**at, LATENTS: size})
