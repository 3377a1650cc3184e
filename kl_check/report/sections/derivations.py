"""The derivations, line by line."""

from __future__ import annotations

from collections.abc import Iterator

from kl_check.algebra.show import latex
from kl_check.know.closed_forms import BY_NAME
from kl_check.model.derivation import CheckedDerivation, CheckedStep, Derivation
from kl_check.model.report import Block, Bullets, Cell, Fold, Group, Line, Lines, Material, Paragraph, Section, Table
from kl_check.report.breaking import continued, equation
from kl_check.report.sections import reproduce
from kl_check.report.sections.subjects import SUBJECTS, Subject, subject_of
from kl_check.report.wording import count, pretty, step_check

INTRODUCTION = (
    "Every line equals the line above it, or bounds it where ≤ or ≥ stands, by the rule named beside it. SymPy checks "
    "the step under that rule, for all values that the assumptions allow; then both lines are worked out as numbers at "
    "fixed points, and integrals are enclosed between bounds, as second opinions. A derivation is as strong as its "
    "weakest step, and a step as its strongest check."
)


def section(material: Material) -> Section:
    groups = [group for subject in SUBJECTS if (group := _group(subject, material))]
    blocks: tuple[Block, ...] = (Paragraph(INTRODUCTION), *groups, _rules(material))
    return Section("derivations", "From the definition to the closed form", blocks)


def _group(subject: Subject, material: Material) -> Group | None:
    """The derivations of a subject, under its heading."""
    held = [one for one in material.derivations if subject_of(one.derivation.name) is subject]
    folds = [fold(one) for one in sorted(held, key=lambda one: subject.place(one.derivation.name))]
    return Group(subject.anchor, subject.title, (Paragraph(subject.introduction), *folds)) if folds else None


def fold(checked: CheckedDerivation) -> Fold:
    """One derivation, folded to its claim."""
    of = checked.derivation
    said = f"{checked.strength} for {_scope(checked)}" if checked.holds else "it does not hold"
    return Fold(
        anchor=of.name,
        title=of.title,
        note=f"{count(len(checked.steps), 'step')}, {said}",
        blocks=(Bullets(tuple(_assumptions(of))), Lines(tuple(_lines(checked)))),
        latex=equation(of.left_side, of.conclusion, of.relation),
        outcome="agrees" if checked.holds else "differs",
    )


def _scope(checked: CheckedDerivation) -> str:
    """For which values the steps were checked, by those checks that carry the derivation."""
    scopes = (one.scope for step in checked.steps for one in step.evidence if one.strength == checked.strength)
    return pretty(max(scopes, key=len, default="the values tried"))


def _assumptions(of: Derivation) -> Iterator[str]:
    for one in of.assumptions:
        yield f"${latex(one.symbol)}$ {one.domain}: {one.meaning}"
    if of.name in BY_NAME:
        yield f"In print: {BY_NAME[of.name].source.text}"
    yield f"Again: `{reproduce.derivation(of.name)}`"


def _lines(checked: CheckedDerivation) -> Iterator[Line]:
    of = checked.derivation
    yield Line(f"{of.name}-0", 0, "definition", equation(of.left_side, of.start), of.start_because)
    for number, one in enumerate(checked.steps, start=1):
        yield _line(f"{of.name}-{number}", number, one)


def _line(anchor: str, number: int, checked: CheckedStep) -> Line:
    step = checked.step
    where = ", ".join(f"${latex(symbol)} = {latex(term)}$" for symbol, term in step.where)
    cited = f"[{step.cites}](#{step.cites})" if step.cites else ""
    rule = ", with ".join(filter(None, (" ".join(filter(None, (step.rule.replace("-", " "), cited))), where)))
    checks = tuple(map(step_check, checked.evidence))
    return Line(anchor, number, rule, continued(step.expression, step.relation), step.because, checks)


def _rules(material: Material) -> Fold:
    """What SymPy does for each rule, as the evidence of the steps tells it."""
    told = {
        step.step.rule: str(one.detail["how"])
        for derived in material.derivations
        for step in derived.steps
        for one in step.evidence
        if one.detail.get("how")
    }
    rows = tuple((Cell(rule.replace("-", " ")), Cell(how)) for rule, how in sorted(told.items()))
    table = Table("What is done to check a step", ("Rule", "Check"), rows)
    return Fold("rules", "What each rule asks", count(len(rows), "rule"), (table,))
