"""The gradient of a term beside the KL's: a factor, where one factor does it, else both as formulas."""

from __future__ import annotations

from collections.abc import Iterable

from kl_check.algebra import polynomial
from kl_check.algebra.derivative import derivative
from kl_check.algebra.exact import NO_SUM
from kl_check.algebra.polynomial import Generator, Polynomial
from kl_check.judge.parts import ZERO
from kl_check.judge.relation import CONSTANT, IsScalar, Shape, relate, table_of
from kl_check.judge.scalars import show
from kl_check.model.behaviour import Gradient


def proportional(symbols: Iterable[Generator], scale: Polynomial) -> tuple[Gradient, ...]:
    """Those of scale · KL + offset."""
    return tuple(Gradient(name, show(scale)) for _, name in symbols)


def gradients_of(
    body: Polynomial, kl: Polynomial, symbols: Iterable[Generator], is_scalar: IsScalar
) -> tuple[Gradient, ...]:
    """The derivatives of one element's value by each symbol."""
    return tuple(_gradient(body, kl, symbol, is_scalar) for symbol in symbols)


def _gradient(body: Polynomial, kl: Polynomial, symbol: Generator, is_scalar: IsScalar) -> Gradient:
    code, due = _by(body, symbol), _by(kl, symbol)
    factor = _factor(code, due, is_scalar)
    if factor is not None:
        return Gradient(symbol[1], show(factor))
    return Gradient(symbol[1], None, show(code), show(due))


def _by(value: Polynomial, symbol: Generator) -> Polynomial:
    """∂ value/∂ symbol; of a positive symbol x the generator is log x, and d log x = dx/x."""
    slope = derivative(value, symbol)
    return slope * polynomial.exp(-polynomial.log_of(symbol[1])) if symbol[0] == "log" else slope


def _factor(code: Polynomial, due: Polynomial, is_scalar: IsScalar) -> Polynomial | None:
    table = dict(table_of(code, is_scalar))
    constant = table.pop(CONSTANT, ZERO)
    relation = relate(Shape(NO_SUM, table, constant), due)
    return relation.scale if relation and not relation.offset else None
