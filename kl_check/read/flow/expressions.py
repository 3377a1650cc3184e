"""Expressions as values, on each path through the branches that they depend on."""

from __future__ import annotations

import ast

from kl_check.model.errors import UnsupportedInput
from kl_check.model.term import Symbol, Term
from kl_check.read.flow.frame import Alternative, Undecided
from kl_check.read.flow.names import Names
from kl_check.read.flow.state import TooLong
from kl_check.read.flow.syntax import key_of
from kl_check.read.flow.values import NOTHING, Foreign, Function, Items, Record, Value

MAX_PATHS = 12  # of one statement


class Expressions(Names):
    """Reads an expression: what is not understood stands for itself."""

    def each(self, node: ast.expr) -> list[Alternative]:
        """The value of an expression on each path that it depends on."""
        open_, found = [dict(self.path)], list[Alternative]()
        while open_ and len(found) < MAX_PATHS:
            taken = open_.pop()
            before, self.taken = self.taken, taken
            try:
                found.append(Alternative(taken, self.value(node)))
            except Undecided as question:
                open_ += [{**taken, question.branch: side} for side in (1, 0)]
            finally:
                self.taken = before
        return found

    def value(self, node: ast.expr) -> Value:
        self.steps += 1
        if self.steps > self.limit:
            raise TooLong
        match node:
            case ast.Tuple(elts=elements) | ast.List(elts=elements):
                return Items(tuple(self.value(one) for one in elements))
            case ast.Dict(keys=keys, values=values):
                pairs = zip(map(key_of, keys), values, strict=True)
                return Record({key: self.value(one) for key, one in pairs if key is not None})
            case ast.Constant(value=None):
                return NOTHING
            case ast.Constant(value=str() | bytes() | bool() as constant):
                return Foreign(repr(constant))
            case ast.Lambda():
                return Function(node, self.frame)
            case ast.IfExp(test=test, body=body, orelse=orelse):
                return self.either(test, body, orelse, id(node))
            case ast.ListComp(
                elt=element, generators=[ast.comprehension(iter=ast.Tuple() | ast.List() as several) as one]
            ):
                return self.one_by_one(element, one.target, several)
            case ast.ListComp(elt=element, generators=[one]) | ast.GeneratorExp(elt=element, generators=[one]):
                self.bind_unknown(one.target)
                return self.value(element)
            case ast.Await(value=inner) | ast.Starred(value=inner) | ast.NamedExpr(value=inner):
                return self.value(inner)
            case ast.Name() | ast.Attribute() | ast.Subscript():
                return self.looked_up(node)
            case ast.Call():
                return self.called(node)
        return self.term(node)

    def one_by_one(self, element: ast.expr, target: ast.expr, several: ast.Tuple | ast.List) -> Value:
        """A comprehension over values that stand there."""
        values = []
        for one in several.elts:
            value = self.value(one)
            if isinstance(target, ast.Name):
                self.frame.set(target.id, self.path, value)
            values.append(self.value(element))
        return Items(tuple(values))

    def either(self, test: ast.expr, body: ast.expr, orelse: ast.expr, key: int) -> Value:
        decided = self.truth_of(test)
        if decided is None:
            if key not in self.taken:
                raise Undecided(key)
            decided = self.taken[key] == 0
        return self.value(body if decided else orelse)

    def truth_of(self, test: ast.expr) -> bool | None:
        """What a test says, where the code shows it: `x is None` for a known x."""
        match test:
            case ast.Constant(value=bool(value)):
                return value
            case ast.UnaryOp(op=ast.Not(), operand=operand):
                inner = self.truth_of(operand)
                return None if inner is None else not inner
            case ast.Compare(
                left=left, ops=[ast.Is() | ast.Eq() | ast.IsNot() | ast.NotEq() as how], comparators=[right]
            ):
                nothing = self.is_nothing(left) if isinstance(right, ast.Constant) and right.value is None else None
                return None if nothing is None else nothing == isinstance(how, ast.Is | ast.Eq)
        return None

    def is_nothing(self, node: ast.expr) -> bool | None:
        """Whether an expression is None; what a symbol stands for is not known."""
        held = next((one.value for one in self.each(node)), None)
        return None if held is None or isinstance(held, Symbol) else held == NOTHING

    def term(self, node: ast.expr, depth: int = 0) -> Term:
        """An expression as a term; what is not understood stands for itself."""
        if isinstance(node, ast.Name | ast.Attribute | ast.Subscript | ast.Call | ast.IfExp | ast.NamedExpr):
            value = self.value(node)
            return value if isinstance(value, Term) else self.opaque(node)
        self.steps += 1
        try:
            if isinstance(node, ast.BinOp) and isinstance(node.op, ast.MatMult):
                return self.product(lambda: super(Expressions, self).term(node, depth))
            return super().term(node, depth)
        except UnsupportedInput:
            return self.opaque(node)

    def bind_unknown(self, target: ast.expr) -> None:
        match target:
            case ast.Tuple(elts=elements) | ast.List(elts=elements):
                for one in elements:
                    self.bind_unknown(one)
            case ast.Name():
                self.frame.set(target.id, self.path, Symbol(target.id, span=self.span(target)))
