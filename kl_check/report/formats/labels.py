"""A text with marks under its tokens and a legend, as a compiler labels its source."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import chain
from string import ascii_letters

from kl_check.model.explanation import Explanation
from kl_check.model.term import Span
from kl_check.report.formats.style import Style

WIDTH = 96  # of a piece of a line; a longer line is shown in pieces


def labelled(explanation: Explanation, style: Style) -> list[str]:
    """The lines that have marks, each with its marks below; then what each mark says."""
    placed = [one for one in explanation.tokens if one.place]
    letters = dict(zip(placed, chain(ascii_letters, iter(lambda: "·", "")), strict=False))
    marks = [(one.place.span, letters[one]) for one in placed if one.place]
    lines = list(_lines(explanation.source, marks, style))
    width = max((len(_shown(one.text or "")) for one in placed), default=0)
    width = min(width, 36)
    for one, letter in letters.items():
        lines.append(f"  {style('note', letter)}  {_shown(one.text or ''):<{width}}  {one.says}")
    unwritten = (one for one in explanation.tokens if not one.place)
    return [*lines, *(f"  {style('dim', one.part.replace('-', ' '))}: {one.says}" for one in unwritten)]


def _lines(text: str, marks: Sequence[tuple[Span, str]], style: Style) -> Iterator[str]:
    start = 0
    for line in text.split("\n"):
        for first in range(start, start + len(line), WIDTH):
            last = min(first + WIDTH, start + len(line))
            here = [((max(a, first), min(b, last)), letter) for (a, b), letter in marks if a < last and b > first]
            if here:
                yield "  " + _shown(text[first:last])
                for row in _rows(here):
                    yield from (f"  {style('note', one)}" for one in _drawn(row, first))
        start += len(line) + 1
    yield ""


def _rows(marks: Sequence[tuple[Span, str]]) -> list[list[tuple[Span, str]]]:
    """Marks that overlap stand in different rows, the shorter ones above."""
    rows: list[list[tuple[Span, str]]] = []
    for mark in sorted(marks, key=lambda one: (one[0][1] - one[0][0], one[0][0])):
        row = next((row for row in rows if all(_apart(mark[0], other) for other, _ in row)), None)
        if row is None:
            rows.append([mark])
        else:
            row.append(mark)
    return rows


def _apart(one: Span, other: Span) -> bool:
    return one[1] <= other[0] or other[1] <= one[0]


def _drawn(row: Sequence[tuple[Span, str]], first: int) -> tuple[str, str]:
    """A line of underlines and one of letters."""
    end = max(b for (_, b), _ in row) - first
    under, letters = [" "] * end, [" "] * end
    for (a, b), letter in row:
        under[a - first : b - first] = "─" * (b - a)
        letters[a - first] = letter
    return "".join(under), "".join(letters).rstrip()


def _shown(text: str) -> str:
    return "".join(character if character.isprintable() else " " for character in text)
