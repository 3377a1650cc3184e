"""The statements of a text that Python does not parse: lines that brackets, strings and indentation hold together."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

MAX_LINES = 3000
"""Of one statement; an opening bracket that is never closed must not take the rest of the file with it."""

PATIENCE = 100_000
"""Lines read in vain, in all, for ends that never come; from then on every line stands alone."""

TOKEN = re.compile(
    r"#.*|\"{3}|'{3}|\"(?:\\.|[^\"\\])*(?:\"|\\$)|'(?:\\.|[^'\\])*(?:'|\\$)|[(\[{]|[)\]}]|\\$",
)

END_OF_STRING = {
    '"""': re.compile(r'(?:[^\\"]|\\.|\\$|"(?!""))*"""'),
    "'''": re.compile(r"(?:[^\\']|\\.|\\$|'(?!''))*'''"),
}

BEGINS_ANEW = re.compile(
    r"(?:async\s+)?def\s+\w+\s*\(|class\s+\w+\s*[:(]|import\s|from\s+[\w.]+\s+import\b|return\b|try\s*:|raise\s|@\w"
)
"""What no line inside brackets begins with: the bracket before it was never closed."""

PLAIN_STATEMENT = re.compile(
    rf"{BEGINS_ANEW.pattern}|(?:if|for|while|with|elif|else|except|finally)\b.*:\s*(?:\#.*)?\Z|[\w.]+(?:\[.*\])?\s*[-+*/]?=(?!=)"
)

SHELL = re.compile(r"\s*[%!?]")
"""A command to the notebook, not to Python; brackets and quotes in it mean nothing."""

CONTINUES = re.compile(r"(?:elif|else|except|finally)\b")

CONTINUED = re.compile(r"(?:if|elif|else|for|async|while|try|except|finally)\b")


@dataclass(frozen=True, slots=True)
class Line:
    """A logical line: the first and the last of its lines, and how far it is indented."""

    first: int
    last: int
    indent: int


@dataclass(frozen=True, slots=True)
class Clause:
    """A header and what is indented below it; a simple statement has nothing below."""

    header: Line
    body: tuple[Statement, ...] = ()


@dataclass(frozen=True, slots=True)
class Statement:
    """A simple statement, or a compound one with all its clauses, as `if … elif … else …`."""

    clauses: tuple[Clause, ...]

    @property
    def first(self) -> int:
        """The number of its first line, from 0."""
        return self.clauses[0].header.first

    @property
    def last(self) -> int:
        """The number of its last line."""
        clause = self.clauses[-1]
        return clause.body[-1].last if clause.body else clause.header.last


def statements(lines: Sequence[str]) -> tuple[Statement, ...]:
    """The statements of a text in their nesting. No text is refused."""
    return _nested(list(logical_lines(lines)), lines)


def logical_lines(lines: Sequence[str]) -> Iterator[Line]:
    """The logical lines, without those that are empty or comments."""
    patience = PATIENCE
    at = 0
    while at < len(lines):
        text = lines[at].lstrip()
        if not text or text.startswith("#"):
            at += 1
            continue
        end = min(len(lines), at + min(MAX_LINES, patience))
        last = _closed(lines, at, end)
        if last is None:
            patience = max(patience - (end - at), 1)
            last = _before_resumption(lines, at, end)
        yield Line(at, last, len(lines[at]) - len(text))
        at = last + 1


def _closed(lines: Sequence[str], first: int, end: int) -> int | None:
    """The last line of the statement that begins on a line; nothing where a bracket or string is never closed."""
    if is_shell(lines[first]):
        return next((at for at in range(first, end) if not lines[at].endswith("\\")), first)
    indent = _indent(lines[first])
    depth, quote = 0, ""
    for at in range(first, end):
        if depth and not quote and at > first and _begins(lines[at], indent, BEGINS_ANEW):
            return None
        depth, quote, joined = _state_after(lines[at], depth, quote)
        if not depth and not quote and not joined:
            return at
    return None


def _before_resumption(lines: Sequence[str], first: int, end: int) -> int:
    """Where a statement ends of which a bracket or string is never closed: before what plainly begins another."""
    if lines[first].rstrip().endswith(":"):
        return first
    indent = _indent(lines[first])
    return next((at - 1 for at in range(first + 1, end) if _begins(lines[at], indent, PLAIN_STATEMENT)), first)


def is_shell(line: str) -> bool:
    """Whether a line commands the notebook (`!pip …`, `%matplotlib …`)."""
    return SHELL.match(line) is not None


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip())


def _begins(line: str, indent: int, what: re.Pattern[str]) -> bool:
    return _indent(line) <= indent and what.match(line.lstrip()) is not None


def _state_after(line: str, depth: int, quote: str) -> tuple[int, str, bool]:
    """The depth of brackets and the open triple quote at a line's end, and whether a backslash joins the next."""
    place = 0
    while True:
        if quote:
            end = END_OF_STRING[quote].match(line, place)
            if end is None:
                return depth, quote, False
            place, quote = end.end(), ""
        found = TOKEN.search(line, place)
        if found is None:
            return depth, "", False
        place = found.end()
        match found[0]:
            case '"""' | "'''":
                quote = found[0]
            case "(" | "[" | "{":
                depth += 1
            case ")" | "]" | "}":
                depth = max(depth - 1, 0)
            case token if token.endswith("\\") and not token.startswith("#"):
                return depth, "", True


def _nested(flat: Sequence[Line], lines: Sequence[str]) -> tuple[Statement, ...]:
    """Logical lines in their nesting: what is indented further belongs to the line before it."""
    found: list[list[Clause]] = []
    at = 0
    while at < len(flat):
        header = flat[at]
        end = at + 1
        while end < len(flat) and flat[end].indent > header.indent:
            end += 1
        clause = Clause(header, _nested(flat[at + 1 : end], lines))
        before = found[-1][-1].header if found else None
        if before and before.indent == header.indent and _belongs(lines[before.first], lines[header.first]):
            found[-1].append(clause)
        else:
            found.append([clause])
        at = end
    return tuple(Statement(tuple(clauses)) for clauses in found)


def _belongs(before: str, line: str) -> bool:
    """Whether a line continues the statement of the one before it: a clause of it, or what it decorates."""
    opens = CONTINUED.match(before.lstrip()) and CONTINUES.match(line.lstrip())
    return bool(opens) or before.lstrip().startswith("@")
