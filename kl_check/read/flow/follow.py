"""The reader of real code: every function of a file followed once, with unknown values as symbols of their own.

It reads more kindly than the reader of one expression: what it does not know becomes a symbol that stands for its
value, named by the text or by what it is assigned to. So `mu = self.fc(h)` makes a symbol `mu`. Nothing is executed.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator
from contextlib import suppress

from kl_check.model.errors import InputError
from kl_check.model.term import Term
from kl_check.read.dialects.table import method_meaning
from kl_check.read.flow.classes import Classes
from kl_check.read.flow.frame import Alternative
from kl_check.read.flow.mapped import calls_for_one_item
from kl_check.read.flow.state import Imported, TooLong
from kl_check.read.flow.syntax import text_of
from kl_check.read.flow.values import NOTHING, Findings, Items, Record, Value

SPREADS = frozenset({"stddev", "variance", "var", "std"})


class Flow(Classes):
    """Follows a module; what it finds is in `found`."""

    def module(self, tree: ast.Module) -> Findings:
        with suppress(TooLong):  # what was found before stands
            self.block(tree.body)
        while self.waiting:
            function, frame = self.waiting.pop(0)
            self.enter(function, frame)
        return self.found

    def block(self, body: list[ast.stmt]) -> bool:
        """Follows statements; says whether they end by leaving the block."""
        return any(self.follow(one) for one in body)

    def follow(self, node: ast.stmt) -> bool:
        try:
            return self.dispatch(node)
        except (InputError, RecursionError):
            return False

    def dispatch(self, node: ast.stmt) -> bool:
        match node:
            case ast.Return(value=value):
                self.give_back(value, node)
                return True
            case ast.Raise() | ast.Continue() | ast.Break():
                return True
            case ast.If():
                return self.branch(node)
            case ast.With() | ast.AsyncWith():
                for item in node.items:
                    if item.optional_vars is not None:
                        self.assign(item.optional_vars, item.context_expr, node)
                return self.block(node.body)
            case ast.Try():
                return self.attempt(node)
            case ast.For() | ast.AsyncFor() | ast.While():
                self.loop(node)
            case _:
                self.simple(node)
        return False

    def simple(self, node: ast.stmt) -> None:
        """A statement after which the next one follows."""
        match node:
            case ast.Import() | ast.ImportFrom():
                self.take_import(node)
            case ast.Assign(targets=targets, value=value):
                for target in targets:
                    self.assign(target, value, node)
            case ast.AnnAssign(target=target, value=ast.expr() as value):
                self.assign(target, value, node)
            case ast.AugAssign(target=target, op=operator, value=value):
                joined = ast.BinOp(left=target, op=operator, right=value)
                self.assign(target, ast.copy_location(joined, node), node)
            case ast.Expr(value=value):
                self.expression(value, node)
            case ast.FunctionDef() | ast.AsyncFunctionDef():
                self.define(node)
            case ast.ClassDef():
                self.define_class(node)

    def loop(self, node: ast.For | ast.AsyncFor | ast.While) -> None:
        """The body of a loop, read once: for any of its turns."""
        if not isinstance(node, ast.While):
            self.bind_unknown(node.target)
        self.inner(node.body)
        self.inner(node.orelse)

    def attempt(self, node: ast.Try) -> bool:
        left = self.block(node.body)
        for handler in node.handlers:
            self.inner(handler.body)
        self.block(node.orelse)
        self.block(node.finalbody)
        return left and not node.handlers

    def inner(self, body: list[ast.stmt]) -> None:
        """A block that may not be left for good: what is decided in it ends with it."""
        path = dict(self.path)
        self.block(body)
        self.path = path

    def branch(self, node: ast.If) -> bool:
        decided = self.truth_of(node.test)
        if decided is not None:
            return self.block(node.body if decided else node.orelse)
        before, key, left = dict(self.path), id(node), []
        for side, body in enumerate((node.body, node.orelse)):
            self.path = {**before, key: side}
            left.append(self.block(body))
        self.path = before
        if left[0] != left[1]:
            self.path = {**before, key: left.index(False)}
        return all(left)

    def take_import(self, node: ast.Import | ast.ImportFrom) -> None:
        if isinstance(node, ast.Import):
            self.aliases.update((alias.asname, alias.name) for alias in node.names if alias.asname)
            return
        if any(alias.name == "*" for alias in node.names):
            self.stars.append("." * node.level + (node.module or ""))
            return
        for alias in node.names:
            name = alias.asname or alias.name
            self.aliases[name] = f"{node.module}.{alias.name}" if node.module else alias.name
            self.imports[name] = ("." * node.level + (node.module or ""), alias.name)

    def expression(self, value: ast.expr, node: ast.stmt) -> None:
        """A statement that is only an expression: a method that changes its object, or a call that is given a term."""
        if isinstance(value, ast.Constant):
            return
        for one in self.each(value):
            if not isinstance(one.value, Term):
                continue
            match value:
                case ast.Call(func=ast.Attribute(attr=attr, value=ast.Name() | ast.Attribute() as holder)) if (
                    attr.endswith("_") and not attr.startswith("_") and method_meaning(attr)
                ):
                    self.bind_value(holder, one.value, one.decisions, node)
                case _:
                    self.keep(one.value, self.span(value), None, "computed")

    def give_back(self, value: ast.expr | None, node: ast.stmt) -> None:
        for one in self.each(value) if value is not None else [Alternative(dict(self.path), NOTHING)]:
            if self.returns is not None:
                self.returns.append(one)
            use = "shown" if isinstance(one.value, Record) else "returned"
            for part in leaves(one.value):
                self.keep(part, self.span(value or node), None, use)


def flow_of(text: str, tree: ast.Module, imported: Imported | None = None) -> Flow:
    """The reader of a file, before it has read anything."""
    moments = (
        text_of(part.func.value)
        for part in ast.walk(tree)
        if isinstance(part, ast.Call) and isinstance(part.func, ast.Attribute) and part.func.attr in SPREADS
    )
    flow = Flow(text, frozenset(moments), imported)
    flow.for_one_item = calls_for_one_item(tree)
    return flow


def follow(text: str, tree: ast.Module, imported: Imported | None = None) -> Findings:
    """Every value of a file at which a KL term may end, and every value that draws noise."""
    return flow_of(text, tree, imported).module(tree)


def leaves(value: Value) -> Iterator[Term]:
    match value:
        case Term():
            yield value
        case Items(values=values):
            for one in values:
                yield from leaves(one)
        case Record(values=record):
            for one in record.values():
                yield from leaves(one)
