"""A checked derivation as text, and as the object that `derive --format json` prints."""

from __future__ import annotations

from kl_check.algebra.show import latex, text
from kl_check.model.derivation import CheckedDerivation, CheckedStep, Derivation
from kl_check.report.formats.style import Style
from kl_check.report.formats.text import wrapped

MARKS = {True: "✓", False: "✗"}


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
        f"  {number}  = {text(step.expression)}",
        *_because(step.because),
        f"     {mark} {style('dim', f'{step.rule}{cited}: {worth}')}",
        "",
    ]


def _because(sentence: str) -> list[str]:
    return [f"   {line}" for line in wrapped(sentence)]


def _conclusion(checked: CheckedDerivation) -> str:
    count = len(checked.steps)
    if checked.holds:
        return f"{MARKS[True]} All {count} steps hold; the weakest is {checked.strength}."
    wrong = [number for number, step in enumerate(checked.steps, start=1) if not step.holds]
    return f"{MARKS[False]} Step {wrong[0]} does not hold."


def derivation_dict(checked: CheckedDerivation) -> dict[str, object]:
    """One element of `derivations` in the JSON."""
    derivation = checked.derivation
    return {
        **summary_dict(derivation),
        "holds": checked.holds,
        "strength": checked.strength,
        "assumptions": [
            {"symbol": one.symbol.name, "domain": one.domain, "meaning": one.meaning} for one in derivation.assumptions
        ],
        "start": {"text": text(derivation.start), "latex": latex(derivation.start)},
        "steps": [_step_dict(step) for step in checked.steps],
    }


def summary_dict(derivation: Derivation) -> dict[str, object]:
    """What `derive --list` says of a derivation, before it is checked."""
    claim = f"{derivation.left_side} = {latex(derivation.conclusion)}"
    return {
        "name": derivation.name,
        "title": derivation.title,
        "claim": claim,
        "number_of_steps": len(derivation.steps),
    }


def _step_dict(checked: CheckedStep) -> dict[str, object]:
    step = checked.step
    return {
        "rule": step.rule,
        "cites": step.cites,
        "text": text(step.expression),
        "latex": latex(step.expression),
        "because": step.because,
        "holds": checked.holds,
        "evidence": [one.to_dict() for one in checked.evidence],
    }
