"""What the words mean, and what is not proved."""

from __future__ import annotations

from collections.abc import Iterator

from kl_check.model.evidence import STRENGTHS, Outcome
from kl_check.model.report import Bullets, Cell, Material, Paragraph, Section, Table
from kl_check.report.wording import listed, pretty

MEANINGS = {
    "proved": "by exact computation, for all values that its scope names",
    "enclosed": "by intervals that surely contain the value, at the points that its scope names and only there",
    "measured": "by numbers at those points, with a bound for the error that the method itself computes",
    "sampled": "by random draws, wrong no oftener than the stated rates; sampled is never called proved",
}
OUTCOMES: dict[Outcome, str] = {
    "agrees": "the method found nothing against it, within what it can see",
    "differs": "the method found a difference larger than its own error",
    "silent": "the method can say nothing here; the reason stands beside it, and it counts for nothing",
}
ALWAYS = (
    "The formulas are about real numbers. What float32 makes of them (rounding, overflow) is not looked at here.",
    "A proof by SymPy is as good as SymPy. The other methods do not use it, but all read formulas by one evaluator.",
    "Enclosures, quadrature and 50 digits speak of the points that they name, not of what lies between.",
    "What [a rule](#rules) itself says is taken as known: that E is linear, that independent densities multiply.",
    "Full covariance and estimates by samples are derived; the [confirmations](#confirmations) do not look at them.",
    "Priors that are no Gaussians, mixtures among them, are not covered.",
)


def section(material: Material) -> Section:
    legend = (
        Paragraph("Three things a method can say, and four strengths with which it can say it, the strongest first:"),
        Table("Outcomes", ("Outcome", "Meaning"), tuple(_outcomes())),
        Table("Strengths", ("Strength", "Agreement or difference is shown"), tuple(_strengths())),
        Paragraph("And so, what this report does not prove:"),
        Bullets((*_weaker_steps(material), *_of_some_sizes(material), *_unseen(material), *ALWAYS)),
    )
    return Section("limits", "What is not proved", legend)


def _outcomes() -> Iterator[tuple[Cell, ...]]:
    for outcome, meaning in OUTCOMES.items():
        yield Cell(outcome, outcome), Cell(meaning)


def _strengths() -> Iterator[tuple[Cell, ...]]:
    for strength in reversed(STRENGTHS):
        yield Cell(strength), Cell(MEANINGS[strength])


def _weaker_steps(material: Material) -> Iterator[str]:
    """The steps that no check proves."""
    weaker = [
        f"[{derived.derivation.name} {number}](#{derived.derivation.name}-{number})"
        for derived in material.derivations
        for number, step in enumerate(derived.steps, start=1)
        if not any(one.outcome == "agrees" and one.strength == "proved" for one in step.evidence)
    ]
    if weaker:
        yield f"These steps of the derivations: {listed(weaker)}."


def _of_some_sizes(material: Material) -> Iterator[str]:
    """The derivations whose steps are proved at some sizes of the matrices."""
    names = [one.derivation.name for one in material.derivations if one.derivation.has_arrays]
    if names:
        linked = listed([f"[{name}](#{name})" for name in names])
        yield f"For every size of the matrices: {linked} are proved at the sizes that their headlines name."


def _unseen(material: Material) -> Iterator[str]:
    """What the methods that sample would let pass."""
    for technique in material.techniques:
        details = [one.detail for row in material.confirmations for one in row.evidence if one.method == technique.name]
        limits = [float(detail.get("detectable_difference") or 0) for detail in details]
        if any(limits):
            yield pretty(
                f"A difference below {max(limits)} nat may escape {technique.name}: a factor of 0.4999999 for ½ passes "
                "it, and is seen by the other methods only."
            )
