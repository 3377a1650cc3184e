"""The closed forms, put to each method of confirmation."""

from __future__ import annotations

from kl_check.model.evidence import Evidence
from kl_check.model.report import Cell, Confirmation, Fold, Material, Paragraph, Section, Table, Technique
from kl_check.report.figures import sampling, trap
from kl_check.report.wording import count, draws, pretty, tolerance

INTRODUCTION = (
    "Independent of the derivations, each method works out the definition $\\int q \\log (q/p)$ in its own way and "
    "compares it with the closed form. A cell says how large a difference the method would leave unnoticed: the "
    "smaller, the more its agreement is worth."
)
SAMPLES = (
    "**What sampling sees.** The mean of log q − log p over samples of q is the KL. How far it strays is known "
    "beforehand, so the number of samples after which a wrong formula must show is computed, not tried."
)
TRAP = (
    "**What quadrature misses.** The obvious way to check the formula, an adaptive integral over all x, fails in "
    "silence. That is why the methods above integrate in the standardised variable, or with a proved bound."
)


def section(material: Material) -> Section:
    blocks = (
        Paragraph(INTRODUCTION),
        _overview(material),
        _techniques(material),
        _details(material),
        Paragraph(SAMPLES),
        sampling.figure(),
        Paragraph(TRAP),
        trap.figure(),
    )
    return Section("confirmations", "Confirmed by other means", blocks)


def technique_head(technique: Technique) -> str:
    return f"{technique.name} ({technique.strength})"


def _overview(material: Material) -> Table:
    head = ("Closed form", *map(technique_head, material.techniques))
    rows = tuple(
        (Cell(f"[{one.row.title}](#{one.row.name})"), *map(tolerance, one.evidence)) for one in material.confirmations
    )
    return Table("Closed forms by method: largest difference, in nats, that the method leaves open", head, rows)


def _techniques(material: Material) -> Table:
    rows = tuple((Cell(one.name), Cell(one.title), Cell(one.strength)) for one in material.techniques)
    return Table("What the methods do, and the strength of what they say", ("Method", "What it is", "Strength"), rows)


def _details(material: Material) -> Fold:
    head = ("Closed form", "Method", "Strength", "Left open", "Where")
    rows = tuple(_row(one, evidence) for one in material.confirmations for evidence in one.evidence)
    table = Table("Every confirmation", head, rows)
    return Fold("confirmation-details", "Every confirmation in full", count(len(rows), "confirmation"), (table,))


def _row(of: Confirmation, evidence: Evidence) -> tuple[Cell, ...]:
    return (
        Cell(of.row.name),
        Cell(evidence.method),
        Cell(evidence.strength),
        tolerance(evidence),
        Cell("; ".join(filter(None, (pretty(evidence.scope), draws(evidence))))),
    )
