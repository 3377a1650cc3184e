"""Arrays of more than two axes, told as batch and latents: (time, batch, latent), (batch, channel, height, width).

How many axes an array has is what its reductions need. The first is the batch, the last the latents. Those between
belong to the latents where they are summed, and to the batch where they are averaged.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TypeAlias

from kl_check.algebra.axes import AXES
from kl_check.model.term import Apply, Axis, Reduce, Symbol, Term, children, rebuild, with_arguments

MAX_RANK = 6

Shape: TypeAlias = tuple[Axis | None, ...]
"""The axes that are left, in their order: named ones, and numbers for those between; None for one that was kept."""


def in_two_axes(term: Term) -> Term:
    """The term with named axes, where its reductions need more than two of them; else the term itself."""
    term = _for_each_item(term)
    rank = _needed(term, 0)
    if not len(AXES) < rank <= MAX_RANK:
        return term
    return _named(term, ("batch", *range(1, rank - 1), "latent"))[0]


def _for_each_item(term: Term) -> Term:
    """Beside sums for each item, the sum of a whole array is one over latents: that array has no batch."""
    if isinstance(term, Apply) and term.head in ("add", "subtract") and any(map(_has_items, term.arguments)):
        return with_arguments(term, tuple(map(_over_latents, term.arguments)))
    return rebuild(term, _for_each_item)


def _has_items(term: Term) -> bool:
    """Whether a value has a batch that is left, after a sum over other axes."""
    match term:
        case Reduce(axes=axes):
            return axes is not None and not {0, -2, "batch"} & set(axes)
    return any(map(_has_items, children(term)))


def _over_latents(term: Term) -> Term:
    match term:
        case Reduce(kind="sum", body=body, axes=None, keep=False) if not _is_reduced(body):
            return replace(term, axes=(-1,))
        case Reduce():
            return term
    return rebuild(term, _over_latents)


def _needed(term: Term, left: int) -> int:
    """The fewest axes that the symbols of a term have, if `left` axes are left of its value."""
    match term:
        case Symbol():
            return left
        case Reduce(body=body, axes=axes, keep=keep):
            if axes is None:
                return _needed(body, 1)
            if not any(isinstance(axis, int) for axis in axes):
                return _needed(body, left)  # it moves no other axis
            numbers = [axis for axis in axes if isinstance(axis, int)]
            reach = max((axis + 1 if axis >= 0 else -axis for axis in numbers), default=0)
            return _needed(body, max(reach, left if keep else left + len(axes)))
        case Apply(arguments=arguments) if reduced := [one for one in arguments if _is_reduced(one)]:
            return max(_needed(one, left) for one in reduced)
    return max((_needed(one, left) for one in children(term)), default=0)


def _is_reduced(term: Term) -> bool:
    return isinstance(term, Reduce) or any(map(_is_reduced, children(term)))


def _named(term: Term, full: Shape) -> tuple[Term, Shape]:
    match term:
        case Reduce(body=body):
            return _reduction(term, *_named(body, full))
        case Apply(arguments=arguments):
            parts = [_named(one, full) for one in arguments]
            shapes = [shape for one, shape in parts if _is_reduced(one)] or [shape for _, shape in parts]
            return with_arguments(term, tuple(one for one, _ in parts)), max(shapes, key=len)
        case Symbol():
            return term, full
    return rebuild(term, lambda part: _named(part, full)[0]), ()


def _reduction(term: Reduce, body: Term, shape: Shape) -> tuple[Term, Shape]:
    """A reduction over named axes; over axes between alone it says nothing: these belong to others."""
    if term.axes and not any(isinstance(axis, int) for axis in term.axes):
        return replace(term, body=body), tuple(None if axis in term.axes else axis for axis in shape)
    numbers = range(len(shape)) if term.axes is None else [axis for axis in term.axes if isinstance(axis, int)]
    places = {axis % len(shape) for axis in numbers} if shape else set()
    names = {shape[place] for place in places}
    if term.kind == "mean" and names.isdisjoint(AXES) and names and "batch" in shape:
        shape, names = _batch_between(shape, names), {"batch"}
    left: Shape = tuple(
        None if place in places else axis for place, axis in enumerate(shape) if term.keep or place not in places
    )
    axes = tuple(axis for axis in AXES if axis in names)
    return (replace(term, body=body, axes=axes) if axes else body), left


def _batch_between(shape: Shape, averaged: set[Axis | None]) -> Shape:
    """What is averaged alone is the batch; the axis before it is time."""
    number = next(iter(averaged))
    other: dict[Axis | None, Axis | None] = {number: "batch", "batch": number}
    return tuple(other.get(axis, axis) for axis in shape)
