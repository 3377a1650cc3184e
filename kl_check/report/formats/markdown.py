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
    Group,
    Latex,
    Line,
    Lines,
    Panel,
    Paragraph,
    Prose,
    Report,
    Snippets,
    Table,
)
from kl_check.report.breaking import aligned, lines
from kl_check.report.formats.headings import headed
from kl_check.report.formats.marks import MARKS
from kl_check.report.formats.prose import Span, spans

SPECIAL = re.compile(r"([\\*_{}\[\]<>#|~])")
REFUSED = re.compile(r"\\operatorname\b")
"""GitHub does not let this macro into a formula."""


def markdown(report: Report) -> str:
    """The whole report, as text that ends in a line break."""
    return "\n\n".join(_report(report)) + "\n"


def plot_file(panel: Panel) -> str:
    """The name of the file in which a plot is kept beside the text."""
    return f"{panel.name}.svg"


def fragment(blocks: Iterable[Block]) -> str:
    """Blocks by themselves, as text that ends in a line break."""
    return "\n\n".join(_blocks(blocks, 1)) + "\n"


def _report(report: Report) -> Iterator[str]:
    yield f"# {_escaped(report.title)}"
    yield from _blocks(report.opening, 2)
    yield f"**{_prose(report.summary)}**"
    yield "\n".join(
        f"- {MARKS['agrees' if one.holds else 'differs']} [{one.good} of {one.total} {one.label}](#{one.anchor})"
        for one in report.tallies
    )
    yield "## Contents\n\n" + "\n".join(_contents(report))
    for section in report.sections:
        yield f'<a id="{section.anchor}"></a>\n\n## {_escaped(section.title)}'
        yield from _blocks(section.blocks, 3)


def _contents(report: Report) -> Iterator[str]:
    for number, section in enumerate(report.sections, start=1):
        yield f"{number}. [{_escaped(section.title)}](#{section.anchor})"
        for depth, one in headed(section.blocks):
            yield f"{'   ' * (depth + 1)}- [{_escaped(one.title)}](#{one.anchor})"


def _blocks(blocks: Iterable[Block], level: int) -> Iterator[str]:
    """`level` is that of a heading that comes next."""
    for block in blocks:
        yield from _block(block, level)


def _block(block: Block, level: int) -> Iterator[str]:
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
        case Snippets(snippets=snippets):
            for one in snippets:
                yield f"{one.label}\n\n```{'latex' if one.is_latex else 'python'}\n{one.code}\n```"
        case Lines(lines=steps):
            for line in steps:
                yield from _line(line)
        case Group(anchor=anchor, title=title, blocks=blocks):
            yield f'<a id="{anchor}"></a>\n\n{"#" * level} {_escaped(title)}'
            yield from _blocks(blocks, level + 1)
        case Fold():
            yield from _fold(block, level)


def _fold(fold: Fold, level: int) -> Iterator[str]:
    mark = f"{MARKS[fold.outcome]} " if fold.outcome else ""
    yield f'<a id="{fold.anchor}"></a>\n\n{"#" * level} {mark}{_escaped(fold.title)}'
    if fold.latex:
        yield _formula(fold.latex)
    yield f"<details{' open' if fold.is_open else ''}>\n<summary>{_html(fold.note)}</summary>"
    yield from _blocks(fold.blocks, level + 1)
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
    return f"```math\n{_allowed(aligned(lines(latex)))}\n```"


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
