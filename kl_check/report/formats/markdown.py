"""The report as GitHub shows it: formulas in its own fences, folded parts as `details`, plots as files beside it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from kl_check.model.report import (
    Block,
    Bullets,
    Cell,
    Figure,
    Fold,
    Formula,
    Latex,
    Line,
    Lines,
    Panel,
    Paragraph,
    Prose,
    Report,
    Section,
    Table,
)
from kl_check.report.formats.marks import MARKS
from kl_check.report.formats.prose import Span, spans

SPECIAL = re.compile(r"([\\*_{}\[\]<>#|~])")
REFUSED = re.compile(r"\\operatorname\b")
"""GitHub does not let this macro into a formula."""


LINE = 72
UNSEEN = re.compile(r"\\(left|right|frac|mathcal|mathrm|mathbb|operatorname|[,;])|[{}_^\s]")
COMMAND = re.compile(r"\\[A-Za-z]+")


def markdown(report: Report) -> str:
    """The whole report, as text that ends in a line break."""
    return "\n\n".join(_report(report)) + "\n"


def plot_file(panel: Panel) -> str:
    """The name of the file in which a plot is kept beside the text."""
    return f"{panel.name}.svg"


def _report(report: Report) -> Iterator[str]:
    yield f"# {_escaped(report.title)}"
    for block in report.opening:
        yield from _block(block)
    yield f"**{_prose(report.summary)}**"
    yield "\n".join(
        f"- {MARKS['agrees' if one.holds else 'differs']} [{one.good} of {one.total} {one.label}](#{one.anchor})"
        for one in report.tallies
    )
    yield "## Contents\n\n" + "\n".join(_contents(report))
    for section in report.sections:
        yield f'<a id="{section.anchor}"></a>\n\n## {_escaped(section.title)}'
        for block in section.blocks:
            yield from _block(block)


def _contents(report: Report) -> Iterator[str]:
    for number, section in enumerate(report.sections, start=1):
        yield f"{number}. [{_escaped(section.title)}](#{section.anchor})"
        for fold in _folds(section):
            yield f"   - [{_escaped(fold.title)}](#{fold.anchor})"


def _folds(section: Section) -> tuple[Fold, ...]:
    return tuple(block for block in section.blocks if isinstance(block, Fold))


def _block(block: Block) -> Iterator[str]:
    match block:
        case Paragraph(text=text):
            yield _prose(text)
        case Formula(latex=latex):
            yield _formula(latex)
        case Bullets(items=items):
            yield "\n".join(f"- {_prose(item)}" for item in items)
        case Table():
            yield _table(block)
        case Figure():
            yield from _figure(block)
        case Lines(lines=lines):
            for line in lines:
                yield from _line(line)
        case Fold():
            yield from _fold(block)


def _fold(fold: Fold) -> Iterator[str]:
    mark = f"{MARKS[fold.outcome]} " if fold.outcome else ""
    yield f'<a id="{fold.anchor}"></a>\n\n### {mark}{_escaped(fold.title)}'
    if fold.latex:
        yield _formula(fold.latex)
    yield f"<details{' open' if fold.is_open else ''}>\n<summary>{_html(fold.note)}</summary>"
    for block in fold.blocks:
        yield from _block(block)
    yield "</details>"


def _line(line: Line) -> Iterator[str]:
    yield f'<a id="{line.anchor}"></a>**{line.number}** · {_prose(line.rule)}'
    yield _formula(line.latex)
    checks = " · ".join(map(_cell, line.checks))
    yield _prose(line.because) + (f"<br>{checks}" if checks else "")


def _table(table: Table) -> str:
    rows = [" | ".join(map(_cell, row)) for row in table.rows]
    head, rule = " | ".join(map(_prose, table.head)), " | ".join(["---"] * len(table.head))
    lines = "\n".join(f"| {row} |" for row in (head, rule, *rows))
    return f"*{_prose(table.caption)}*\n\n{lines}"


def _figure(figure: Figure) -> Iterator[str]:
    yield " ".join(f"![{_escaped(one.alternative)}]({plot_file(one)})" for one in figure.panels)
    yield f'<a id="{figure.anchor}"></a>*{_prose(figure.caption)}*'


def _cell(cell: Cell) -> str:
    return (f"{MARKS[cell.outcome]} " if cell.outcome else "") + _prose(cell.text)


def _formula(latex: Latex) -> str:
    lines = list(_filled(latex))
    text = lines[0] if len(lines) == 1 else _aligned(lines)
    return f"```math\n{_allowed(text)}\n```"


def _filled(parts: Latex) -> Iterator[str]:
    """As many parts on a line as it holds."""
    line = ""
    for part in parts:
        if line and _width(f"{line} {part}") > LINE:
            yield line
            line = part
        else:
            line = f"{line} {part}".lstrip()
    yield line


def _width(latex: str) -> int:
    """About as many letters as will be seen."""
    return len(COMMAND.sub("x", UNSEEN.sub("", latex)))


def _aligned(lines: Iterable[str]) -> str:
    body = " \\\\\n".join(f"& {line}" for line in lines)
    return f"\\begin{{aligned}}\n{body}\n\\end{{aligned}}"


def _prose(text: Prose) -> str:
    return "".join(map(_span, spans(text)))


def _span(span: Span) -> str:
    match span.kind:
        case "formula":
            return f"$`{_allowed(span.text)}`$"
        case "code":
            return f"`{span.text}`"
        case "stress":
            return f"**{_escaped(span.text)}**"
        case "link":
            return f"[{_escaped(span.text)}](#{span.anchor})"
        case "words":
            return _escaped(span.text)


def _allowed(latex: str) -> str:
    return REFUSED.sub(r"\\mathrm", latex)


def _escaped(text: str) -> str:
    return SPECIAL.sub(r"\\\1", text)


def _html(text: str) -> str:
    """Inside a `summary`, which GitHub reads as HTML."""
    return text.replace("&", "&amp;").replace("<", "&lt;")
