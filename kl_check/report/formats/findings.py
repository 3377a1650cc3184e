"""The findings of a scan as a person reads them: one line that names the place, the code, the repair; and a summary."""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from kl_check.model.finding import FileError
from kl_check.model.verdict import Verdict
from kl_check.report.formats.style import Style

WIDTH = 110
"""Columns of code; a longer line is cut around the term."""

MAX_LINES = 8
"""Of a term over more lines the first and the last are shown."""


def finding_text(finding: Verdict, style: Style | None = None) -> str:
    """One finding: where, how grave, what, why; the lines with the term underlined; how to mend it."""
    style = style or Style()
    lines = [_headline(finding, style), *_frame(finding, style)]
    if finding.sampler and not finding.sampler.agrees:
        lines.append(_told("sampler", f"line {finding.sampler.line}: {printable(finding.sampler.text)}", style))
    if finding.witness and finding.severity in ("warning", "error"):
        at = ", ".join(f"{name} = {value}" for name, value in finding.witness.at.items())
        lines.append(_told("at", f"{at} the code is {finding.witness.code}, the KL {finding.witness.kl}", style))
    if finding.fix:
        first, *rest = finding.fix.text.split("\n")
        lines.append(_told("fix", printable(first), style))
        lines += (" " * 11 + printable(line) for line in rest)
    return "\n".join(lines) + "\n"


def error_text(error: FileError, style: Style | None = None) -> str:
    """One file, or a part of it, that was not read."""
    return f"{printable(str(error))}".replace(error.message, (style or Style())("error", error.message))


def summary_text(findings: Sequence[Verdict], files: int, errors: int) -> str:
    """What was found in one line: `3 findings (1 error, 2 warnings) in 7 KL terms of 12 files`."""
    told = Counter(finding.severity for finding in findings if finding.severity != "ok")
    grave = ", ".join(_counted(told[word], word) for word in ("error", "warning", "note") if told[word])
    found = f"{_counted(told.total(), 'finding')} ({grave})" if told else "nothing found"
    unread = f"; {_counted(errors, 'place')} not read" if errors else ""
    return f"{found} in {_counted(len(findings), 'KL term')} of {_counted(files, 'file')}{unread}"


def printable(text: str) -> str:
    """A text that cannot command the terminal: what does not print is a blank."""
    return "".join(character if character.isprintable() else " " for character in text)


def _counted(count: int, word: str) -> str:
    return f"{count:,} {word}{'' if count == 1 else 's'}"


def _headline(finding: Verdict, style: Style) -> str:
    cell = f"cell {finding.cell}:" if finding.cell is not None else ""
    place = f"{printable(finding.path or '')}:{cell}{finding.line}:{finding.column}"
    mistakes = f" [{', '.join(finding.mistakes)}]" if finding.mistakes else ""
    severity = "" if finding.severity == "ok" else f"{style(finding.severity, finding.severity)} "
    word = style(finding.severity, finding.verdict)
    return f"{style('bold', place)}: {severity}{word}{mistakes} {' '.join(printable(finding.message).split())}"


def _told(label: str, text: str, style: Style) -> str:
    return f"   {style('dim', '=')} {style('dim', label)}: {text}"


def _frame(finding: Verdict, style: Style) -> Iterator[str]:
    """The lines on which the term stands, with marks below."""
    numbered = [(finding.line + at, line) for at, line in enumerate(finding.lines)]
    if not numbered:
        return
    margin = len(str(numbered[-1][0]))
    bar = style("dim", "|")
    yield f"{' ' * margin} {bar}"
    for number, line in _shortened(numbered):
        if number is None:
            yield f"{' ' * margin} {bar} …"
            continue
        start, end = _marked(finding, number, line)
        code, marks = _cut(line, start, end)
        yield f"{style('dim', str(number).rjust(margin))} {bar} {code}".rstrip()
        if marks.strip():
            yield f"{' ' * margin} {bar} {style(finding.severity, marks)}"


def _shortened(numbered: Sequence[tuple[int, str]]) -> Iterable[tuple[int | None, str]]:
    if len(numbered) <= MAX_LINES:
        return numbered
    return (*numbered[: MAX_LINES - 3], (None, ""), *numbered[-2:])


def _marked(finding: Verdict, number: int, line: str) -> tuple[int, int]:
    """The part of a line that belongs to the term, from 0: never its indentation, nor a line of comment."""
    if number != finding.line and line.lstrip().startswith("#"):
        return 0, 0
    start = finding.column - 1 if number == finding.line else len(line) - len(line.lstrip())
    end = finding.end_column - 1 if number == finding.end_line else len(line.rstrip())
    return start, max(min(end, len(line)), start)


def _cut(line: str, start: int, end: int) -> tuple[str, str]:
    """A line with its marks, cut around the term where it is long."""
    if len(line) > WIDTH:
        first = max(0, min(start - 20, len(line) - WIDTH))
        line, start, end = line[first : first + WIDTH], start - first, min(end - first, WIDTH)
    line = printable(line)
    return line, " " * _columns(line[:start]) + "^" * _columns(line[start:end])


def _columns(text: str) -> int:
    """The columns that a text takes in a terminal."""
    wide = sum(unicodedata.east_asian_width(character) in "WF" for character in text)
    return len(text) + wide - sum(unicodedata.combining(character) != 0 for character in text)
