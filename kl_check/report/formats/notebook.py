"""How results show themselves in a notebook: a derivation step by step, a verdict with its facts."""

from __future__ import annotations

from importlib.resources import files

from markupsafe import Markup

from kl_check.algebra.show import latex
from kl_check.model.derivation import CheckedDerivation
from kl_check.model.errors import InputError
from kl_check.model.verdict import Verdict
from kl_check.read.text import read_text
from kl_check.report.breaking import SIGNS
from kl_check.report.formats.document import alone
from kl_check.report.formats.html import fragment
from kl_check.report.formats.text import verdict_rows


def derivation_html(checked: CheckedDerivation) -> str:
    """The derivation as in the report, open."""
    return _framed(fragment((alone(checked),)))


def derivation_latex(checked: CheckedDerivation) -> str:
    """The chain as one formula, a line for each step."""
    of = checked.derivation
    steps = (f"&{SIGNS[one.relation]} {latex(one.expression)}" for one in of.steps)
    body = " \\\\\n".join((f"{of.left_side} &= {latex(of.start)}", *steps))
    return f"$\\displaystyle \\begin{{aligned}}\n{body}\n\\end{{aligned}}$"


def verdict_html(verdict: Verdict) -> str:
    """The verdict, its sentence, and a table of what stands behind it."""
    row = Markup("<tr><th scope='row'>{}</th><td>{}</td></tr>")
    rows = Markup("").join(row.format(label, text) for label, text in verdict_rows(verdict))
    head = Markup("<p><strong class='{}'>{}</strong> <code>{}</code></p>").format(
        verdict.severity, verdict.verdict, verdict.text
    )
    return _framed(head + Markup("<p>{}</p><table>{}</table>").format(verdict.message, rows))


def verdict_latex(verdict: Verdict) -> str:
    """The verdict beside the formula as it was read."""
    try:
        formula = latex(read_text(verdict.text).term)
    except InputError:
        formula = ""
    return rf"$\displaystyle \texttt{{{verdict.verdict}}}:\quad {formula}$"


def _framed(inside: str) -> str:
    style = files("kl_check.report").joinpath("templates", "notebook.css").read_text(encoding="utf-8")
    return f"<div class='kl-check'>\n<style>\n{style}</style>\n{inside}</div>\n"
