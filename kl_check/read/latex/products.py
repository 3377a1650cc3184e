"""Factors side by side: what a product, a quotient and a juxtaposition may look like, so that they have one reading."""

from __future__ import annotations

from typing import Literal, NamedTuple, TypeAlias

from kl_check.model.term import Apply, Span, Symbol, Term
from kl_check.read.latex.cursor import Cursor
from kl_check.read.latex.symbols import CALLED

Kind: TypeAlias = Literal["number", "symbol", "word", "group", "enclosed", "function", "bare function"]
"""An enclosed factor shows its own ends (a fraction, a root, bars); a bare function's argument has no bracket."""


class Factor(NamedTuple):
    kind: Kind
    term: Term


class Product:
    """The factors read so far, multiplied and divided from left to right."""

    def __init__(self, cursor: Cursor) -> None:
        self.cursor = cursor
        self.start = cursor.here[0]
        self.term: Term | None = None
        self.length = 0
        self.previous: Kind = "group"
        self.slash = ""  # the last operator was / between "numbers" or "others"

    def add(self, operator: str, factor: Factor, span: Span) -> None:
        """Appends a factor that stands at `span`, behind an operator or, where that is empty, beside the last one."""
        if self.term is None:
            self.term = factor.term
        else:
            reason = self._beside(factor) if not operator else self._behind_operator()
            if reason:
                raise self.cursor.unsupported(reason, span)
            head = "divide" if operator == "/" else "multiply"
            self.term = Apply(head, (self.term, factor.term), span=self.cursor.since(self.start))
        if operator:
            numbers = self.length == 1 and self.previous == factor.kind == "number"
            self.slash = ("numbers" if numbers else "others") if operator == "/" else ""
        self.previous = factor.kind
        self.length += 1

    def _behind_operator(self) -> str | None:
        if self.previous == "bare function":
            return "where does the function's argument end? Put it in brackets"
        return None

    def _beside(self, factor: Factor) -> str | None:
        """Why this factor cannot stand beside the last one without an operator."""
        function = factor.kind in ("function", "bare function")
        if factor.kind == "number":
            return r"a number behind a factor: write \cdot between them, or braces, as in x^{10}"
        if self.previous == "bare function" and not function:
            return "where does the function's argument end? Put it in brackets"
        # −1/2 (…) and 1/2 log σ are clear; 1/2σ² and μ²/2σ² are not.
        if self.slash and not (self.slash == "numbers" and (function or factor.kind == "group")):
            return r"does this stand below the line? Write \frac{…}{…} or brackets"
        if factor.kind == "group":
            return self._called(factor.term)
        return None

    def _called(self, inside: Term) -> str | None:
        """Why a bracket behind a name may be its argument: σ(x) is no product."""
        if self.previous == "word":
            return r"no function of this name is known; write \cdot for a product"
        last = self.term.arguments[-1] if isinstance(self.term, Apply) and self.length > 1 else self.term
        called = isinstance(last, Symbol) and last.name.partition("_")[0] in CALLED
        if called or (self.previous == "symbol" and isinstance(inside, Symbol)):
            return r"a function of this or a product with it? Write \cdot for a product, or leave the argument out"
        return None
