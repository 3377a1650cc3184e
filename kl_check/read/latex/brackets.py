"""Brackets that group, braces that do not print, bars and roots."""

from __future__ import annotations

from kl_check.model.term import Apply, Number, Symbol, Term
from kl_check.read.latex.products import Factor
from kl_check.read.latex.scripts import Scripts, literal
from kl_check.read.latex.sums import nodes
from kl_check.read.latex.symbols import BRACKETS


class Brackets(Scripts):
    """The factors that enclose an expression."""

    def group_ahead(self) -> int | None:
        """The index of the bracket ahead; braces around all of it do not print and are passed over."""
        if self.token.kind != "open":
            return None
        at = self.position
        while self.tokens[at].text == "{" and self.closers.get(at + 1) == self.closers[at] - 1:
            at += 1
        return at if self.tokens[at].text in BRACKETS else None

    def group(self) -> Factor:
        opener = self.group_ahead()
        if opener is not None:
            behind = self.closers[self.position] + 1
            term = self.within(opener, self.closers[opener])
            self.position = behind
            return Factor("group", term)
        if self.token.text == r"\lvert":
            return Factor("enclosed", self.absolute(self.closers[self.position]))
        if self.token.text == "{":
            return self.braces()
        raise self.unsupported("a formula inside of a formula is not read")

    def braces(self) -> Factor:
        """Braces print nothing, so what they hold must read the same without them."""
        opener, start = self.position, self.token.start
        term = self.within(opener, self.closers[opener])
        alone = self.closers.get(opener - 1) == self.position
        additive = isinstance(term, Apply) and term.head in ("add", "subtract", "negate")
        if (additive and not alone) or (self.at("^") and isinstance(term, Apply)):
            raise self.unsupported("braces { } print no bracket: write ( )", self.since(start))
        return Factor("number" if isinstance(term, Number) else "enclosed", term)

    def bar_ahead(self) -> int:
        """The index of the bar that closes the one here."""
        at = self.position + 1
        while at < self.stop and self.tokens[at].kind != "bar":
            at = self.closers.get(at, at) + 1
        if at >= self.stop:
            raise self.malformed("| is never closed")
        return at

    def absolute(self, closer: int) -> Term:
        start = self.token.start
        term = self.within(self.position, closer)
        names = [node.name for node in nodes(term) if isinstance(node, Symbol)]
        of_matrices = bool(names) and all(name[0].isupper() for name in names)
        return Apply("determinant" if of_matrices else "abs", (term,), span=self.since(start))

    def root(self) -> Term:
        start = self.take().start
        if self.token.text != "[":
            return Apply("sqrt", (self.argument(),), span=self.since(start))
        degree = literal(self.within(self.position, self.closers[self.position]))
        if degree is None or degree < 1:
            raise self.unsupported("the degree of a root is read if it is a number", self.since(start))
        inverse = Number(1 / degree, span=self.since(start))
        return self.power(self.argument(), inverse, self.since(start))
