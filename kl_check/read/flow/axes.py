"""Axes and lengths, as they are written in real code."""

from __future__ import annotations

import ast
from dataclasses import replace

from kl_check.model.errors import UnsupportedInput
from kl_check.model.term import Axis, Number, Reduce, Size, Symbol, Term, symbols
from kl_check.read.flow.state import State
from kl_check.read.flow.syntax import text_of
from kl_check.read.flow.values import NOTHING, Items, Value


class Axes(State):
    """Reads axes that have names, and lengths of arrays that were computed."""

    def length(self, holder: ast.expr, axis: int, node: ast.expr) -> Size:
        size = super().length(holder, axis, node)
        return replace(size, of=whose(self.value(holder), holder))

    def size_of(self, node: ast.expr) -> Term | None:
        try:
            return self.shape_index(node)
        except UnsupportedInput:
            return None

    def axes(self, node: ast.expr) -> tuple[Axis, ...] | None:
        """Axes as they are written; all but the first, where the code counts them out."""
        match node:
            case (
                ast.Call(func=ast.Name(id="list" | "tuple"), args=[ast.Call(func=ast.Name(id="range"))])
                | ast.Call(func=ast.Name(id="range"))
            ):
                return (-1,)
            case ast.Tuple(elts=[]) | ast.List(elts=[]):
                return None
            case ast.Name() | ast.Attribute():
                return self.named_axes(node)
        return super().axes(node)

    def reduction(self, kind: str, node: ast.Call, arguments: list[ast.expr], depth: int) -> Term:
        """A sum or mean; in a function of one item of the batch, the first axis is that of the latents."""
        term = super().reduction(kind, node, arguments, depth)
        if id(node) in self.for_one_item and isinstance(term, Reduce) and term.axes in (None, (0,), (-1,)):
            return replace(term, axes=("latent",))
        return term

    def named_axes(self, node: ast.expr) -> tuple[Axis, ...] | None:
        value = self.value(node)
        if isinstance(value, Items):
            numbers = [one.value for one in value.values if isinstance(one, Number)]
            return tuple(int(one) for one in numbers) or (-1,)
        if isinstance(value, Number):
            return (int(value.value),)
        if value == NOTHING:
            return None
        if isinstance(value, Symbol) and isinstance(default := self.found.defaults.get(value.name), Number):
            return (int(default.value),)
        return (-1,)

    def whole(self, node: ast.expr) -> int:
        if isinstance(node, ast.Name) and isinstance(value := self.value(node), Number):
            return int(value.value)
        return super().whole(node)

    def truth(self, node: ast.expr) -> bool:
        try:
            return super().truth(node)
        except UnsupportedInput:
            return isinstance(node, ast.Constant) and bool(node.value)


def whose(value: Value, node: ast.expr) -> str:
    """The symbol whose length an array has: its own, or the first that it is made of."""
    names = symbols(value) if isinstance(value, Term) else ()
    return names[0] if names else text_of(node)
