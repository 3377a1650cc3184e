"""Rows and columns of an array: what `mu[i, :]` and `mu[:, j]` leave of its axes, batch first and latents last."""

from __future__ import annotations

import ast
from collections.abc import Iterable, Mapping
from typing import Literal, TypeAlias

from kl_check.model.term import Axis

Slice: TypeAlias = Literal["row", "column", "item", "other"]
"""`item` is `x[0]`: a row of an array or a member of a tuple. `other` has axes that nobody knows."""


def slice_of(index: ast.expr) -> Slice | None:
    """What an index leaves of an array; None if all of its axes stay."""
    parts = index.elts if isinstance(index, ast.Tuple) else [index]
    if all(isinstance(part, ast.Slice) or _is_ellipsis(part) for part in parts):
        return None
    if isinstance(index, ast.Tuple):
        if any(isinstance(part, ast.Constant) and part.value is None for part in parts):
            return "other"
        match [isinstance(part, ast.Slice) or _is_ellipsis(part) for part in parts]:
            case [False, True]:
                return "row"
            case [True, False]:
                return "column"
        return "other"
    return "item" if _may_be_place(index) else "other"


def axes_of_slices(
    axes: tuple[Axis, ...] | None, names: Iterable[str], slices: Mapping[str, tuple[str, str, Slice]]
) -> tuple[Axis, ...] | None:
    """The axes of a reduction over slices, by name where only one is left. Raises `ValueError` if they are not known.

    `slices` holds of each sliced symbol what it is a part of, its index, and what that leaves.
    """
    names = list(names)
    sliced = [slices[name] for name in names if name in slices]
    kinds = {kind for _, _, kind in sliced}
    if not sliced or (kinds == {"item"} and (axes != (0,) or _are_members(sliced))):
        return axes
    alike = len(kinds) == 1 and len(sliced) == len(names) and len({index for _, index, _ in sliced}) == 1
    if alike and kinds != {"other"} and (axes is None or axes in ((0,), (-1,))):
        return ("batch",) if kinds == {"column"} else ("latent",)
    if axes is None or (axes == (-1,) and kinds <= {"row", "item"}):
        return axes
    raise ValueError("the axes of a part of an array are not known here: give the part a name, or reduce over all")


def _are_members(sliced: list[tuple[str, str, Slice]]) -> bool:
    """Whether the parts are members of one tuple: `out[0]` and `out[1]`."""
    return len({whole for whole, _, _ in sliced}) < len(sliced)


def _may_be_place(node: ast.expr) -> bool:
    if isinstance(node, ast.UnaryOp):
        node = node.operand
    return isinstance(node, ast.Name) or (isinstance(node, ast.Constant) and isinstance(node.value, int))


def _is_ellipsis(node: ast.expr) -> bool:
    return isinstance(node, ast.Constant) and node.value is ...
