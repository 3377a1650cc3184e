"""Writes the report into a directory: each file whole, or not at all."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path

from kl_check.model.report import Report
from kl_check.report import plots
from kl_check.report.files import replaced
from kl_check.report.formats.html import html
from kl_check.report.formats.json_ import json_text
from kl_check.report.formats.latex import latex_text
from kl_check.report.formats.markdown import markdown, plot_file

FORMATS: Mapping[str, tuple[str, Callable[[Report], str]]] = {
    "html": ("index.html", html),
    "markdown": ("report.md", markdown),
    "latex": ("report.tex", latex_text),
    "json": ("report.json", json_text),
}
"""The file of a format, and what makes its text."""


def write(report: Report, directory: Path, formats: Sequence[str] = tuple(FORMATS)) -> tuple[Path, ...]:
    """Writes the files of these formats, and says which. Markdown brings its plots along."""
    directory.mkdir(parents=True, exist_ok=True)
    return tuple(replaced(directory / name, text) for name, text in files(report, formats))


def files(report: Report, formats: Sequence[str] = tuple(FORMATS)) -> Iterator[tuple[str, str]]:
    """Each file's name and text."""
    for word in formats:
        name, make = FORMATS[word]
        yield name, make(report)
        if word == "markdown":
            yield from ((plot_file(panel), plots.svg(panel)) for figure in report.figures for panel in figure.panels)
