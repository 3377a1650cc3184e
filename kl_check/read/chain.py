r"""Chains of equations in LaTeX or Python: `KL = A = B`, over lines with `=` or `&=`.

Each side is read by itself, as `check` reads a text; one that is not understood is kept, with the reason and its place.
"""

from __future__ import annotations

import re
from dataclasses import replace

from kl_check.know.names import is_kl_name
from kl_check.model.chain import Chain, Heading, Problem, Side
from kl_check.model.errors import InputError, MalformedInput
from kl_check.model.surroundings import Excerpt, Surroundings
from kl_check.model.term import Span, Symbol, symbols
from kl_check.read.latex import is_latex, read_latex
from kl_check.read.layout import Layout, Written, laid_out
from kl_check.read.prepare import check_size
from kl_check.read.python import read_python

FONTS = re.compile(
    r"\\(mathrm|text|textrm|operatorname|mathit|mathsf|mathcal|mathbb|boldsymbol|mathbf|bm|hat|tilde)(?![A-Za-z])"
)
NAME = re.compile(
    r"(?P<sign>[-−]?)\s*(?P<base>\\?[^\W\d]\w*|\{[^{}]*\})(?P<scripts>\s*(?:[_^]\s*(?:\{(?:[^{}]|\{[^{}]*\})*\}|\w|\\\w+)|')*)"
    r"\s*(?P<arguments>(?:\\left|\\[Bb]igg?l?)?\s*[(\[].*[)\]])?",
    re.DOTALL,
)
ALIGNED = re.compile(r"&\s*=|\\\\")
"""What Python does not write: `&=` and `\\\\`."""

OPERATORS = frozenset(
    {"E", "Var", "tr", "Tr", "trace", "det", "int", "sum", "prod", "log", "ln", "exp", "sqrt", "frac"}
)
"""What is applied to its argument: `E[x]` is a value that is not understood, no name."""

NO_EQUATION = "no = in this line: it is no part of a chain"
OUTSIDE = r"an equation outside of the formulas: put it between $…$ or into the environment"


def read_chains(text: str) -> tuple[Chain, ...]:
    """The chains of a text, each with its heading and sides.

    Raises:
        MalformedInput: it holds no equation at all.
    """
    check_size(text)
    text = text.replace("\ufeff", " ")  # a byte order mark
    in_latex = is_latex(text) or ALIGNED.search(text) is not None
    layout = laid_out(text, is_latex=in_latex)
    reader, chains = _Reader(text, layout, in_latex), _Chains()
    for statement in layout.statements:
        chains.add(statement, reader)
    if not any(len(one.sides) > 1 or (one.heading and one.heading.is_kl) for one in chains.found):
        raise MalformedInput("nothing to check: no equation A = B in the text", text=text, span=(0, len(text.rstrip())))
    return tuple(chains.found)


def read_side(text: str, *, in_latex: bool) -> Excerpt:
    """One side of an equation as an excerpt of its own. Raises `InputError` with its place in `text`."""
    if not in_latex:
        return read_python(text)
    return Excerpt(text, read_latex(text), (0, len(text)), "latex", Surroundings())


class _Chains:
    """Statements put together: one goes on with another if it begins with `=`, or with what was said before."""

    def __init__(self) -> None:
        self.found: list[Chain] = []
        self.latest: int | None = None  # the chain that a line goes on which begins with `=`; asides do not count

    def add(self, statement: Written, reader: _Reader) -> None:
        if len(statement.sides) == 1 and not statement.goes_on:
            if not statement.is_inline:  # `$\sigma$` within prose states nothing
                self.found.append(Chain(None, (reader.refused(statement),)))
            return
        heading = None if statement.goes_on else reader.heading(statement.sides[0])
        sides = tuple(map(reader.side, statement.sides))
        if heading and (heading.is_kl or not _stands_in(heading.symbol, sides[1:])):
            sides = sides[1:]
        else:
            heading = None  # x = x + 0 is an equation, and names nothing
        index, more = self._continued(statement, heading, sides)
        if index is None:
            self.found.append(Chain(heading, sides))
            index = len(self.found) - 1
        else:
            self.found[index] = replace(self.found[index], sides=self.found[index].sides + more)
        if not statement.is_inline:
            self.latest = index

    def _continued(
        self, statement: Written, heading: Heading | None, sides: tuple[Side, ...]
    ) -> tuple[int | None, tuple[Side, ...]]:
        """The chain that a statement goes on, with the sides that it adds."""
        if statement.goes_on:
            return self.latest, sides
        if heading:
            named = (index for index, one in enumerate(self.found) if one.heading and one.heading.text == heading.text)
            return next(named, None), sides
        if self.latest is not None and self.found[self.latest].sides[-1].text == sides[0].text:
            return self.latest, sides[1:]
        return None, sides


def _stands_in(symbol: str | None, sides: tuple[Side, ...]) -> bool:
    return any(one.excerpt and symbol in symbols(one.excerpt.term) for one in sides)


class _Reader:
    """Reads the spans of one text."""

    def __init__(self, text: str, layout: Layout, in_latex: bool) -> None:
        self.text = text
        self.layout = layout
        self.in_latex = in_latex

    def side(self, span: Span) -> Side:
        shown, start, end = self.shown(span), self.place(span[0]), self.place(span[1])
        try:
            excerpt = read_side(self.layout.text[slice(*span)], in_latex=self.in_latex)
        except InputError as error:
            return Side(shown, *start, *end, problem=self.problem(error, span))
        return Side(shown, *start, *end, excerpt)

    def refused(self, statement: Written) -> Side:
        """A line that is no equation."""
        (span,) = statement.sides
        start, end = self.place(span[0]), self.place(span[1])
        message = OUTSIDE if statement.is_outside else NO_EQUATION
        return Side(self.shown(span), *start, *end, problem=Problem(message, *start))

    def heading(self, span: Span) -> Heading | None:
        """The name in front of the first `=`, if it is one; what can be read as a formula is none."""
        shown = self.shown(span)
        plain = re.sub(r"\s+", "", FONTS.sub("", shown))
        match = NAME.fullmatch(plain)
        if match is None or match["base"].strip("\\{}") in OPERATORS or re.search(r"\^\{?\d", match["scripts"]):
            return None
        excerpt = self.side(span).excerpt
        if excerpt and not match["sign"] and not isinstance(excerpt.term, Symbol):
            return None  # log(x*y)
        name = re.sub(r"[{}\\]", "", match["base"] + match["scripts"])
        symbol = excerpt.term.name if excerpt and isinstance(excerpt.term, Symbol) else None
        return Heading(shown, "KL" in name or is_kl_name(name), bool(match["sign"]), symbol)

    def shown(self, span: Span) -> str:
        """A side on one line."""
        return " ".join(re.sub(r"\\\\|&", " ", self.layout.text[slice(*span)]).split())

    def place(self, offset: int) -> tuple[int, int]:
        return self.text.count("\n", 0, offset) + 1, offset - self.text.rfind("\n", 0, offset)

    def problem(self, error: InputError, span: Span) -> Problem:
        offset = span[0] + (error.span[0] if error.span else 0)
        return Problem(error.message, *self.place(offset))
