"""The verdict on a term with matrices: the reading that stands, the facts under it, or the nearest KL and its slips."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from itertools import islice

from kl_check.judge import narrate
from kl_check.judge.brackets import moved
from kl_check.judge.facts import MILDEST_FIRST, ONE, SEVERITY, Facts, facts_of
from kl_check.judge.hypotheses import STANDARD_PRIOR
from kl_check.judge.matrices.brackets import widened
from kl_check.judge.matrices.decide import Trial
from kl_check.judge.matrices.diagnose import Diagnosis, diagnoses
from kl_check.judge.matrices.points import points
from kl_check.judge.matrices.readings import Reading, readings
from kl_check.judge.matrices.symbols import FACTORS, PRECISIONS, assignments, check_names
from kl_check.judge.scalars import LATENTS, factor_of, show
from kl_check.know.full_covariance import CHOLESKY, COV, MATRIX_ROLES, PRECISION
from kl_check.know.mistakes.table import BY_WORD as MISTAKES
from kl_check.know.names import is_kl_name
from kl_check.model.errors import InputError
from kl_check.model.evidence import Evidence
from kl_check.model.hypothesis import Hypothesis
from kl_check.model.role import Gaussian, Role
from kl_check.model.surroundings import Excerpt
from kl_check.model.term import Apply, Term, symbols, walk
from kl_check.model.verdict import Alternative, Reduction, Verdict
from kl_check.read.text import read_text

SCOPE = "sizes 1 to 4"
MAX_BRACKETS = 120  # changes of brackets that are tried
COVARIANCES = re.compile(r"(.*_)?(Sigma|sigma|Σ|[Cc]ov\w*)(_\w+|\d+)?")


@dataclass(frozen=True)
class MatrixCase:
    """A term with everything that its verdict is derived from."""

    excerpt: Excerpt
    pins: Mapping[str, str] = field(default_factory=dict)
    prior: Gaussian = STANDARD_PRIOR

    @cached_property
    def mathematics(self) -> bool:
        """Whether a product of matrices is written side by side, or with a star."""
        products = any(isinstance(part, Apply) and part.head == "matmul" for part in walk(self.excerpt.term))
        return self.excerpt.dialect == "latex" or (self.excerpt.dialect == "plain" and not products)

    @cached_property
    def trials(self) -> tuple[Trial, ...]:
        """Every reading, likely ones first; kinds of symbols that lead to the same value are tried once."""
        term, seen, trials = self.excerpt.term, list[float](), list[Trial]()
        for kinds in assignments(term, self.pins, mathematics=self.mathematics):
            found = [
                Trial(term, reading)
                for reading in readings(term, kinds, self.pins, self.prior, mathematics=self.mathematics)
            ]
            value = found[0].value_at_a_point() if found else math.nan
            if not any(math.isclose(value, other, rel_tol=1e-9) for other in seen):
                trials += found
                seen.append(value)
        return tuple(trials)

    @cached_property
    def stands(self) -> tuple[Trial, Facts] | None:
        """The mildest verdict, and of equals the one that the names favour."""
        best: tuple[Trial, Facts] | None = None
        for trial in self.trials:
            facts = self.facts_under(trial)
            if facts and (best is None or MILDEST_FIRST.index(facts.word) < MILDEST_FIRST.index(best[1].word)):
                best = trial, facts
                if facts.word == MILDEST_FIRST[0]:
                    break
        return best

    def facts_under(self, trial: Trial) -> Facts | None:
        relation, reading = trial.relation, trial.reading
        if relation is None:
            return None
        factor = factor_of(relation.scale)
        mean = factor is not None and factor.sizes.get(LATENTS) == -1
        facts = facts_of(
            reading.hypothesis,
            relation,
            reversed_=reading.direction == "reversed",
            consistent=self._consistent(reading.hypothesis),
        )
        return replace(facts, complete=reading.is_complete, reduction=Reduction("mean" if mean else "sum"))

    @property
    def has_atoms(self) -> bool:
        """Whether some part of the term is outside the class, whatever the reading."""
        return all(trial.has_atoms for trial in self.trials)

    def _consistent(self, hypothesis: Hypothesis) -> bool:
        roles = hypothesis.roles()
        return all(roles.get(name, role) == role for name, role in self.pins.items())


def judge_matrices(excerpt: Excerpt, pins: Mapping[str, str], prior: Gaussian, blank: Verdict) -> Verdict:
    """The verdict on a term with operations of linear algebra; `blank` has its place and text."""
    case = MatrixCase(excerpt, pins, prior)
    check_names(excerpt.term, pins)
    try:
        if case.stands:
            return _related(case, *case.stands, blank)
        return _refuted(case, blank)
    except InputError as problem:
        return _undecided(blank, f"the normal form does not decide this: {problem.message}")


def _related(case: MatrixCase, trial: Trial, facts: Facts, blank: Verdict) -> Verdict:
    if trial.relation is None or not trial.agrees_in_floats(trial.relation):
        return _undecided(blank, "the normal form and a numerical evaluation disagree: please report this expression")
    reading, word = trial.reading, facts.word
    scale, offset, kl = show(facts.scale), show(facts.offset), kl_of(reading)
    against = narrate.against((), case.pins, reading.hypothesis)
    taken = {"as": kl, "scale": scale, "offset": offset}
    return replace(
        blank,
        verdict=word,
        severity=SEVERITY[word],
        target="reverse" if facts.reversed else "full",
        reading=reading.hypothesis.roles(),
        alternatives=_alternatives(case, trial),
        reduction=facts.reduction,
        scale=scale,
        offset=offset,
        witness=None if word == "exact" else _meant(case, trial, facts).witness(),
        mistakes=facts.mistakes,
        notes=_notes(blank, reading, facts),
        evidence=(Evidence("normal-form", "agrees", "proved", SCOPE, taken),),
        message=narrate.related(replace(facts, reduction=Reduction()), scale, offset, against, kl),
        names=_misleading(reading),
    )


def _meant(case: MatrixCase, trial: Trial, facts: Facts) -> Trial:
    """The term under the reading that is meant: forwards, and with the roles that are declared."""
    hypothesis = trial.reading.hypothesis
    if facts.reversed:
        hypothesis = Hypothesis(hypothesis.second, hypothesis.first, "general")
    said = {name: role for name, word in case.pins.items() for role in MATRIX_ROLES if role.word == word}
    return Trial(trial.term, replace(trial.reading, hypothesis=hypothesis.holding(said)))


def _alternatives(case: MatrixCase, trial: Trial) -> tuple[Alternative, ...]:
    """The other readings of the same two Gaussians, and where they fail."""
    hypothesis = trial.reading.hypothesis
    place = hypothesis.first.scale, hypothesis.second.scale
    others = []
    for one in case.trials:
        first, second = one.reading.hypothesis.first, one.reading.hypothesis.second
        alike = len({role for role in (first.role, second.role) if role}) == 1
        if one is not trial and (first.scale, second.scale) == place and alike:
            others.append(one)
    found = []
    for other in others:
        facts = case.facts_under(other)
        shown = None if facts and facts.word == "exact" else other.witness()
        found.append(Alternative(other.reading.hypothesis.roles(), facts.word if facts else "wrong", shown))
    return tuple(found)


def _notes(blank: Verdict, reading: Reading, facts: Facts) -> tuple[str, ...]:
    hypothesis = reading.hypothesis
    shared = hypothesis.first.scale == hypothesis.second.scale
    applies = {
        "misleading-name": bool(_misleading(reading)),
        "weighted": facts.weight != ONE,
        "direction": reading.direction == "unknown" and hypothesis.target == "general" and not shared,
        "equal-variance": shared,
    }
    return (*blank.notes, *(note for note, holds in applies.items() if holds))


def _misleading(reading: Reading) -> Mapping[str, str]:
    """The matrices whose name says another role than the one that makes the term a KL."""
    suggested = ((CHOLESKY, FACTORS), (PRECISION, PRECISIONS), (COV, COVARIANCES))
    found = {}
    for gaussian in (reading.hypothesis.first, reading.hypothesis.second):
        if isinstance(gaussian.scale, str) and gaussian.role in MATRIX_ROLES:
            said = next((role for role, names in suggested if names.fullmatch(gaussian.scale)), gaussian.role)
            if said != gaussian.role and len(gaussian.scale) > 1:
                found[gaussian.scale] = said.word
    return found


# No KL under any reading


def _refuted(case: MatrixCase, blank: Verdict) -> Verdict:
    if not case.trials:
        return _undecided(blank, "no way to take the names as means and covariance matrices fits together")
    diagnosis = nearest(case)
    refuted = sum(trial.is_refuted() for trial in case.trials)
    if refuted < len(case.trials) or (diagnosis is None and case.has_atoms):
        return _undecided(blank, "outside the class that the normal form decides, and no reading makes it the KL")
    if diagnosis is None and not is_kl_name(case.excerpt.surroundings.name):
        return replace(blank, verdict="unrelated", target=None, message=narrate.something_else())
    trial = diagnosis.trial if diagnosis else case.trials[0]
    mistakes = diagnosis.mistakes if diagnosis else ("other",)
    scope = f"no scale and no shift makes it the KL under any of {refuted} readings, at size 2"
    return replace(
        blank,
        verdict="wrong",
        severity=SEVERITY["wrong"],
        target="full",
        alternatives=(Alternative(trial.reading.hypothesis.roles(), "wrong", trial.witness()),),
        reduction=Reduction("sum"),
        witness=trial.witness(),
        mistakes=mistakes,
        evidence=(Evidence("interval-witness", "differs", "proved", scope, {"readings": refuted}),),
        message=_nearest_in_words(trial.reading, mistakes, diagnosis.detail if diagnosis else ""),
    )


def nearest(case: MatrixCase) -> Diagnosis | None:
    """The explanation with the fewest mistakes; a bracket that is moved is one."""
    found: list[Diagnosis] = []
    for trial in case.trials:  # those that the names favour first: one mistake there cannot be beaten
        found += diagnoses(trial)
        if any(len(one.mistakes) == 1 for one in found):
            break
    best = min(found, key=lambda one: one.cost, default=None)
    return best if best and len(best.mistakes) == 1 else _misplaced(case) or best


def _misplaced(case: MatrixCase) -> Diagnosis | None:
    """The reading under which a change of brackets makes the term the KL."""
    for text in islice(bracket_changes(case.excerpt), MAX_BRACKETS):
        trial = exact_after(case, text)
        if trial:
            hypothesis = trial.reading.hypothesis
            original = next(one for one in case.trials if _is_one_of(hypothesis, [one.reading.hypothesis]))
            return Diagnosis(original, ("misplaced-parenthesis",))
    return None


def bracket_changes(excerpt: Excerpt) -> Iterator[str]:
    """The term's text after each change of brackets that is tried."""
    yield from dict.fromkeys([*widened(excerpt), *moved(excerpt)])


def exact_after(case: MatrixCase, text: str, wanted: Hypothesis | None = None) -> Trial | None:
    """The reading, the wanted one or any of the case's, under which the changed text is proved to be the KL."""
    hypotheses = [wanted] if wanted else [one.reading.hypothesis for one in case.trials]
    try:
        changed = MatrixCase(read_text(text), case.pins, case.prior)
        if not _may_be_exact(case, changed.excerpt.term, hypotheses):
            return None
        for trial in changed.trials:
            if _is_one_of(trial.reading.hypothesis, hypotheses) and _seems_exact(trial):
                facts = changed.facts_under(trial)
                if facts and facts.word == "exact":
                    return trial
    except (InputError, ArithmeticError):
        return None
    return None


def _may_be_exact(case: MatrixCase, term: Term, hypotheses: Sequence[Hypothesis]) -> bool:
    """Whether floats allow it under the readings of the text as it was: a sieve that costs no new readings."""
    known = [one.reading for one in case.trials if _is_one_of(one.reading.hypothesis, hypotheses)]
    if not known or not set(symbols(term)) <= set(symbols(case.excerpt.term)):
        return True
    return any(_seems_exact(Trial(term, reading)) for reading in known)


def _is_one_of(hypothesis: Hypothesis, wanted: Sequence[Hypothesis]) -> bool:
    """Whether the scales are given as one of the wanted readings gives them; a mean that was lost may come back."""
    return any(
        (one.first.scale, one.first.role, one.second.scale, one.second.role)
        == (hypothesis.first.scale, hypothesis.first.role, hypothesis.second.scale, hypothesis.second.role)
        and one.target == hypothesis.target
        for one in wanted
    )


def _seems_exact(trial: Trial) -> bool:
    """Whether floats see no difference at a point: a quick sieve before the proof."""
    return all(trial.is_near(point) for point in points(trial.reading, 2)[:2])


def _undecided(blank: Verdict, why: str) -> Verdict:
    return replace(blank, evidence=(Evidence("normal-form", "silent", "proved", why, {}),), message=why)


# In words


def kl_of(reading: Reading) -> str:
    """KL(N(mu_1, Sigma_1) ‖ N(mu_2, Sigma_2)), in the user's names."""
    return f"KL({_gaussian(reading.hypothesis.first)} ‖ {_gaussian(reading.hypothesis.second)})"


VARIANCES = {"std": "{}²", "var": "{}", "log_std": "exp(2·{})", "log_var": "exp({})"}


def _gaussian(gaussian: Gaussian) -> str:
    return f"N({gaussian.mean}, {_covariance(gaussian.scale, gaussian.role)})"


def _covariance(scale: object, role: Role | None) -> str:
    if role is None:
        return "I" if scale == 1 else f"{scale}² I"
    match role.word:
        case "cov":
            return str(scale)
        case "cholesky":
            return f"{scale} {scale}ᵀ"
        case "precision":
            return f"{scale}⁻¹"
    return f"diag({VARIANCES[role.word].format(scale)})"


def _nearest_in_words(reading: Reading, mistakes: tuple[str, ...], detail: str) -> str:
    titles = [detail, *(MISTAKES[word].title for word in mistakes if word in MISTAKES)]
    slips = "; ".join(title for title in titles if title) or "too far to name a slip"
    gaussians = (reading.hypothesis.first, reading.hypothesis.second)
    names = zip("₁₂", gaussians, strict=True)
    held = ", ".join(f"Σ{index} = {_covariance(one.scale, one.role)}" for index, one in names)
    return f"No reading makes this a KL. Nearest is {kl_of(reading)}, with {held}: {slips}."
