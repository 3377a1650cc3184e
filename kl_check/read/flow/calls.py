"""Calls of functions that the code defines itself: their bodies are read in place."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from functools import lru_cache
from itertools import islice

from kl_check.know.names import suggested_role
from kl_check.model.errors import InputError
from kl_check.model.term import Symbol, Term, substitute, symbols
from kl_check.read.flow.frame import Alternative, Frame, chosen
from kl_check.read.flow.library import Library
from kl_check.read.flow.state import TooLong
from kl_check.read.flow.syntax import defaults_of, parameters_of, text_of
from kl_check.read.flow.values import Function, Items, Value

MAX_CALLS = 4  # functions read in place, one in the other
CALL_STEPS = 3_000  # expressions read for one call
MAX_FUNCTION = 1_500  # parts of a function that is read in place


class Calls(Library):
    """Reads a call: of a method, of the code's own function, of a distribution, of a library."""

    def called(self, node: ast.Call) -> Value:
        for reading in (
            self.as_method,
            self.as_own_function,
            self.as_distribution,
            self.as_log_determinant,
            self.as_library,
        ):
            value = reading(node)
            if value is not None:
                return value
        self.given(node)
        return self.opaque(node)

    def given(self, node: ast.Call) -> None:
        """A term that is given to a function that we do not know ends there."""
        if isinstance(node.func, ast.Call):  # a layer that is made and called at once
            self.value(node.func)
        given = [one.elts if isinstance(one, ast.List | ast.Tuple) else [one] for one in node.args]
        for argument in (*(one for several in given for one in several), *(word.value for word in node.keywords)):
            if isinstance(argument, ast.BinOp | ast.Call | ast.UnaryOp | ast.Name):
                value = self.value(argument)
                if isinstance(value, Term) and not isinstance(argument, ast.Name):
                    self.keep(value, self.span(argument), None, "given")

    def as_own_function(self, node: ast.Call) -> Value | None:
        function = self.function_of(node.func)
        if function is None:
            return self.as_imported_function(node)
        if len(self.calls) >= MAX_CALLS or function.node in self.calls or not computes(function.node):
            return None
        return self.within_steps(function, *self.given_to(node))

    def within_steps(self, function: Function, given: list[Value], words: dict[str, Value]) -> Value | None:
        """What a function returns, unless it takes too many steps to find out: then the call stands for itself."""
        if id(function.node) in self.hopeless:
            return None
        before = self.limit
        self.limit = min(before, self.steps + CALL_STEPS)
        try:
            return self.read_in_place(function, given, words)
        except InputError:
            return None
        except TooLong:
            self.hopeless.add(id(function.node))
            return None
        finally:
            self.limit = before

    def as_imported_function(self, node: ast.Call) -> Value | None:
        """What a function of another file returns; all of it stands at the call."""
        name = node.func.id if isinstance(node.func, ast.Name) else None
        if self.imported is None or name not in self.imports or len(self.calls) >= MAX_CALLS:
            return None
        found = self.imported(*self.imports[name])
        if found is None or not computes(found[1].node):
            return None
        other, function = found
        given, words = self.given_to(node)
        other.calls, other.taken, other.recording = list(self.calls), dict(self.taken), False
        other.place_of_call, other.steps, other.limit = self.span(node), 0, CALL_STEPS
        return other.within_steps(function, given, words)

    def given_to(self, node: ast.Call) -> tuple[list[Value], dict[str, Value]]:
        given = [self.value(argument) for argument in node.args if not isinstance(argument, ast.Starred)]
        return given, {word.arg: self.value(word.value) for word in node.keywords if word.arg is not None}

    def function_of(self, node: ast.expr) -> Function | None:
        if isinstance(node, ast.Call):  # Lambda(sampling)([mean, log_var])
            inner = text_of(node.func).rpartition(".")[2]
            if inner == "Lambda" and node.args:
                return self.function_of(node.args[0])
            return None
        if isinstance(node, ast.Lambda):
            return Function(node, self.frame)
        if not isinstance(node, ast.Name | ast.Attribute):
            return None
        name = text_of(node)
        known = self.frame.get(name, self.taken)
        if isinstance(known, Function):
            return known
        return None

    def read_in_place(self, function: Function, given: list[Value], words: dict[str, Value]) -> Value | None:
        """What a function returns for these arguments; the same ones are asked for on every path."""
        key = (
            id(function.node),
            tuple(map(id, given)),
            tuple((name, id(one)) for name, one in words.items()),
            len(self.calls),
        )
        if key not in self.known:
            returned = self.read_again(function, given, words)
            self.known[key] = (given, words), self.told_apart(function, given, words, returned)
        return chosen(self.known[key][1], self.taken)

    def told_apart(
        self, function: Function, given: list[Value], words: dict[str, Value], returned: list[Alternative]
    ) -> list[Alternative]:
        """What a function computes for itself is another value for other arguments, so it gets another name."""
        asked = tuple(map(_comparable, (*given, *words.values())))
        seen = self.asked.setdefault(id(function.node), [])
        if asked not in seen:
            seen.append(asked)
        if (times := seen.index(asked)) == 0:
            return returned
        outside = {name for value in (*given, *words.values()) for one in terms_in(value) for name in symbols(one)}
        own = getattr(function.node, "name", "lambda")

        def renamed(value: Value) -> Value:
            if isinstance(value, Items):
                return Items(tuple(map(renamed, value.values)))
            if not isinstance(value, Term):
                return value
            inner = [
                name for name in symbols(value) if name not in outside and suggested_role(name) and "." not in name
            ]
            return substitute(value, {name: Symbol(f"{own}{'′' * times}({name})") for name in inner})

        return [Alternative(one.decisions, renamed(one.value)) for one in returned]

    def read_again(self, function: Function, given: list[Value], words: dict[str, Value]) -> list[Alternative]:
        inside = Frame(getattr(function.node, "name", "lambda"), function.frame, function.frame.attributes)
        if self.frame.attributes is not None and function.bound:
            inside.attributes = self.frame.attributes
        self.pass_arguments(function, given, words, inside)
        saved = self.frame, self.path, self.returns, self.taken
        self.calls.append(function.node)
        self.frame, self.path, self.returns, self.taken = inside, {}, [], {}
        try:
            if isinstance(function.node, ast.Lambda):
                self.returns = self.each(function.node.body)
            else:
                self.block(function.node.body)
            return self.returns
        finally:
            self.frame, self.path, self.returns, self.taken = saved
            self.calls.pop()

    def pass_arguments(self, function: Function, given: list[Value], words: dict[str, Value], inside: Frame) -> None:
        arguments = function.node.args
        names = [one.arg for one in (*arguments.posonlyargs, *arguments.args)]
        if function.bound and names:
            inside.set(names[0], {}, Symbol(names[0]))
            names = names[1:]
        for name, default in defaults_of(arguments):
            inside.set(name, {}, self.value(default))
        for one in parameters_of(arguments):
            if one.arg not in inside.values:
                inside.set(one.arg, {}, Symbol(one.arg, span=self.span(one)))
        for name, value in (*zip(names, given, strict=False), *words.items()):
            inside.set(name, {}, value)


COMPUTING = frozenset(
    {"exp", "log", "pow", "square", "sqrt", "randn_like", "randn", "random_normal", "normal", "mean", "sum"}
)
COMPUTING |= {
    "log_prob",
    "kl_divergence",
    "reduce_mean",
    "reduce_sum",
    "Normal",
    "exp_",
    "rsample",
    "sample",
    "log1p",
    "expm1",
}


@lru_cache(maxsize=10_000)
def computes(node: ast.AST) -> bool:
    """Whether a short function does the arithmetic of a density or a sampler, so that it is worth reading in place."""
    parts = list(islice(ast.walk(node), MAX_FUNCTION + 1))
    return len(parts) <= MAX_FUNCTION and any(map(_is_arithmetic, parts))


def _is_arithmetic(part: ast.AST) -> bool:
    match part:
        case ast.Attribute(attr=name) | ast.Name(id=name):
            return name in COMPUTING
        case ast.Pow():
            return True
    return False


def _comparable(value: Value) -> object:
    """What tells one argument from another."""
    if isinstance(value, Items):
        return tuple(map(_comparable, value.values))
    return value if isinstance(value, Term) else id(value)


def terms_in(value: Value) -> Iterator[Term]:
    match value:
        case Term():
            yield value
        case Items(values=values):
            for one in values:
                yield from terms_in(one)
