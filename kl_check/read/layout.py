r"""Where the equations of a text are: lines, and the sides of `=` within them, before any of them is read.

Nothing is understood here. Offsets stay those of the text: what says nothing (comments, alignment marks, the commands
around a formula) is overwritten by spaces.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from kl_check.model.term import Span

ENVIRONMENTS = "align|aligned|equation|gather|gathered|split|multline|displaymath|math|eqnarray"
DELIMITED = re.compile(
    r"(?<!\\)(?P<dollars>\$\$?)(?P<a>.+?)(?<!\\)(?P=dollars)"
    r"|(?<!\\)\\\[(?P<b>.+?)(?<!\\)\\\]|(?<!\\)\\\((?P<c>.+?)(?<!\\)\\\)"
    rf"|\\begin\{{(?P<name>(?:{ENVIRONMENTS})\*?)\}}(?P<d>.+?)\\end\{{(?P=name)\}}",
    re.DOTALL,
)
IDLE_LATEX = re.compile(
    rf"(?<!\\)(?:\\\\)*(?P<comment>%[^\n]*)|\\(?:begin|end)\{{(?:{ENVIRONMENTS})\*?\}}"
    r"|\\(?:tag|label|eqref)\*?\{[^{}]*\}|\\(?:nonumber|notag)(?![A-Za-z])|(?<!\\)\$"
    r"|\\(?:text|textrm|mbox|intertext)\{\s*(?:where|with|and|since|because|by|for|so|using|as)\b[^{}]*\}"
)
IDLE_PYTHON = re.compile(r"#[^\n]*|\\(?=\n)")
REMARK = re.compile(r"[\s,.;&]*((\(\d+\)|\\(text|textrm|mbox|intertext)\{[^{}]*\}|\\q?quad(?![A-Za-z]))[\s,.;&]*)*")
r"""What is no formula: `\text{(by linearity)}`, `(3)`, punctuation."""

TOKEN = re.compile(
    r"(?P<row>\\\\(\*?\[[^\]]*\])?)|(?P<gap>\\q?quad(?![A-Za-z]))|(?P<equal>:=|==|\\coloneqq|\\triangleq|(?<![<>!+\-*/:=])=)"
    r"|\\[A-Za-z]+|(?P<open>\\\{|[({\[])|(?P<close>\\\}|[)}\]])|\\.|(?P<column>&)|(?P<newline>\n)",
    re.DOTALL,
)
JOINS_BEFORE = re.compile(r"([-+*/−·×^(]|\\(cdot|times|odot|left|Bigl?|biggl?)[.(\[]?)[\s&]*$")
JOINS_AFTER = re.compile(r"[\s&]*(\\(quad|qquad|,|;|:|!|>)\s*)*([-+*/−·×^)]|\\(cdot|times|odot|right)(?![A-Za-z]))")
NEGATED_KL = re.compile(r"\s*[-−][^=]*KL")
NAME = re.compile(
    r"\s*(?!\\(?:[a-z]?frac|log|ln|exp|sqrt|sum|left|prod|int|det)(?![A-Za-z]))\\?[A-Za-z]+(\{[^{}]*\})?\s*"
    r"([_^]\s*(\{[^{}]*(\{[^{}]*\}[^{}]*)*\}|\\?\w+)\s*)*((\\left)?[(\[].*)?\s*:?\s*",
    re.DOTALL,
)
"""A name, perhaps with indices and arguments: in front of `=` at the beginning of a line it begins an equation."""


@dataclass(frozen=True, slots=True)
class Written:
    """The sides of one statement. `goes_on`: it begins with `=`, so it continues the one before."""

    sides: tuple[Span, ...]
    goes_on: bool = False
    is_inline: bool = False
    is_outside: bool = False  # an equation in the prose around formulas


@dataclass(frozen=True, slots=True)
class Layout:
    """A text without what says nothing, as long as the text, and the statements in it."""

    text: str
    statements: tuple[Written, ...]


@dataclass(frozen=True, slots=True)
class _Line:
    """The cells between the `=` of one line; an empty first or last cell is an `=` at that end."""

    cells: tuple[Span, ...]
    is_hard: bool  # parted from what is above for certain; a single line end within LaTeX is only space


def laid_out(text: str, *, is_latex: bool) -> Layout:
    """The statements of a text."""
    blank = _without_idle(text, IDLE_LATEX if is_latex else IDLE_PYTHON)
    found: list[Written] = []
    for (start, end), is_inline, is_formula in _regions(text) if is_latex else [((0, len(text)), False, True)]:
        if is_formula:
            found += _statements(blank, _lines(blank, start, end, is_latex=is_latex), is_inline=is_inline)
        else:
            found += _outside(blank, start, end)
    return Layout(blank if is_latex else blank.replace("\n", " "), tuple(found))


def _without_idle(text: str, idle: re.Pattern[str]) -> str:
    def blanked(match: re.Match[str]) -> str:
        comment = match.groupdict().get("comment")
        kept = match[0][: -len(comment)] if comment else ""
        return kept + re.sub(r"[^\n]", " ", match[0][len(kept) :])

    return idle.sub(blanked, text)


def _regions(text: str) -> Iterator[tuple[Span, bool, bool]]:
    """The formulas between delimiters, if there are any, and the prose around them; else the whole text."""
    position = 0
    for match in DELIMITED.finditer(text):
        group = next(name for name in "abcd" if match[name] is not None)
        yield (position, match.start()), False, False
        yield match.span(group), match["dollars"] == "$" or group == "c", True
        position = match.end()
    yield (position, len(text)), False, position == 0


def _outside(text: str, start: int, end: int) -> Iterator[Written]:
    """The lines of prose that hold an `=`: nothing that looks like an equation is passed over in silence."""
    for match in re.finditer(r"[^\n]+", text[start:end]):
        if "=" in match[0]:
            yield Written((_stripped(text, start + match.start(), start + match.end()),), is_outside=True)


# Lines and their cells


def _lines(text: str, start: int, end: int, *, is_latex: bool) -> Iterator[_Line]:
    cells: list[Span] = []
    depth, cell, is_hard = 0, start, True
    for match in TOKEN.finditer(text, start, end):
        if match["open"]:
            depth += 1
        elif match["close"]:
            depth = max(depth - 1, 0)
        elif match["equal"] and not depth:
            cells.append((cell, match.start()))
            cell = match.end()
        elif _parts(match, text, cell, end) and (not depth or _next_is_equal(text, match.end())):
            yield _Line((*cells, (cell, match.start())), is_hard)
            blank = not cells and not text[cell : match.start()].strip()
            is_hard = not is_latex or not match["newline"] or blank
            depth, cells, cell = 0, [], match.end()
    yield _Line((*cells, (cell, end)), is_hard)


def _parts(match: re.Match[str], text: str, cell: int, end: int) -> bool:
    """Whether a mark ends a line: `&` and wide gaps do where they stand between two formulas."""
    if match["row"] or match["newline"]:
        return True
    if not (match["column"] or match["gap"]) or text[max(cell, match.start() - 8) : match.start()].rstrip()[-1:] == "&":
        return False  # of several marks in a row the first decides
    before, after = text[cell : match.start()].rstrip(" \t\n&"), text[match.end() : end]
    joined = JOINS_BEFORE.search(before) or JOINS_AFTER.match(after) or _next_is_equal(text, match.end())
    return bool(before) and not joined


def _next_is_equal(text: str, place: int) -> bool:
    return re.compile(r"[\s&]*(=|:=|\\coloneqq|\\triangleq)").match(text, place) is not None


# Statements


def _statements(text: str, lines: Iterator[_Line], *, is_inline: bool) -> Iterator[Written]:
    sides: list[Span] = []
    goes_on = is_open = False
    for line in lines:
        cells = [_stripped(text, *cell) for cell in line.cells]
        waits = is_open or (bool(sides) and JOINS_BEFORE.search(text[slice(*sides[-1])]) is not None)
        if len(cells) == 1 and (_is_empty(cells[0]) or (not waits and REMARK.fullmatch(text[slice(*cells[0])]))):
            continue
        begins, *rest = cells
        if _is_empty(begins):
            goes_on = goes_on or not sides
        elif sides and not is_open and _extends(text, sides[-1], line):
            sides[-1] = sides[-1][0], begins[1]
        else:
            if sides and not is_open:
                yield Written(tuple(sides), goes_on, is_inline)
                sides, goes_on = [], False
            sides.append(begins)
        is_open = bool(rest) and _is_empty(rest[-1])
        sides += [cell for cell in rest if not _is_empty(cell)]
    if sides:
        yield Written(tuple(sides), goes_on, is_inline)


def _extends(text: str, before: Span, line: _Line) -> bool:
    """Whether a line that does not begin with `=` goes on with the side above it."""
    start, end = line.cells[0]
    if JOINS_BEFORE.search(text[slice(*before)]):
        return True
    cell = text[start:end]
    if JOINS_AFTER.match(cell):  # `-KL = …` is a statement of its own; `&- b = …` goes on
        return len(line.cells) == 1 or not NEGATED_KL.match(cell)
    return not line.is_hard and (len(line.cells) == 1 or not NAME.fullmatch(cell))


def _stripped(text: str, start: int, end: int) -> Span:
    """The span without white space and alignment marks at its ends."""
    inside = text[start:end]
    kept = inside.strip(" \t\r\n&")
    first = start + inside.find(kept) if kept else end
    return first, first + len(kept)


def _is_empty(span: Span) -> bool:
    return span[0] == span[1]
