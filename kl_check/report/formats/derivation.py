"""A checked derivation as text, and as the object that `derive --format json` prints."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from kl_check.algebra.show import latex, text
from kl_check.model.derivation import CheckedDerivation, CheckedStep, Relation, Step
from kl_check.report.breaking import SIGNS as TEX_SIGNS
from kl_check.report.formats.style import Style
from kl_check.report.formats.text import wrapped

MARKS = {True: "✓", False: "✗"}
SIGNS: Mapping[Relation, str] = {"=": "=", "<=": "≤", ">=": "≥"}


def derivation_text(checked: CheckedDerivation, style: Style | None = None) -> str:
    """The derivation, step by step, each with its mark, its rule and who confirmed it."""
    style = style or Style()
    derivation = checked.derivation
    assumed = (f"  {one.symbol.name} {style('dim', f'{one.domain}: {one.meaning}')}" for one in derivation.assumptions)
    lines = [f"{style('bold', derivation.name)}  {derivation.title}", "", *assumed]
    lines += ["", f"  0  {text(derivation.start)}", *_because(derivation.start_because), ""]
    for number, step in enumerate(checked.steps, start=1):
        lines += _step(number, step, style)
    return "\n".join([*lines, *wrapped(_conclusion(checked))]) + "\n"


def _step(number: int, checked: CheckedStep, style: Style) -> list[str]:
    step = checked.step
    mark = style("ok" if checked.holds else "error", MARKS[checked.holds])
    worth = ", ".join(f"{one.method} {one.outcome} ({one.strength})" for one in checked.evidence)
    cited = f" of {step.cites}" if step.cites else ""
    return [
        f"  {number}  {SIGNS[step.relation]} {text(step.expression)}",
        *_told(step),
        *_because(step.because),
        f"     {mark} {style('dim', f'{step.rule}{cited}: {worth}')}",
        "",
    ]


def _told(step: Step) -> list[str]:
    """What stands for what, and when an inequality is an equality."""
    pairs = (("with", step.where), ("equal only at", step.equality))
    said = [f"{word} {', '.join(f'{one.name} = {text(to)}' for one, to in found)}" for word, found in pairs if found]
    return [f"     {one}" for one in said]


def _because(sentence: str) -> list[str]:
    return [f"   {line}" for line in wrapped(sentence)]


def _conclusion(checked: CheckedDerivation) -> str:
    count = len(checked.steps)
    if checked.holds:
        said = f"All {count} steps hold" if count > 1 else "The step holds"
        scope = f", for {checked.scope}" if checked.scope else ""
        return f"{MARKS[True]} {said}; the weakest is {checked.strength}{scope}."
    wrong = [number for number, step in enumerate(checked.steps, start=1) if not step.holds]
    return f"{MARKS[False]} Step {wrong[0]} does not hold."


def derivation_dict(checked: CheckedDerivation) -> dict[str, object]:
    """One element of `derivations` in the JSON."""
    derivation = checked.derivation
    return {
        **summary_dict(checked),
        "assumptions": [
            {"symbol": one.symbol.name, "domain": one.domain, "meaning": one.meaning} for one in derivation.assumptions
        ],
        "start": {"text": text(derivation.start), "latex": latex(derivation.start)},
        "steps": [_step_dict(step) for step in checked.steps],
    }


def listing(rows: Sequence[CheckedDerivation], style: Style | None = None) -> str:
    """A line for each derivation: its mark, name, strength and time, and what it is about."""
    style = style or Style()
    width = max((len(row.derivation.name) for row in rows), default=0)
    return "".join(
        f"{style('ok' if row.holds else 'error', MARKS[row.holds])} {row.derivation.name:<{width}}  "
        f"{row.strength or 'fails':<8}  {row.seconds:5.2f} s  {row.derivation.title}\n"
        for row in rows
    )


def summary_dict(checked: CheckedDerivation) -> dict[str, object]:
    """What `derive --list` says of a derivation."""
    derivation = checked.derivation
    claim = f"{derivation.left_side} {TEX_SIGNS[derivation.relation]} {latex(derivation.conclusion)}"
    return {
        "name": derivation.name,
        "title": derivation.title,
        "claim": claim,
        "number_of_steps": len(derivation.steps),
        "holds": checked.holds,
        "strength": checked.strength,
        "scope": checked.scope or None,
    }


def _step_dict(checked: CheckedStep) -> dict[str, object]:
    step = checked.step
    return {
        "rule": step.rule,
        "cites": step.cites,
        "relation": step.relation,
        "where": {one.name: text(to) for one, to in step.where},
        "equality": {one.name: text(to) for one, to in step.equality},
        "text": text(step.expression),
        "latex": latex(step.expression),
        "because": step.because,
        "holds": checked.holds,
        "evidence": [one.to_dict() for one in checked.evidence],
    }
