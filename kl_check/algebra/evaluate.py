"""One recursion over a `Term`; a *world* says what its nodes are."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from typing import Protocol, TypeVar, cast, runtime_checkable

from kl_check.model.errors import UnsupportedInput
from kl_check.model.term import (
    Apply,
    Axis,
    Constant,
    Derivative,
    Expectation,
    Integral,
    Number,
    Product,
    Reduce,
    Size,
    Symbol,
    Term,
)

Value = TypeVar("Value")
Value_co = TypeVar("Value_co", covariant=True)


class World(Protocol[Value]):
    """What a term becomes. A world raises `Unknown` for a head or node that it does not have."""

    def number(self, value: Fraction) -> Value: ...
    def constant(self, name: str) -> Value: ...
    def symbol(self, name: str) -> Value: ...
    def size(self, axis: Axis) -> Value: ...
    def apply(self, head: str, arguments: Sequence[Value]) -> Value: ...
    def reduce(self, kind: str, body: Value, axes: tuple[Axis, ...]) -> Value: ...


@runtime_checkable
class Analysis(Protocol[Value_co]):
    """A world that has more than closed forms. It gets the term itself, whose variable has no value outside."""

    def analyse(self, term: Integral | Expectation | Derivative | Product) -> Value_co: ...


class Unknown(LookupError):
    """A world meets something that it does not have."""


def evaluate(term: Term, world: World[Value]) -> Value:
    """The term's value in `world`. Reductions must have named axes: see `kl_check.algebra.axes.resolve`."""
    match term:
        case Number(value=value):
            return world.number(value)
        case Symbol(name=name):
            return world.symbol(name)
        case Apply(head=head, arguments=arguments):
            values = [evaluate(argument, world) for argument in arguments]
            try:
                return world.apply(head, values)
            except (Unknown, ArithmeticError, ValueError) as problem:
                raise UnsupportedInput(str(problem), span=term.span) from problem
        case Reduce(kind=kind, body=body, axes=axes):
            return world.reduce(kind, evaluate(body, world), axes or ())
        case Constant(name=name):
            return world.constant(name)
        case Size(axis=axis):
            return world.size(axis)
        case Integral() | Expectation() | Derivative() | Product():
            if isinstance(world, Analysis):
                return cast("Analysis[Value]", world).analyse(term)
            raise UnsupportedInput(
                "an integral, expectation, derivative or product is not evaluated here", span=term.span
            )
    raise UnsupportedInput(f"no value for {type(term).__name__}", span=term.span)
