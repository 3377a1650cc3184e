"""Functions and classes of the file: each is read once for its own sake, with its parameters as symbols."""

from __future__ import annotations

import ast
from collections.abc import Mapping

from kl_check.model.term import Number, Symbol, Term, substitute, symbols
from kl_check.read.flow.binding import Binding
from kl_check.read.flow.frame import Alternative, Frame
from kl_check.read.flow.state import MAX_STEPS, TooLong
from kl_check.read.flow.syntax import defaults_of, is_static, parameters_of
from kl_check.read.flow.values import Foreign, Function, Normal


class Classes(Binding):
    """Follows functions and methods; what methods assign to self is known to the others."""

    def define(self, node: ast.FunctionDef | ast.AsyncFunctionDef) -> None:
        function = Function(node, self.frame)
        self.frame.set(node.name, self.path, function)
        if not self.calls:
            self.waiting.append((function, self.frame))

    def enter(self, function: Function, frame: Frame) -> None:
        """Follows a function for its own sake, with its parameters as symbols."""
        node = function.node
        inside = Frame(getattr(node, "name", "lambda"), frame, frame.attributes, frame.owner)
        for one in parameters_of(node.args):
            inside.set(one.arg, {}, Symbol(one.arg, span=self.span(one)))
        for name, default in defaults_of(node.args):
            if isinstance(number := self.plain_number(default), Number):
                self.found.defaults.setdefault(name, number)
        saved = self.frame, self.path, self.scope, self.returns, self.parameters
        self.frame, self.path, self.scope, self.returns = inside, {}, self.span(node), None
        self.parameters = tuple(one.arg for one in parameters_of(node.args))
        self.found.functions.append(self.scope)
        self.begin()
        try:
            if isinstance(node, ast.Lambda):
                self.give_back(node.body, ast.copy_location(ast.Return(node.body), node))
            else:
                self.block(node.body)
        except TooLong:
            pass  # what was found before stands
        finally:
            self.frame, self.path, self.scope, self.returns, self.parameters = saved

    def define_class(self, node: ast.ClassDef) -> None:
        """The methods of a class share what they assign to self: read once for that, and once for their terms."""
        attributes = Frame("attributes")
        inside = Frame(node.name, self.frame, attributes, node.name)
        for base in node.bases:
            if isinstance(base, ast.Name) and isinstance(known := self.frame.get(base.id, {}), Foreign):
                self.inherit(known, attributes)
        saved = self.frame
        self.frame = inside
        self.block([one for one in node.body if not isinstance(one, ast.FunctionDef | ast.AsyncFunctionDef)])
        methods = [one for one in node.body if isinstance(one, ast.FunctionDef | ast.AsyncFunctionDef)]
        for method in methods:
            attributes.set(f"self.{method.name}", {}, Function(method, inside, bound=not is_static(method)))
        self.frame = saved
        if not self.calls:
            self.publish(methods, inside, attributes)
            self.waiting += [(Function(method, inside), inside) for method in methods]
        self.classes[node.name] = (attributes, inside)
        self.frame.set(node.name, self.path, Foreign(f"class {node.name}"))

    def inherit(self, known: Foreign, attributes: Frame) -> None:
        base = self.classes.get(known.what.removeprefix("class "))
        if base is not None:
            attributes.values.update(base[0].values)

    def publish(self, methods: list[ast.FunctionDef | ast.AsyncFunctionDef], inside: Frame, attributes: Frame) -> None:
        """What the methods leave on self, for the others to read."""
        seen: dict[str, int] = {}
        kept: dict[str, list[Alternative]] = {}
        self.recording, waiting = False, list(self.waiting)
        for method in methods:
            frame = self.left_by(Function(method, inside), inside)
            renamed = {
                value.name: Symbol(name, span=value.span)
                for name, (alternative, *_) in frame.values.items()
                if name.startswith("self.") and isinstance(value := alternative.value, Symbol)
            }
            for name, alternatives in frame.values.items():
                if not name.startswith("self."):
                    continue
                seen[name] = seen.get(name, 0) + 1
                values = [self.as_seen_outside(name, one, renamed) for one in alternatives]
                if is_worth_keeping(name, values):
                    kept[name] = values
        self.recording, self.waiting = True, waiting
        attributes.values.update({name: values for name, values in kept.items() if seen[name] == 1})

    def as_seen_outside(self, name: str, one: Alternative, renamed: Mapping[str, Term]) -> Alternative:
        """A value that a method leaves on self, in the names that other methods know."""
        if not isinstance(one.value, Term):
            return one
        value = substitute(one.value, renamed)
        self.note_name(name, value)
        return Alternative(one.decisions, value)

    def left_by(self, function: Function, frame: Frame) -> Frame:
        node = function.node
        inside = Frame(getattr(node, "name", ""), frame, frame.attributes, frame.owner)
        for one in parameters_of(node.args):
            inside.set(one.arg, {}, Symbol(one.arg, span=self.span(one)))
        saved = self.frame, self.path, self.returns
        self.frame, self.path, self.returns = inside, {}, None
        self.begin()
        try:
            if not isinstance(node, ast.Lambda):
                self.block(node.body)
        except TooLong:
            pass
        finally:
            self.frame, self.path, self.returns = saved
        return inside

    def begin(self) -> None:
        """Each function has steps of its own, so that a long one takes none from those behind it."""
        self.steps, self.limit, self.calls = 0, MAX_STEPS, []


def is_worth_keeping(name: str, alternatives: list[Alternative]) -> bool:
    """Whether other methods should know the value: not a bare symbol, and not made of itself."""
    return all(
        isinstance(one.value, Normal | Function)
        or (isinstance(one.value, Term) and not isinstance(one.value, Symbol) and name not in symbols(one.value))
        for one in alternatives
    )
