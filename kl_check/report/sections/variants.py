"""Formulas that pass for the KL, and how each method sees them."""

from __future__ import annotations

from kl_check.know.closed_forms import BY_NAME
from kl_check.model.evidence import Evidence
from kl_check.model.report import Block, Cell, Exposure, Fold, Material, Paragraph, Section, Table
from kl_check.report.breaking import summands
from kl_check.report.figures import latents, readings
from kl_check.report.sections.confirmations import technique_head
from kl_check.report.wording import capital, count, draws, listed, place, pretty, size

INTRODUCTION = (
    "These formulas are published, copied and trained with in place of the KL. They go through the very same methods, "
    "and must be flagged. A cell shows the largest difference found, in nats, and the factor by which the formula is "
    "off there; a method that cannot see it says so."
)
SCALES = (
    "**Standard deviation or variance.** The right formula of a standard deviation, $f(\\sigma)$, and the right "
    "formula of a variance, $g(v)$, have the same minimum. A network that outputs one of the two and is trained with "
    "the other's formula still finds it, along another path: that is why the slip goes unnoticed."
)
SIZES = (
    "**Sum or mean.** Independent latents add their divergences. A mean over latents divides the KL by J, which is a "
    "weight β = 1/J in front of it, and no optimiser undoes a weight between two terms of a loss."
)


def section(material: Material) -> Section:
    blocks: tuple[Block, ...] = (
        Paragraph(INTRODUCTION),
        _overview(material),
        Paragraph(SCALES),
        readings.figure(),
        Paragraph(SIZES),
        latents.figure(),
        *map(_fold, material.exposures),
    )
    return Section("variants", "What passes for it, and is flagged", blocks)


def _overview(material: Material) -> Table:
    head = ("Variant", *map(technique_head, material.techniques))
    rows = tuple(
        (Cell(f"[{capital(one.row.title)}](#{one.row.name})"), *map(size, one.evidence)) for one in material.exposures
    )
    return Table("Variants by method: variant minus KL, in nats, and their ratio", head, rows)


def _fold(exposed: Exposure) -> Fold:
    of = exposed.row
    told = (
        f"Taken for: [{BY_NAME[of.of].title}](#{of.of}). The slip: `{of.mistake}`. What it does: {of.consequence}. "
        f"{_who(exposed)}"
    )
    head = ("Method", "Variant", "KL by its definition", "Difference", "Ratio", "At")
    table = Table(f"{capital(of.title)}, by method", head, tuple(map(_row, exposed.evidence)))
    drawn = tuple(Paragraph(f"{one.method}: {draws(one)}.") for one in exposed.evidence if draws(one))
    flagged = [one for one in exposed.evidence if one.outcome == "differs"]
    return Fold(
        anchor=of.name,
        title=capital(of.title),
        note=f"flagged by {len(flagged)} of {count(len(exposed.evidence), 'method')}",
        blocks=(Paragraph(told), table, *drawn),
        latex=summands(of.term),
        outcome="differs" if flagged else "agrees",
    )


def _who(exposed: Exposure) -> str:
    """Who flags it, who takes it for the KL, who says nothing."""
    words = {"differs": "Flagged by", "agrees": "Taken for the KL by", "silent": "Silent:"}
    by = {outcome: [one.method for one in exposed.evidence if one.outcome == outcome] for outcome in words}
    return " ".join(f"{words[outcome]} {listed(names)}." for outcome, names in by.items() if names)


def _row(evidence: Evidence) -> tuple[Cell, ...]:
    method = Cell(evidence.method, evidence.outcome)
    if evidence.outcome != "differs":
        return (method, size(evidence), *[Cell("–")] * 4)
    shown = (evidence.detail.get(key) for key in ("expression", "definition", "difference", "ratio"))
    return (method, *(Cell("–" if value is None else pretty(str(value))) for value in shown), Cell(place(evidence)))
