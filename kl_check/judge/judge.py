"""From an excerpt to a verdict: the hypothesis that stands, the facts under it, the evidence."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from typing import TYPE_CHECKING

from kl_check.judge import narrate
from kl_check.judge.behaviour import behaviour_as_meant, behaviour_of
from kl_check.judge.bias import bias_of, shuts_out_prior
from kl_check.judge.case import Case, case_of
from kl_check.judge.facts import ONE, SEVERITY, Facts
from kl_check.judge.hypotheses import MAX_SYMBOLS, STANDARD_PRIOR, implausibility
from kl_check.judge.matrices.heads import has_matrices
from kl_check.judge.remarks import remarks_on
from kl_check.judge.scalars import show
from kl_check.judge.witness import differs_beyond_scale_and_shift, some_witness, witness
from kl_check.know.names import suggested_role
from kl_check.know.roles import SCALE_ROLES
from kl_check.model.evidence import Evidence, Witness
from kl_check.model.hypothesis import Hypothesis
from kl_check.model.role import Gaussian
from kl_check.model.surroundings import Excerpt
from kl_check.model.verdict import Alternative, Reduction, SamplerFinding, Verdict

if TYPE_CHECKING:
    from kl_check.judge.diagnose import Diagnosis


def judge(
    excerpt: Excerpt,
    pins: Mapping[str, str] | None = None,
    prior: Gaussian | None = None,
    case: Case | None = None,
) -> Verdict:
    """The verdict on one term, without a repair. `pins` say what symbols hold; an unknown name there is misuse.

    `case` is the term's, if it has been made already.
    """
    if has_matrices(excerpt.term):
        from kl_check.judge.matrices.verdict import judge_matrices

        return judge_matrices(excerpt, pins or {}, prior or STANDARD_PRIOR, _blank(Case(excerpt)))
    case = case or case_of(excerpt, pins or {}, prior or STANDARD_PRIOR)
    if case.may_be_estimate:
        from kl_check.judge.estimates import estimates_of, told  # of use to few, and `check` starts fast without

        if estimates := estimates_of(case):
            return told([(one, _related(one, one.stands) if one.stands else _unrelated(one)) for one in estimates])
    if case.stands:
        return _related(case, case.stands)
    if not case.elements:
        return replace(_blank(case), verdict="unrelated", message=narrate.constant(excerpt))
    if len(case.elements) > MAX_SYMBOLS:
        names = ", ".join(case.elements)
        return _undecided(case, f"more than {MAX_SYMBOLS} symbols may be a mean or a scale: {names}")
    return _unrelated(case)


# A KL up to scale and shift


def _related(case: Case, facts: Facts) -> Verdict:
    hypothesis, word = facts.hypothesis, facts.word
    if not case.confirms(facts):
        return _undecided(case, "the normal form and a numerical evaluation disagree: please report this expression")
    contradicted = case.contradicted(hypothesis)
    scale, offset = show(facts.scale), show(facts.offset)
    return replace(
        _blank(case),
        verdict=word,
        severity="warning" if word == "approximate" and shuts_out_prior(case, hypothesis) else SEVERITY[word],
        target="reverse" if facts.reversed else hypothesis.target,
        reading=case.roles(hypothesis),
        alternatives=_alternatives(case, hypothesis, facts.reduction, first=contradicted, divisor=facts.divisor),
        reduction=facts.reduction,
        scale=scale,
        offset=offset,
        witness=_witness(case, facts) if word not in ("exact", "approximate") else None,
        mistakes=facts.mistakes,
        notes=_notes(case, facts),
        sampler=_sampler(case, hypothesis),
        evidence=(_proof(facts, scale, offset), *bias_of(case, hypothesis)),
        message=narrate.related(facts, scale, offset, narrate.against(case.draws, case.pins, hypothesis)),
        behaviour=behaviour_as_meant(case, facts),
        names=_misleading(hypothesis),
    )


def _witness(case: Case, facts: Facts) -> Witness | None:
    meant = case.meant or facts.hypothesis
    return witness(case.samples(meant, facts.divisor), meant, facts.reduction)


def _alternatives(
    case: Case, hypothesis: Hypothesis, reduction: Reduction, first: Hypothesis | None, divisor: str | None = None
) -> tuple[Alternative, ...]:
    """The same symbols under the other roles, a pinned reading first: what else was tried, and where it fails."""
    tried = [first] if first else []
    for role in SCALE_ROLES if not case.aliases.held else ():
        other = hypothesis.holding(dict.fromkeys(hypothesis.scale_kinds(), role))
        if other != hypothesis and other not in tried:
            tried.append(other)
    return tuple(_alternative(case, one, reduction, divisor) for one in tried)


def _alternative(case: Case, hypothesis: Hypothesis, reduction: Reduction, divisor: str | None) -> Alternative:
    facts = case.facts_under(hypothesis)
    shown = some_witness(case.samples(hypothesis, divisor), hypothesis, reduction)
    return Alternative(case.roles(hypothesis), facts.word if facts else "wrong", shown)


def _notes(case: Case, facts: Facts) -> tuple[str, ...]:
    hypothesis = facts.hypothesis
    equal = hypothesis.first.scale == hypothesis.second.scale
    applies = {
        "misleading-name": bool(_misleading(hypothesis)),
        "weighted": facts.weight != ONE,
        "mean-over-batch": facts.reduction.batch == "mean",
        "direction": hypothesis.target == "general" and not equal and case.direction(hypothesis) == "unknown",
        "equal-variance": equal,
        **remarks_on(case, facts),
    }
    return (*case.excerpt.surroundings.notes, *(note for note, holds in applies.items() if holds))


def _misleading(hypothesis: Hypothesis) -> Mapping[str, str]:
    """The symbols whose name says another role than the one that makes the term a KL."""
    roles = hypothesis.roles()
    spelled = (name for name in roles if not re.fullmatch("[a-z]", name))  # a lone s says nothing
    suggested = {name: suggested_role(name) for name in spelled}
    return {name: role for name, role in suggested.items() if role and role != roles[name]}


def _sampler(case: Case, hypothesis: Hypothesis) -> SamplerFinding | None:
    """The sampler beside the term; of several, one that contradicts it."""
    if not case.draws:
        return None
    draw = min(case.draws, key=lambda one: case.agrees(one, hypothesis))
    text, (start, end) = case.excerpt.text, draw.statement.span
    line = text.count("\n", 0, start) + 1
    agrees = case.agrees(draw, hypothesis)
    return SamplerFinding(line, text[start:end], draw.role.word, agrees, str(abs(draw.noise_std)))


def _proof(facts: Facts, scale: str, offset: str) -> Evidence:
    scope = "every batch and latent size" if facts.reduction != Reduction() else "every mean and every scale"
    taken = {"as": narrate.kl_of(facts.hypothesis), "scale": scale, "offset": offset}
    return Evidence("normal-form", "agrees", "proved", scope, taken)


# No KL under any reading


def _unrelated(case: Case) -> Verdict:
    from kl_check.judge import elsewhere

    if case.is_entangled:
        return _undecided(case, f"of {', '.join(case.elements)} one is a function of another: no points are free")
    if not case.is_meant and (other := elsewhere.named(case)):
        return replace(_blank(case), verdict="unrelated", message=narrate.something_else(other))
    diagnosis = case.nearest
    readings = case.plausible or _readings_of(diagnosis)
    if not readings and len(case.elements) == 1:
        return replace(_blank(case), verdict="unrelated", message=narrate.something_else())
    refuted = sum(_is_refuted(case, hypothesis) for hypothesis in readings)
    if refuted < len(readings) or not refuted or (diagnosis is None and case.has_atoms and not case.is_meant):
        return _undecided(case, "outside the class that the normal form decides, and no reading makes it the KL")
    if diagnosis is None and not case.is_meant:
        return replace(_blank(case), verdict="unrelated", message=narrate.something_else())
    return _wrong(case, diagnosis, refuted)


def _readings_of(diagnosis: Diagnosis | None) -> tuple[Hypothesis, ...]:
    """Where the use of the symbols allows no reading: the nearest one, in every role."""
    if diagnosis is None:
        return ()
    nearest = diagnosis.target.hypothesis
    return tuple(nearest.holding(dict.fromkeys(nearest.scale_kinds(), role)) for role in SCALE_ROLES)


def _is_refuted(case: Case, hypothesis: Hypothesis) -> bool:
    """Whether intervals prove that no scale and no shift makes the term the KL under the hypothesis."""
    from kl_check.judge.apart import differs_between_latents

    reduction = case.reduction(hypothesis)
    if differs_beyond_scale_and_shift(case.samples(hypothesis), hypothesis, reduction):
        return True
    return differs_between_latents(case.written, hypothesis, case.points(hypothesis.positive))


def _wrong(case: Case, diagnosis: Diagnosis | None, refuted: int) -> Verdict:
    nearest = diagnosis.target.hypothesis if diagnosis else min(case.plausible, key=implausibility)
    mistakes = diagnosis.mistakes if diagnosis else ("other",)
    ties = diagnosis.ties if diagnosis else ()
    reduction = case.reduction(nearest)
    scope = f"no scale and no shift makes it the KL under any of {refuted} readings"
    return replace(
        _blank(case),
        verdict="wrong",
        severity=SEVERITY["wrong"],
        target=nearest.target,
        alternatives=_alternatives(case, nearest, reduction, first=nearest),
        reduction=reduction,
        witness=witness(case.samples(nearest), nearest, reduction),
        mistakes=mistakes,
        ties=ties,
        sampler=_sampler(case, nearest),
        evidence=(Evidence("interval-witness", "differs", "proved", scope, {"readings": refuted}),),
        behaviour=behaviour_of(case, nearest),
        message=narrate.wrong(nearest, mistakes, ties),
    )


def _undecided(case: Case, why: str) -> Verdict:
    tried = Evidence("normal-form", "silent", "proved", why, {"readings": len(case.hypotheses)})
    return replace(_blank(case), evidence=(tried,), message=why)


def _blank(case: Case) -> Verdict:
    """The verdict's place and text, before anything is said."""
    excerpt = case.excerpt
    start, end = excerpt.span
    before, body = excerpt.text[:start], excerpt.text[:end]
    return Verdict(
        verdict="undecided",
        severity="warning",
        text=excerpt.source,
        line=before.count("\n") + 1,
        column=start - before.rfind("\n"),
        end_line=body.count("\n") + 1,
        end_column=end - body.rfind("\n"),
        notes=excerpt.surroundings.notes,
    )
