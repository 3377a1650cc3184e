"""Makes the verification report: the facts are gathered part by part, composed, and written."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path
from typing import Literal

from kl_check.claims.decide import decide
from kl_check.claims.load import names as claim_names
from kl_check.confirm.registry import METHODS, confirm
from kl_check.derivation.load import names as derivation_names
from kl_check.judge.recipes import TARGETS, line, meant
from kl_check.know.closed_forms import BY_NAME as CLOSED_FORMS
from kl_check.know.libraries import LIBRARIES
from kl_check.know.roles import SCALE_ROLES
from kl_check.know.statements import closed_form_claim, variant_claim
from kl_check.know.variants import BY_NAME as VARIANTS
from kl_check.model.derivation import CheckedDerivation
from kl_check.model.errors import Misuse
from kl_check.model.report import Confirmation, Exposure, Library, Material, Recipe, Report, Technique
from kl_check.model.role import Role
from kl_check.model.saying import CheckedSaying
from kl_check.pipeline import check, derive
from kl_check.report.compose import compose
from kl_check.report.sections.claims import TOPICS
from kl_check.report.sections.subjects import subject_of
from kl_check.report.select import anchors, selected
from kl_check.report.write import FORMATS, write

Kind = Literal["derivation", "closed form", "variant", "claim"]
Fact = CheckedDerivation | Confirmation | Exposure | CheckedSaying
Progress = Callable[[str], object]


WHOLE = frozenset({"limits", "reproduce", "rules"})
"""The sections and folds that tell of every part."""


@dataclass(frozen=True, slots=True)
class Part:
    """What is worked out at a time."""

    kind: Kind
    name: str


def report(*, seed: int = 0, only: str | None = None, progress: Progress | None = None) -> Report:
    """Every derivation checked, every closed form and variant put to every method, and all of it composed.

    Args:
        seed: of the methods that sample.
        only: one part alone: a section, derivation, variant, claim or figure, by its address in the page.
        progress: is told the name of each part when it is done.

    Raises:
        Misuse: there is no part of that name.
    """
    facts = []
    for part in parts(only):
        facts.append(_made(part, seed))
        if progress:
            progress(part.name)
    whole = compose(_material(facts))
    return selected(whole, only) if only else whole


def parts(only: str | None = None) -> tuple[Part, ...]:
    """What is to be worked out: everything, or as much as one part of the report needs."""
    every = (
        *(Part("derivation", name) for name in derivation_names()),
        *(Part("closed form", name) for name in CLOSED_FORMS),
        *(Part("variant", name) for name in VARIANTS),
        *(Part("claim", name) for name in claim_names()),
    )
    if only is None or only in WHOLE:
        return every
    chosen = tuple(part for part in every if _belongs(part, only))
    fixed = anchors(compose(_material([])))
    if not chosen and only not in fixed:
        near = get_close_matches(only, [*fixed, *(part.name for part in every)], n=3)
        raise Misuse(f"--only {only}: the report has no such part{'; near: ' if near else ''}{', '.join(near)}")
    return chosen


def _belongs(part: Part, only: str) -> bool:
    """Whether the section, group or fold of that name tells of the part."""
    match part.kind:
        case "derivation":
            return only in ("derivations", subject_of(part.name).anchor, part.name)
        case "closed form":
            return only in ("confirmations", "confirmation-details")
        case "variant":
            return only in ("variants", part.name)
        case "claim":
            return only in ("claims", *(f"claims-{topic}" for topic in TOPICS), part.name)


def make_report(
    directory: Path,
    *,
    formats: Sequence[str] | None = None,
    seed: int = 0,
    only: str | None = None,
    progress: Progress | None = None,
) -> tuple[Report, tuple[Path, ...]]:
    """Makes the report and writes it; says what is in it, and which files. Formats: html, markdown, latex, json."""
    made = report(seed=seed, only=only, progress=progress)
    return made, write(made, directory, formats or tuple(FORMATS))


def recipes() -> tuple[Recipe, ...]:
    """The KL in every role and library, each line read again by our own reader with the roles that are meant."""
    return tuple(_recipe(library, role, target) for role in SCALE_ROLES for target in TARGETS for library in LIBRARIES)


def _recipe(library: Library, role: Role, target: str) -> Recipe:
    hypothesis = meant(library, role, target)
    text, reading = line(library, hypothesis), hypothesis.roles()
    return Recipe(library, role, target, text, reading, check(text, reading=reading).verdict)


def _made(part: Part, seed: int) -> Fact:
    """One part's fact."""
    match part.kind:
        case "derivation":
            return derive(part.name)
        case "closed form":
            row = CLOSED_FORMS[part.name]
            return Confirmation(row, confirm(closed_form_claim(row), seed=seed))
        case "variant":
            variant = VARIANTS[part.name]
            return Exposure(variant, confirm(variant_claim(variant), seed=seed))
        case "claim":
            return decide(part.name)


def _material(facts: Sequence[Fact]) -> Material:
    return Material(
        tuple(fact for fact in facts if isinstance(fact, CheckedDerivation)),
        tuple(Technique(method.name, method.title, method.strength) for method in METHODS),
        tuple(fact for fact in facts if isinstance(fact, Confirmation)),
        tuple(fact for fact in facts if isinstance(fact, Exposure)),
        recipes(),
        tuple(fact for fact in facts if isinstance(fact, CheckedSaying)),
    )
