"""Names, attributes and indices: what they hold, and what a value is called that has none."""

from __future__ import annotations

import ast
from collections.abc import Callable

from kl_check.model.term import Apply, Size, Symbol, Term
from kl_check.read.dialects.table import BY_MODULE
from kl_check.read.flow import distributions
from kl_check.read.flow.axes import Axes, whose
from kl_check.read.flow.syntax import keeps_elements, key_of, text_of, whole_number
from kl_check.read.flow.values import Foreign, Items, Normal, Record, Shape, Value
from kl_check.read.nodes import TRANSPOSED
from kl_check.read.python import Reader

VIEWS = frozenset({"value", "data", "real", "values"})


class Names(Axes):
    """Looks up what the code assigned before; a part of something unknown is a symbol named by its text."""

    def looked_up(self, node: ast.Name | ast.Attribute | ast.Subscript) -> Value:
        name = text_of(node)
        if (known := self.frame.get(name, self.taken)) is not None:
            return known
        if isinstance(node, ast.Subscript):
            return self.indexed(node, name)
        if isinstance(node, ast.Attribute):
            return self.attribute(node, name)
        path = self.resolved(name)
        if path in ("math.pi", "numpy.pi", "np.pi"):
            return self.constant(node)
        return Symbol(name, span=self.span(node))

    def product(self, read: Callable[[], Term]) -> Term:
        """Reads a product of matrices: only there is `x.T` another value than x."""
        self.products += 1
        try:
            return read()
        finally:
            self.products -= 1

    def constant(self, node: ast.expr) -> Term:
        return Reader.term(self, ast.copy_location(ast.parse("math.pi", mode="eval").body, node))

    def attribute(self, node: ast.Attribute, name: str) -> Value:
        module, _, last = self.resolved(name).rpartition(".")
        if last in ("pi", "e", "newaxis") and (module in BY_MODULE or module in ("np", "numpy", "math")):
            return Foreign("newaxis") if last == "newaxis" else Reader.named(self, node, 0)
        if isinstance(node.value, ast.Name | ast.Attribute | ast.Subscript | ast.Call):
            holder = self.value(node.value)
            if isinstance(holder, Normal):
                return distributions.attribute(holder, node.attr) or Symbol(name, span=self.span(node))
            if node.attr in TRANSPOSED and self.products and isinstance(holder, Term):
                return Apply("transpose", (holder,), span=self.span(node))
            if node.attr == "shape" and isinstance(holder, Term):
                return Shape(whose(holder, node.value))
            if node.attr in VIEWS and isinstance(holder, Term) and not isinstance(holder, Symbol):
                return holder
            if isinstance(holder, Record) and node.attr in holder.values:
                return holder.values[node.attr]
            if isinstance(holder, Symbol) and not is_anonymous(holder.name):
                again = f"{holder.name}.{node.attr}"
                if again != name and (known := self.frame.get(again, self.taken)) is not None:
                    return known
        return Symbol(name, span=self.span(node))

    def indexed(self, node: ast.Subscript, name: str) -> Value:
        if (size := self.size_of(node)) is not None:
            return size
        holder = self.value(node.value)
        index = node.slice
        if (
            isinstance(holder, Items)
            and isinstance(place := whole_number(index), int)
            and -len(holder.values) <= place < len(holder.values)
        ):
            return holder.values[place]
        if isinstance(holder, Shape) and isinstance(place := whole_number(index), int):
            return Size(0 if place == -2 else place, holder.of, span=self.span(node))
        if isinstance(holder, Record) and (key := key_of(index)) is not None and key in holder.values:
            return holder.values[key]
        if isinstance(holder, Term) and not isinstance(holder, Symbol):
            return holder if keeps_elements(index) else Symbol(name, span=self.span(node))
        if isinstance(holder, Symbol) and keeps_elements(index):
            return holder
        return Symbol(name, span=self.span(node))


def is_anonymous(name: str) -> bool:
    """Whether a symbol stands for a call that has no name yet."""
    return "(" in name
