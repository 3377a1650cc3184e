"""The report as one HTML file: MathML, inline SVG and style, nothing to load and no script."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup, escape

from kl_check.model.report import Block, Fold, Group, Latex, Panel, Prose, Report, Section
from kl_check.report import plots
from kl_check.report.breaking import SIGNS
from kl_check.report.formats.headings import headed
from kl_check.report.formats.marks import MARKS
from kl_check.report.formats.mathml import mathml
from kl_check.report.formats.prose import Span, spans
from kl_check.report.wording import count

COLOURS = {
    plots.TEXT: "var(--ink)",
    plots.FAINT: "var(--faint)",
    plots.GRID: "var(--grid)",
    plots.PAPER: "none",
    **{ink: f"var(--ink-{number})" for number, ink in enumerate(plots.INKS)},
}
"""What the page puts in place of a plot's own colours, so that they follow light and dark."""

NAMESPACES = re.compile(r' xmlns(:\w+)?="[^"]*"')
SIZE = re.compile(r' (width|height)="[\d.]+pt"')


def html(report: Report) -> str:
    """The whole page."""
    return _environment().get_template("report.html.jinja").render(report=report)


def fragment(blocks: Sequence[Block]) -> str:
    """Blocks by themselves, to stand on another page."""
    module = _environment().get_template("blocks.html.jinja").module
    return str(getattr(module, "all")(blocks))  # noqa: B009  the macro of that name


@cache
def _environment() -> Environment:
    environment = Environment(
        loader=PackageLoader("kl_check.report"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    environment.filters |= {
        "prose": prose,
        "display": display,
        "kind": kind,
        "plot": plot,
        "entries": entries,
        "count": count,
    }
    environment.globals["marks"] = MARKS
    return environment


def prose(text: Prose) -> Markup:
    return Markup().join(map(_span, spans(text)))


def _span(span: Span) -> Markup:
    match span.kind:
        case "formula":
            return Markup(mathml(span.text, "inline"))  # noqa: S704  made by latex2mathml, which escapes
        case "code":
            return Markup("<code>{}</code>").format(span.text)
        case "stress":
            return Markup("<strong>{}</strong>").format(span.text)
        case "link":
            return Markup('<a href="#{}">{}</a>').format(span.anchor, span.text)
        case "words":
            return escape(span.text)


def display(latex: Latex) -> Markup:
    """A formula on a line of its own; its parts are apart, so that the browser can break it between them."""
    parts = (
        mathml(part, "block", continues=place > 0 or part.startswith(tuple(SIGNS.values())))
        for place, part in enumerate(latex)
    )
    return Markup("\n".join(parts))  # noqa: S704  made by latex2mathml, which escapes


def plot(panel: Panel) -> Markup:
    """A plot whose colours and width are the page's."""
    head, rest = plots.svg(panel).split(">", 1)
    text = SIZE.sub("", NAMESPACES.sub("", head)) + ">" + rest
    for colour, variable in COLOURS.items():
        text = text.replace(colour, variable)
    return Markup(text)  # noqa: S704  made by matplotlib, which escapes


def kind(block: Block) -> str:
    """The name of the macro that writes a block."""
    return type(block).__name__.lower()


def entries(section: Section) -> tuple[tuple[int, Fold | Group], ...]:
    """What the list of contents names inside a section, each with its depth."""
    return tuple(headed(section.blocks))
