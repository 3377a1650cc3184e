"""Which axes a reduction reduces: batch is the first axis, latents the last.

`resolve` rewrites a term so that each reduction names exactly the axes over which it acts. A value that does not vary
along an axis (a constant, a named weight, an axis reduced before) loses nothing by a mean over it.

Shapes broadcast as in NumPy, aligned at the end. An axis that was kept has length 1 and is `None` in a shape.
"""

from __future__ import annotations

from collections.abc import Callable, Set
from dataclasses import replace
from typing import TypeAlias

from kl_check.model.errors import UnsupportedInput
from kl_check.model.term import Apply, Axis, Expectation, Integral, Reduce, Span, Symbol, Term, with_arguments

AXES: tuple[Axis, ...] = ("batch", "latent")

Shape: TypeAlias = tuple[Axis | None, ...]


def resolve(term: Term, is_scalar: Callable[[str], bool]) -> Term:
    """The term with named axes in every reduction. `is_scalar` says which symbols have no axes."""
    return _resolve(term, is_scalar)[0]


def _resolve(term: Term, is_scalar: Callable[[str], bool]) -> tuple[Term, Shape]:
    match term:
        case Symbol(name=name):
            return term, () if is_scalar(name) else AXES
        case Apply(arguments=arguments):
            parts = [_resolve(argument, is_scalar) for argument in arguments]
            shape: Shape = ()
            for _, one in parts:
                shape = _broadcast(shape, one, term.span)
            return with_arguments(term, tuple(part for part, _ in parts)), shape
        case Reduce(body=body):
            inner, shape = _resolve(body, is_scalar)
            reduced, left = _reduced(term, shape)
            return replace(term, body=inner, axes=tuple(axis for axis in AXES if axis in reduced)), left
        case Integral() | Expectation():
            return term, ()
    return term, ()


def _broadcast(left: Shape, right: Shape, span: Span | None) -> Shape:
    """The shape of two values combined. Shapes that only chance sizes would let meet are refused."""
    length = max(len(left), len(right))
    pairs = list(zip(_padded(left, length), _padded(right, length), strict=True))
    shape = tuple(one or other for one, other in pairs)
    varying = [axis for axis in shape if axis is not None]
    if any(one and other and one != other for one, other in pairs) or len({*varying}) < len(varying):
        message = "a value for each item of the batch meets one for each latent: keep the axis that is reduced"
        raise UnsupportedInput(message, span=span)
    return shape


def _padded(shape: Shape, length: int) -> Shape:
    return (None,) * (length - len(shape)) + shape


def _reduced(term: Reduce, shape: Shape) -> tuple[Set[Axis], Shape]:
    """The axes of a reduction by name, and the shape that it leaves."""
    if term.axes and set(term.axes) <= set(AXES):
        # Σ_{i=1}^{J}: what does not vary is counted, Σ 1 is J; and no other axis changes its place.
        named = set(AXES) & set(term.axes)
        return named, tuple(None if axis in named else axis for axis in shape)
    places = _places(term, shape)
    named = {axis for place in places if (axis := shape[place]) is not None}
    if term.keep:
        return named, tuple(None if place in places else axis for place, axis in enumerate(shape))
    return named, tuple(axis for place, axis in enumerate(shape) if place not in places)


def _places(term: Reduce, shape: Shape) -> Set[int]:
    """Where in the shape of its body a reduction acts."""
    if term.axes is None or not shape:
        return set(range(len(shape)))
    wanted = [axis for axis in term.axes if isinstance(axis, int)]
    last = len(shape) - 1
    several = len(wanted) > len(AXES) or (len(wanted) == len(AXES) and min(wanted) > 0)
    if several and len(shape) == len(AXES):
        return {0, last} if 0 in wanted else {last}  # several feature axes: all of them are latents
    places = {_place(axis, term, shape) for axis in wanted}
    if len(places) < len(wanted):
        raise UnsupportedInput("an axis is reduced twice", span=term.span)
    return places


def _place(axis: int, term: Reduce, shape: Shape) -> int:
    if -len(shape) <= axis < len(shape):
        return axis % len(shape)
    if axis > 0 and len(shape) == len(AXES):
        return len(shape) - 1
    raise UnsupportedInput(f"axis {axis}: the value has only {len(shape)} axes left", span=term.span)
