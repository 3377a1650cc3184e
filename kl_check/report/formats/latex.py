"""The report as one LaTeX file for pdflatex: all that the page folds is open, and the plots are drawn by TikZ."""

from __future__ import annotations

import math
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
    Paragraph,
    Prose,
    Report,
    Snippets,
    Table,
)
from kl_check.report import plots
from kl_check.report.breaking import aligned, lines
from kl_check.report.formats.marks import MARKS
from kl_check.report.formats.prose import Span, spans
from kl_check.report.formats.tikz import INKS, tikz

HEADINGS = ("section", "subsection", "subsubsection", "paragraph")

SPECIAL = {
    **{letter: f"\\{letter}" for letter in "#$%&_{}"},
    "\\": r"\textbackslash{}",
    "^": r"\textasciicircum{}",
    "~": r"\textasciitilde{}",
    "<": r"\textless{}",
    ">": r"\textgreater{}",
    "|": r"\textbar{}",
    "\u00a0": "~",
    "\u202f": r"\,",
    "–": "--",
    "—": "---",
    "’": "'",
    "…": r"\ldots{}",
}
SIGNS = r"""
− - · \cdot × \times ± \pm ≤ \le ≥ \ge ≠ \neq ≈ \approx ≡ \equiv ∞ \infty ∫ \int √ \surd ∂ \partial ∈ \in ′ '
→ \to ⇒ \Rightarrow ‖ \Vert ∼ \sim ½ \tfrac12 ¼ \tfrac14 ¾ \tfrac34 ∑ \sum ∏ \prod ✓ \checkmark ✗ \times ⟨ \langle
⟩ \rangle ∇ \nabla ⟂ \perp ⊥ \perp
α \alpha β \beta γ \gamma δ \delta ε \varepsilon ζ \zeta η \eta θ \theta κ \kappa λ \lambda μ \mu ν \nu ξ \xi π \pi
ρ \rho σ \sigma τ \tau φ \varphi χ \chi ψ \psi ω \omega ℓ \ell Γ \Gamma Δ \Delta Λ \Lambda Σ \Sigma Φ \Phi Ω \Omega
"""
MATHS = dict(zip(SIGNS.split()[::2], SIGNS.split()[1::2], strict=True))
"""Signs that words and labels use, which TeX has in mathematics only."""

RAISED = dict(zip("⁻⁺⁰¹²³⁴⁵⁶⁷⁸⁹ᵀᵗˢᵛˣⁿ", "-+0123456789Ttsvxn", strict=True))
LOWERED = dict(zip("₀₁₂₃₄₅₆₇₈₉ᵢⱼₖₙₚₛᵥₓₜ", "0123456789ijknpsvxt", strict=True))
PIECES = re.compile(rf"(?P<raised>[{''.join(RAISED)}]+)|(?P<lowered>[{''.join(LOWERED)}]+)|(?P<letter>.)", re.DOTALL)

PREAMBLE = r"""\documentclass[10pt,a4paper]{article}
\usepackage[T1]{fontenc}
\usepackage[utf8]{inputenc}
\usepackage{lmodern}
\usepackage[margin=22mm]{geometry}
\usepackage{amsmath,amssymb}
\usepackage{array,longtable}
\usepackage{listings}
\usepackage{tikz}
\usepackage[hidelinks]{hyperref}
\setlength{\parindent}{0pt}
\setlength{\parskip}{0.5em plus 0.2em}
\setlength{\emergencystretch}{3em}
\renewcommand{\arraystretch}{1.3}
\setcounter{tocdepth}{2}
\setcounter{secnumdepth}{2}
\allowdisplaybreaks
\raggedbottom
\lstset{basicstyle=\ttfamily\footnotesize,breaklines=true,columns=fullflexible,keepspaces=true,aboveskip=2pt,belowskip=4pt}
"""


def latex_text(report: Report) -> str:
    """The whole document."""
    head = (rf"\title{{{_words(report.title)}}}", r"\date{}", r"\begin{document}", r"\maketitle")
    return "\n\n".join((PREAMBLE + _colours(), *head, *_report(report), r"\end{document}")) + "\n"


def fragment(blocks: Iterable[Block]) -> str:
    """Blocks by themselves, as a document that compiles."""
    return "\n\n".join((PREAMBLE + _colours(), r"\begin{document}", *_blocks(blocks, 0), r"\end{document}")) + "\n"


def _colours() -> str:
    named = dict(zip((*INKS, "faint", "gridgrey"), (*plots.INKS, plots.FAINT, plots.GRID), strict=True))
    defined = "\n".join(rf"\definecolor{{{name}}}{{HTML}}{{{colour[1:].upper()}}}" for name, colour in named.items())
    return defined + "\n" + r"\tikzset{grid/.style={gridgrey, very thin}}"


def _report(report: Report) -> Iterator[str]:
    yield from _blocks(report.opening, 0)
    yield rf"\textbf{{{_prose(report.summary)}}}"
    yield r"\tableofcontents"
    for section in report.sections:
        yield _heading(section.title, section.anchor, 0)
        yield from _blocks(section.blocks, 1)


def _heading(title: str, anchor: str, level: int, mark: str = "") -> str:
    return rf"\{HEADINGS[level]}{{{mark}\texorpdfstring{{{_words(title)}}}{{{_plain(title)}}}}}\label{{{anchor}}}"


def _blocks(blocks: Iterable[Block], level: int) -> Iterator[str]:
    """`level` is that of a heading that comes next."""
    for block in blocks:
        yield from _block(block, level)


def _block(block: Block, level: int) -> Iterator[str]:
    match block:
        case Paragraph(text=text):
            yield _prose(text)
        case Formula(latex=formula):
            yield _display(formula)
        case Bullets(items=items):
            yield "\n".join((r"\begin{itemize}", *(rf"\item {_prose(item)}" for item in items), r"\end{itemize}"))
        case Table():
            yield _table(block)
        case Figure():
            yield _figure(block)
        case Snippets(snippets=snippets):
            for one in snippets:
                yield f"{_words(one.label)}\n\\begin{{lstlisting}}\n{one.code}\n\\end{{lstlisting}}"
        case Lines(lines=steps):
            for step in steps:
                yield from _line(step)
        case Group(anchor=anchor, title=title, blocks=blocks):
            yield _heading(title, anchor, level)
            yield from _blocks(blocks, level + 1)
        case Fold():
            yield from _fold(block, level)


def _fold(fold: Fold, level: int) -> Iterator[str]:
    mark = f"{_mark(fold.outcome)}~" if fold.outcome else ""
    yield _heading(fold.title, fold.anchor, level, mark)
    yield rf"{{\small {_words(fold.note)}}}"
    if fold.latex:
        yield _display(fold.latex)
    yield from _blocks(fold.blocks, level + 1)


def _line(line: Line) -> Iterator[str]:
    yield rf"\phantomsection\label{{{line.anchor}}}\textbf{{{line.number}}}\quad{{\small {_prose(line.rule)}}}"
    yield _display(line.latex)
    checks = r" \quad ".join(map(_cell, line.checks))
    yield _prose(line.because) + (rf"\\{{\footnotesize {checks}}}" if checks else "")


def _display(formula: Latex) -> str:
    return f"\\[\n{aligned(lines(formula))}\n\\]"


def _table(table: Table) -> str:
    columns = "".join(rf">{{\raggedright\arraybackslash}}p{{{width:.3f}\linewidth}}" for width in _widths(table))
    rows = [" & ".join(map(_cell, row)) + r" \\" for row in table.rows]
    head = " & ".join(rf"\textbf{{{_prose(title)}}}" for title in table.head) + r" \\ \hline \endhead"
    body = "\n".join((rf"\begin{{longtable}}{{@{{}}{columns}@{{}}}}", head, *rows, r"\hline", r"\end{longtable}"))
    return rf"{{\small \textit{{{_prose(table.caption)}}}}}" + f"\n\n{{\\footnotesize\n{body}\n}}"


def _widths(table: Table) -> list[float]:
    """Shares of a line: a column of long texts is wider, but no column is a multiple of another."""
    columns = zip(table.head, *(tuple(cell.text for cell in row) for row in table.rows), strict=True)
    longest = [math.sqrt(8 + max(map(len, column))) for column in columns]
    return [(1 - 0.025 * len(longest)) * one / sum(longest) for one in longest]


def _figure(figure: Figure) -> str:
    pictures = "\\hfill\n".join(tikz(panel, _words) for panel in figure.panels)
    return (
        f"\\begin{{center}}\n\\phantomsection\\label{{{figure.anchor}}}\n{pictures}\n\n"
        rf"\parbox{{0.9\linewidth}}{{\small {_prose(figure.caption)}}}" + "\n\\end{center}"
    )


def _cell(cell: Cell) -> str:
    return (f"{_mark(cell.outcome)}~" if cell.outcome else "") + _prose(cell.text)


def _mark(outcome: str) -> str:
    return _words(next(mark for name, mark in MARKS.items() if name == outcome))


def _prose(text: Prose) -> str:
    return "".join(map(_span, spans(text)))


def _span(span: Span) -> str:
    match span.kind:
        case "formula":
            return f"${span.text}$"
        case "code":
            return rf"\texttt{{{_breakable(_words(span.text))}}}"
        case "stress":
            return rf"\textbf{{{_words(span.text)}}}"
        case "link":
            return rf"\hyperref[{span.anchor}]{{{_words(span.text)}}}"
        case "words":
            return _words(span.text)


def _breakable(code: str) -> str:
    """Code may be broken after a hyphen, a comma or an underscore, without a sign."""
    return re.sub(r"(-|,|/|\\_)", r"\1\\allowbreak{}", code)


def _words(text: str) -> str:
    """Each letter as TeX writes it; neighbouring signs of mathematics in one formula."""
    return "".join(map(_piece, PIECES.finditer(text))).replace("$$", "")


def _piece(found: re.Match[str]) -> str:
    if found["raised"]:
        return f"$^{{{''.join(map(RAISED.__getitem__, found['raised']))}}}$"
    if found["lowered"]:
        return f"$_{{{''.join(map(LOWERED.__getitem__, found['lowered']))}}}$"
    letter = found["letter"]
    if letter in MATHS:
        return f"${MATHS[letter]} $"
    if letter in SPECIAL:
        return SPECIAL[letter]
    return letter if letter.isascii() else f"[U+{ord(letter):04X}]"


def _plain(text: str) -> str:
    """For bookmarks, which are no mathematics."""
    return "".join(letter if letter.isascii() and letter not in "\\{}$%#&_^~" else " " for letter in text)
