"""Which axes a reduction reduces: batch is the first axis, latents the last.

`resolve` rewrites a term so that each reduction names exactly the axes over which it acts. A value that does not vary
along an axis (a constant, a named weight, an axis reduced before) loses nothing by a mean over it.
"""

from __future__ import annotations

from collections.abc import Callable, Set
from dataclasses import replace

from kl_check.model.errors import UnsupportedInput
from kl_check.model.term import Apply, Axis, Expectation, Integral, Reduce, Symbol, Term

AXES: tuple[Axis, ...] = ("batch", "latent")


def resolve(term: Term, is_scalar: Callable[[str], bool]) -> Term:
    """The term with named axes in every reduction. `is_scalar` says which symbols have no axes."""
    return _resolve(term, is_scalar)[0]


def _resolve(term: Term, is_scalar: Callable[[str], bool]) -> tuple[Term, tuple[Axis, ...]]:
    match term:
        case Symbol(name=name):
            return term, () if is_scalar(name) else AXES
        case Apply(arguments=arguments):
            parts = [_resolve(argument, is_scalar) for argument in arguments]
            axes = max((axes for _, axes in parts), key=len, default=())
            union = {axis for _, one in parts for axis in one}
            if union != set(axes):
                axes = tuple(axis for axis in AXES if axis in union)
            return replace(term, arguments=tuple(part for part, _ in parts)), axes
        case Reduce(body=body):
            inner, axes = _resolve(body, is_scalar)
            reduced = _named(term, axes)
            left = axes if term.keep else tuple(axis for axis in axes if axis not in reduced)
            return replace(term, body=inner, axes=tuple(axis for axis in AXES if axis in reduced)), left
        case Integral() | Expectation():
            return term, ()
    return term, ()


def _named(term: Reduce, axes: tuple[Axis, ...]) -> Set[Axis]:
    """The axes of a reduction by name, among those that its body still has."""
    if term.axes is None:
        return set(axes)
    if term.axes and set(term.axes) <= set(AXES):
        return set(AXES) & set(term.axes)  # Σ_{i=1}^{J}: what does not vary is counted, Σ 1 is J
    if not axes:
        return set()
    wanted = term.axes
    if len(wanted) > len(AXES) or (len(wanted) == 2 and 0 not in wanted and min(map(_index, wanted)) > 0):
        return {axis for axis in axes if axis == "latent"}  # several feature axes: all of them are latents
    named: set[Axis] = set()
    for axis in wanted:
        if isinstance(axis, str):
            named.add(axis)
        elif -len(axes) <= axis < len(axes):
            named.add(axes[axis])
        elif axis > 0 and len(axes) == len(AXES):
            named.add("latent")
        else:
            raise UnsupportedInput(f"axis {axis}: the value has only {len(axes)} axes left", span=term.span)
    return named & set(axes)


def _index(axis: Axis) -> int:
    return axis if isinstance(axis, int) else 0
