"""What people say about these formulas, each with the machine's finding, reason and witness."""

from __future__ import annotations

from collections.abc import Iterator

from kl_check.model.evidence import Outcome
from kl_check.model.report import Block, Bullets, Cell, Fold, Group, Material, Paragraph, Section, Table
from kl_check.model.saying import CheckedFact, CheckedSaying, Finding, Topic
from kl_check.report.wording import count, pretty

INTRODUCTION = (
    "Each claim is put down as formulas or as a line of code, and decided: two formulas by their exact normal forms or "
    "by intervals at a point, a line of code by `kl-check check`, a derivation step by step, rounding in single "
    "precision by rounding. What is true instead is decided in the same way."
)
WORDS: dict[Finding, str] = {
    "true": "true",
    "false": "false",
    "assuming": "true under an assumption only",
    "undecided": "not decided",
}
TOPICS: dict[Topic, str] = {
    "form": "Terms, constants, factors and signs",
    "scale": "The scale, its roles and its name",
    "sampler": "The line and its sampler",
    "weight": "Sums, means and weights",
    "estimate": "Estimates from samples",
}
MARKS: dict[Finding, Outcome] = {"true": "agrees", "false": "differs", "assuming": "differs", "undecided": "silent"}


def section(material: Material) -> Section:
    groups = [group for topic in TOPICS if (group := _group(topic, material))]
    return Section("claims", "What is said about it", (Paragraph(INTRODUCTION), _overview(material), *groups))


def _group(topic: Topic, material: Material) -> Group | None:
    folds = [_fold(one) for one in material.claims if one.saying.topic == topic]
    return Group(f"claims-{topic}", TOPICS[topic], tuple(folds)) if folds else None


def _overview(material: Material) -> Table:
    head = ("Claim", "Finding", "Strength")
    rows = tuple(
        (Cell(f"[{one.saying.title}](#{one.saying.name})"), Cell(_finding(one), _mark(one)), Cell(one.strength))
        for topic in TOPICS
        for one in material.claims
        if one.saying.topic == topic
    )
    return Table("Claims, and what the machine finds", head, rows)


def _mark(one: CheckedSaying) -> Outcome:
    return MARKS[one.finding] if one.holds else "silent"


def _finding(one: CheckedSaying) -> str:
    found = WORDS[one.finding]
    return found if one.holds else f"{found}, though {WORDS[one.saying.expected]} was expected"


def _fold(one: CheckedSaying) -> Fold:
    return Fold(
        anchor=one.saying.name,
        title=one.saying.title,
        note=f"{_finding(one)}, {one.strength}",
        blocks=tuple(_blocks(one)),
        outcome=_mark(one),
    )


def _blocks(one: CheckedSaying) -> Iterator[Block]:
    saying = one.saying
    yield Paragraph(f"**Said:** {saying.says}")
    yield Paragraph(f"**Found:** {_finding(one)}. {saying.because}")
    yield _facts("The claim, as it is decided", one.claim)
    if one.then:
        yield _facts(f"Assuming that {saying.assuming}", one.then)
    if one.instead:
        yield _facts("What holds for certain", one.instead)
    if one.refutation and "left" in one.refutation.evidence.detail:
        yield Bullets((f"Witness: {_witness(one.refutation)}.",))


def _facts(caption: str, facts: tuple[CheckedFact, ...]) -> Table:
    rows = tuple(
        (
            Cell(pretty(one.statement) if one.evidence.method == "rounding" else one.statement),
            Cell(_outcome(one), one.outcome),
            Cell(f"{one.evidence.method}, {one.evidence.strength}"),
        )
        for one in facts
    )
    return Table(f"{caption}: {count(len(facts), 'fact')}", ("Fact", "Outcome", "How"), rows)


def _outcome(one: CheckedFact) -> str:
    detail = one.evidence.detail
    if one.outcome == "agrees":
        return f"holds: {_found(detail['relative_error'])}" if "relative_error" in detail else "holds"
    if one.outcome == "silent":
        return "not decided"
    if "left" in detail:
        return f"refuted: {_witness(one)}"
    return f"refuted: {_found(detail.get('found') or detail.get('relative_error'))}"


def _found(value: object) -> str:
    return "it is the same function" if value is None else f"it is {pretty(str(value))}"


def _witness(one: CheckedFact) -> str:
    """The point at which the two sides differ, with both values."""
    detail = one.evidence.detail
    at = f"at {pretty(str(detail['at']))} " if detail.get("at") else ""
    sides = ("the line", "the KL") if one.evidence.method == "check" else ("the left side", "the right side")
    return f"{at}{sides[0]} is {pretty(str(detail['left']))}, {sides[1]} {pretty(str(detail['right']))}"
