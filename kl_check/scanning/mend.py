"""A text that is not today's Python, mended until it is: what cannot be read is left out, statement by statement.

The number of lines never changes, and every character that is kept stays in its place, but for indentation that Python
refuses: by how much such a line was moved is noted.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from keyword import iskeyword
from types import MappingProxyType

from kl_check.scanning.rewrite import modern, visible, without_markers
from kl_check.scanning.statements import Clause, Statement, is_shell, statements
from kl_check.scanning.syntax import parses

MAX_LINE = 20_000
"""Characters; longer lines are data, or were written by a program."""

TAB = 8


@dataclass(frozen=True, slots=True)
class Mended:
    """A text that is today's Python; what was left out, and how far lines were moved, by their numbers from 1."""

    text: str
    left_out: Mapping[int, str] = field(default_factory=lambda: MappingProxyType({}))
    moved: Mapping[int, int] = field(default_factory=lambda: MappingProxyType({}))


def mended(text: str) -> Mended:
    """A text as today's Python, whatever is in it."""
    if not has_long_line(text) and parses(text):
        return Mended(text)
    mender = _Mender(text)
    mender.mend(statements(mender.lines), 0)
    return Mended("\n".join(mender.lines), mender.left_out, mender.moved)


def has_long_line(text: str) -> bool:
    """Whether a line is too long to have been written by a person."""
    return max(map(len, text.split("\n"))) > MAX_LINE


class _Mender:
    """The lines while they are mended."""

    def __init__(self, text: str) -> None:
        self.original = text.split("\n")
        self.left_out: dict[int, str] = {}
        self.moved: dict[int, int] = {}
        self.lines = [self._plain(number, line) for number, line in enumerate(self.original, 1)]

    def _plain(self, number: int, line: str) -> str:
        """A line without what the scanner of statements should not see."""
        if len(line) > MAX_LINE:
            self.left_out[number] = line
            return line[: len(line) - len(line.lstrip())][:MAX_LINE] + "pass"
        line = without_markers(visible(line))
        code = line.lstrip(" \t\f")
        margin = line[: len(line) - len(code)]
        if "\t" in margin or "\f" in margin:
            blanks = margin.replace("\f", "").expandtabs(TAB)
            self._note_moved(number, len(blanks) - len(margin))
            return blanks + code
        return line

    def _note_moved(self, number: int, by: int) -> None:
        self.moved[number] = self.moved.get(number, 0) + by

    def mend(self, found: Sequence[Statement], indent: int) -> None:
        """Makes today's Python of statements that stand together, at one indentation."""
        for one in found:
            self._move(one, indent)
            if self._parses(one.first, one.last):
                continue
            if len(one.clauses) == 1 and not one.clauses[0].body:
                self._mend_simple(one.clauses[0])
            else:
                self._mend_compound(one, indent)

    def _move(self, one: Statement, indent: int) -> None:
        by = indent - self._indent(one.first)
        for at in range(one.first, one.last + 1) if by else ():
            line = self.lines[at]
            margin = len(line) - len(line.lstrip())
            self.lines[at] = " " * (margin + by) + line.lstrip() if line.strip() else line
            self._note_moved(at + 1, max(by, -margin))

    def _indent(self, at: int) -> int:
        return len(self.lines[at]) - len(self.lines[at].lstrip())

    def _text(self, first: int, last: int) -> str:
        return "\n".join(self.lines[first : last + 1])

    def _parses(self, first: int, last: int) -> bool:
        text = self._text(first, last)
        return parses(f"if 1:\n{text}" if self._indent(first) else text)

    def _mend_simple(self, clause: Clause) -> None:
        """A simple statement: in today's spelling, with the body that it lacks, or left out."""
        first, last = clause.header.first, clause.header.last
        text = self._text(first, last)
        margin = " " * self._indent(first)
        candidates = (modern(text), f"{text.rstrip()} pass" if text.rstrip().endswith(":") else text)
        for candidate in candidates:
            if parses(f"if 1:\n{candidate}" if margin else candidate):
                self._replace(clause, candidate)
                return
        self._leave_out(clause, f"{margin}pass")

    def _mend_compound(self, one: Statement, indent: int) -> None:
        """A compound statement: its headers, then each body by itself."""
        if not self._headers_parse(one):
            for clause in one.clauses:
                self._replace(clause, modern(self._text(clause.header.first, clause.header.last)))
        if not self._headers_parse(one):
            if len(one.clauses) == 1 and self._parses(one.first, one.clauses[0].header.last):
                self.mend(one.clauses[0].body, indent)  # no header, but a statement with lines too far right below it
                return
            for clause in one.clauses:
                self._leave_out(clause, self._other_header(clause))
        for clause in one.clauses:
            if clause.body:
                self.mend(clause.body, self._indent(clause.body[0].first))

    def _headers_parse(self, one: Statement) -> bool:
        """Whether the clauses are right by themselves, whatever stands in them."""
        pieces = []
        for clause in one.clauses:
            pieces.append(self._text(clause.header.first, clause.header.last))
            if clause.body:
                pieces.append(" " * (self._indent(clause.header.first) + 1) + "pass")
        text = "\n".join(pieces)
        return parses(f"if 1:\n{text}" if self._indent(one.first) else text)

    def _other_header(self, clause: Clause) -> str:
        """A header that opens a block as the one that cannot be read does; a function and a class keep their names."""
        margin, text = " " * self._indent(clause.header.first), self.lines[clause.header.first].lstrip()
        if text.startswith("@") and not clause.body:
            return ""
        kind, _, rest = text.partition(" ")
        name = rest.split("(")[0].split(":")[0].strip()
        known = kind in ("def", "class") and name.isidentifier() and not iskeyword(name)
        header = f"{kind} {name}{'()' if kind == 'def' else ''}:" if known else "if 1:"
        return margin + header if clause.body else f"{margin}pass"

    def _leave_out(self, clause: Clause, instead: str) -> None:
        first, last = clause.header.first, clause.header.last
        if not is_shell(self.lines[first]):
            self.left_out.setdefault(first + 1, "\n".join(self.original[first : last + 1]))
        self._replace(clause, instead)

    def _replace(self, clause: Clause, text: str) -> None:
        first, last = clause.header.first, clause.header.last
        lines = text.split("\n")
        self.lines[first : last + 1] = lines + [""] * (last + 1 - first - len(lines))
