"""What the reader of real code knows at one moment, and how it notes what it finds."""

from __future__ import annotations

import ast
from collections.abc import Callable, Hashable
from dataclasses import dataclass
from typing import TypeAlias

from kl_check.model.errors import InputError
from kl_check.model.term import Number, Size, Span, Symbol, Term
from kl_check.read.flow.frame import Alternative, Frame
from kl_check.read.flow.syntax import text_of
from kl_check.read.flow.values import Drawn, Findings, Function, Root, Value
from kl_check.read.prepare import Prepared
from kl_check.read.python import Reader, draws_noise

MAX_STEPS = 30_000  # expressions read for one function, whatever branches and calls they stand in


@dataclass(frozen=True)
class Plain(Prepared):
    """A file's text as it is: offsets are their own."""

    def span(self, start: int, end: int) -> Span:
        return start, end


class TooLong(Exception):
    """The file asks for more steps than are spent on one."""


Imported: TypeAlias = "Callable[[str, str], tuple[State, Function] | None]"
"""A function of another file of the same repository, by module and name, with the reader of that file."""


class State(Reader):
    """The state of a reader of one file; the classes above it add expressions, calls, classes and statements."""

    def __init__(self, text: str, moments: frozenset[str] = frozenset(), imported: Imported | None = None) -> None:
        super().__init__(Plain(text, text, (), None, False))
        self.frame = Frame("module")
        self.taken: dict[int, int] = {}
        self.path: dict[int, int] = {}
        self.found = Findings()
        self.imported = imported
        self.steps, self.limit = 0, MAX_STEPS
        self.hopeless: set[int] = set()  # functions that take more steps than are spent on a call
        self.calls: list[ast.AST] = []
        self.returns: list[Alternative] | None = None
        self.scope: Span = (0, len(text))
        self.place_of_call: Span | None = None
        self.known: dict[Hashable, tuple[object, list[Alternative]]] = {}
        self.asked: dict[int, list[tuple[object, ...]]] = {}  # the arguments of each function that is read in place
        self.stars: list[str] = []  # modules of which every name is imported
        self.parameters: tuple[str, ...] = ()
        self.imports: dict[str, tuple[str, str]] = {}
        self.waiting: list[tuple[Function, Frame]] = []
        self.recording = True
        self.products = 0  # of matrices, around what is read
        self.for_one_item: frozenset[int] = frozenset()  # calls in functions that get one item of the batch
        self.classes: dict[str, tuple[Frame, Frame]] = {}  # attributes and names of each class
        self.moments = moments  # what is asked for its spread in this file: its mean is a parameter, not a reduction

    # What the classes above this one add

    def value(self, node: ast.expr) -> Value:
        raise NotImplementedError

    def each(self, node: ast.expr) -> list[Alternative]:
        raise NotImplementedError

    def called(self, node: ast.Call) -> Value:
        raise NotImplementedError

    def block(self, body: list[ast.stmt]) -> bool:
        raise NotImplementedError

    def give_back(self, value: ast.expr | None, node: ast.stmt) -> None:
        raise NotImplementedError

    def within_steps(self, function: Function, given: list[Value], words: dict[str, Value]) -> Value | None:
        raise NotImplementedError

    # What all of them use

    def keep(self, term: Term, span: Span, name: str | None, use: str) -> None:
        """Notes a value at which a KL term may end, and one that draws noise."""
        if self.calls or not self.recording or isinstance(term, Symbol | Number | Size):
            return
        function, owner = self.frame.name, self.frame.owner
        if draws_noise(term):
            self.found.drawn.append(Drawn(term, span, name, function, owner))
        self.found.roots.append(Root(term, span, name, function, owner, use, self.scope, self.parameters))

    def span(self, node: ast.AST) -> Span:
        """Where a node stands; for a function of another file, where it is called."""
        return self.place_of_call or super().span(node)

    def opaque(self, node: ast.expr) -> Symbol:
        return Symbol(text_of(node), span=self.span(node))

    def plain_number(self, node: ast.expr) -> Term | None:
        try:
            return Reader.term(self, node) if isinstance(node, ast.Constant | ast.UnaryOp) else None
        except InputError:
            return None
