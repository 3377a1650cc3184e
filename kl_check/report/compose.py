"""Puts the report together: pure values in, one frozen `Report` out.

A section is a file of `sections/`; to add one, write its file and name it here.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from kl_check.know.closed_forms import CLOSED_FORMS
from kl_check.model.derivation import CheckedDerivation
from kl_check.model.evidence import Evidence, Outcome
from kl_check.model.report import Material, Report, Tally
from kl_check.report.sections import claims, confirmations, derivations, limits, opening, recipes, reproduce, variants
from kl_check.report.wording import count, listed

TITLE = "The Gaussian KL divergence, derived and checked"

SECTIONS = (
    recipes.section,
    derivations.section,
    confirmations.section,
    variants.section,
    claims.section,
    limits.section,
    reproduce.section,
)


def compose(material: Material) -> Report:
    """The report of these facts. It says what failed as plainly as what held."""
    material = replace(material, derivations=_in_order(material.derivations))
    tallies = _tallies(material)
    sections = tuple(section(material) for section in SECTIONS)
    return Report(TITLE, _summary(tallies, material), tallies, opening.blocks(), sections, material)


def _in_order(derived: Sequence[CheckedDerivation]) -> tuple[CheckedDerivation, ...]:
    """Those of the closed forms first, in the order of their rows; each stands after those that it cites."""
    place = {row.name: index for index, row in enumerate(CLOSED_FORMS)}
    waiting = sorted(derived, key=lambda one: place.get(one.derivation.name, len(place)))
    ordered: list[CheckedDerivation] = []
    while waiting:
        names = {one.derivation.name for one in waiting}
        ready = next((one for one in waiting if not names & {step.step.cites for step in one.steps}), waiting[0])
        waiting.remove(ready)
        ordered.append(ready)
    return tuple(ordered)


def _tallies(material: Material) -> tuple[Tally, ...]:
    copied = [one.holds for one in material.recipes]
    steps = [step.holds for one in material.derivations for step in one.steps]
    confirmed = [one for row in material.confirmations for one in row.evidence]
    exposed = [one for row in material.exposures for one in row.evidence]
    said = [one.holds for one in material.claims]
    return (
        Tally(sum(copied), len(copied), "lines to copy, each read again and exact", "recipes"),
        Tally(sum(steps), len(steps), f"steps of {_derivations(material)} checked", "derivations"),
        _tally(confirmed, "agrees", f"confirmations of {_closed_forms(material)} agree", "confirmations"),
        _tally(exposed, "differs", f"checks of {_variants(material)} flag the difference", "variants"),
        Tally(sum(said), len(said), "claims of others decided", "claims"),
    )


def _tally(evidence: Sequence[Evidence], good: Outcome, label: str, anchor: str) -> Tally:
    """Of those that are not silent; the silent ones are counted in the label."""
    silent = sum(one.outcome == "silent" for one in evidence)
    label += f", {silent} silent" if silent else ""
    return Tally(sum(one.outcome == good for one in evidence), len(evidence) - silent, label, anchor)


def _summary(tallies: Sequence[Tally], material: Material) -> str:
    if all(tally.holds for tally in tallies):
        return f"Everything held: {listed(list(_held(material)))}."
    return f"Not everything held: {'; '.join(f'{one.good} of {one.total} {one.label}' for one in tallies)}."


def _held(material: Material) -> Iterator[str]:
    if material.derivations:
        yield f"{_derivations(material)}, every step checked"
    if material.confirmations:
        yield f"{_closed_forms(material)}, confirmed by {count(len(material.techniques), 'method')}"
    if material.exposures:
        yield f"{_variants(material)} that pass for the KL, each flagged"
    if material.claims:
        yield f"{count(len(material.claims), 'claim')} of others, each decided"
    yield f"{count(len(material.recipes), 'line')} to copy, each read again and exact"


def _derivations(material: Material) -> str:
    return count(len(material.derivations), "derivation")


def _closed_forms(material: Material) -> str:
    return count(len(material.confirmations), "closed form")


def _variants(material: Material) -> str:
    return count(len(material.exposures), "variant")
