"""How a term and a KL are related: term = scale · KL + offset, with the sums over latents and batch accounted for."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import TypeAlias

from kl_check.algebra import polynomial
from kl_check.algebra.exact import NO_SUM, SIZE_NAMES, Sums, Tag
from kl_check.algebra.polynomial import Generator, Monomial, Polynomial
from kl_check.judge.parts import ZERO, varies

IsScalar: TypeAlias = Callable[[Generator], bool]

Table: TypeAlias = Mapping[Monomial, Polynomial]
"""Elementwise monomials with their coefficients, which are polynomials in sizes and weights."""

CONSTANT = polynomial.ONE


@dataclass(frozen=True, slots=True)
class Shape:
    """A term as one sum over `tag` of an elementwise body, plus a constant outside."""

    tag: Tag
    body: Table
    constant: Polynomial


@dataclass(frozen=True, slots=True)
class Relation:
    """term = scale · (KL summed over `tag`) + offset, proved by equal normal forms."""

    tag: Tag
    scale: Polynomial
    offset: Polynomial


def table_of(whole: Polynomial, is_scalar: IsScalar) -> Table:
    """The polynomial with its scalar factors gathered into coefficients."""
    table: dict[Monomial, Polynomial] = {}
    for monomial, coefficient in whole.terms.items():
        element, scalar = polynomial.split(monomial, is_scalar)
        table[element] = table.get(element, ZERO) + Polynomial({scalar: coefficient})
    return {element: factor for element, factor in table.items() if factor}


def shape_of(code: Sums, is_scalar: IsScalar) -> Shape | None:
    """The term as one sum, or None if parts of it are summed over different axes."""
    tables = {tag: table_of(part, is_scalar) for tag, part in code.items()}
    constant = tables.get(NO_SUM, {}).get(CONSTANT, ZERO)
    bodies = {tag: {m: c for m, c in table.items() if m != CONSTANT} for tag, table in tables.items()}
    varying = [tag for tag, body in bodies.items() if body]
    if len(varying) != 1:
        return None
    return Shape(varying[0], bodies[varying[0]], constant)


def joined_shape(code: Sums, is_scalar: IsScalar) -> Shape | None:
    """A term whose parts are summed over different axes, as if the widest sum held them all; the constant as it is."""
    tables = {tag: table_of(part, is_scalar) for tag, part in code.items()}
    body: dict[Monomial, Polynomial] = {}
    for table in tables.values():
        for monomial, coefficient in table.items():
            body[monomial] = body.get(monomial, ZERO) + coefficient
    constant = tables.get(NO_SUM, {}).get(CONSTANT, ZERO)
    varying = {monomial: coefficient for monomial, coefficient in body.items() if monomial != CONSTANT and coefficient}
    return Shape(max(tables, key=len), varying, constant) if varying else None


def count_of(tag: Tag) -> Polynomial:
    """The number of elements that a sum over `tag` adds."""
    count = polynomial.rational(1)
    for axis in tag:
        count = count * polynomial.positive(SIZE_NAMES[axis])
    return count


def relate(shape: Shape, kl: Polynomial) -> Relation | None:
    """The relation, if there is one. `kl` is elementwise, with rational coefficients."""
    wanted = {monomial: c for monomial, c in kl.terms.items() if varies(monomial)}
    constants = kl.select(lambda monomial: monomial not in wanted)
    if not wanted or wanted.keys() != shape.body.keys():
        return None
    leading, coefficient = next(iter(wanted.items()))
    scale = shape.body[leading].scaled(coefficient if coefficient in (1, -1) else 1 / Fraction(coefficient))
    if any(shape.body[monomial] != scale.scaled(c) for monomial, c in wanted.items()):
        return None
    return Relation(shape.tag, scale, shape.constant - scale * constants * count_of(shape.tag))
