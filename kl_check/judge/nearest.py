"""The exact form that is nearest to a term which is no KL, over all readings."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain, islice

from kl_check.judge.brackets import moved, unwrapped
from kl_check.judge.case import Case
from kl_check.judge.diagnose import Diagnosis, explanations
from kl_check.judge.hypotheses import implausibility
from kl_check.judge.parts import target_of
from kl_check.model.errors import InputError
from kl_check.model.surroundings import Excerpt
from kl_check.read.text import read_text

MAX_BRACKETS = 120  # changes of brackets that are tried


def nearest_exact(case: Case) -> Diagnosis | None:
    """The explanation with the fewest mistakes; of equals, the one that names and custom favour."""
    nearest: Diagnosis | None = None
    for hypothesis in sorted(case.plausible, key=implausibility):
        if nearest and len(nearest.mistakes) == 1 and implausibility(hypothesis) > nearest.cost[1]:
            break  # one slip under a likelier reading cannot be beaten
        if shape := case.shape(hypothesis):
            found = explanations(shape, target_of(hypothesis), case.exact(hypothesis)[1].is_scalar)
            nearest = min((*found, *([nearest] if nearest else [])), key=lambda one: one.cost, default=None)
    if nearest is None or len(nearest.mistakes) > 1:
        return _misplaced(case) or nearest
    return nearest


def _misplaced(case: Case) -> Diagnosis | None:
    """The reading under which moving one bracket, or taking one function away, makes the term the KL."""
    changes = chain((("misplaced-parenthesis", text) for text in moved(case.excerpt)), _doubled(case.excerpt))
    for mistake, text in islice(dict.fromkeys(changes), MAX_BRACKETS):
        try:
            changed = Case(read_text(text), {}, case.prior)
            stands = changed.stands if set(changed.elements) == set(case.elements) else None
        except (InputError, ArithmeticError):
            continue
        if stands and stands.word == "exact":
            return Diagnosis(target_of(stands.hypothesis), (mistake,))
    return None


def _doubled(excerpt: Excerpt) -> Iterator[tuple[str, str]]:
    return (("double-exp" if head in ("exp", "log") else "other", text) for head, text in unwrapped(excerpt))
