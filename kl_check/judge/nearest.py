"""The exact form that is nearest to a term which is no KL, over all readings."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import chain, islice

from kl_check.judge.brackets import moved, unwrapped
from kl_check.judge.case import Case
from kl_check.judge.diagnose import Diagnosis, explanations
from kl_check.judge.hypotheses import implausibility
from kl_check.judge.parts import target_of
from kl_check.judge.relation import joined_shape
from kl_check.judge.screen import Screen
from kl_check.model.errors import InputError
from kl_check.model.hypothesis import Hypothesis
from kl_check.model.surroundings import Excerpt
from kl_check.read.text import read_text

MAX_BRACKETS = 120  # changes of brackets that are tried


def nearest_exact(case: Case) -> Diagnosis | None:
    """The explanation with the fewest slips; of equals, the one that names and custom favour."""
    nearest = _best(_part_by_part(case, case.plausible)) or _best(_part_by_part(case, case.possible))
    if nearest is None or nearest.slips > 1:
        return _misplaced(case) or nearest
    return nearest


def _part_by_part(case: Case, hypotheses: Sequence[Hypothesis]) -> Iterator[Diagnosis]:
    likeliest: int | None = None  # of the readings under which there is one slip only
    for hypothesis in sorted(hypotheses, key=implausibility):
        if likeliest is not None and implausibility(hypothesis) > likeliest:
            break  # one slip under a likelier reading cannot be beaten
        for one in under(case, hypothesis):
            likeliest = implausibility(hypothesis) if one.slips == 1 and likeliest is None else likeliest
            yield one


def under(case: Case, hypothesis: Hypothesis) -> Iterator[Diagnosis]:
    """The explanations under one hypothesis; of a term that is not summed as one, as if it were."""
    if shape := case.shape(hypothesis):
        return explanations(shape, target_of(hypothesis), case.divisors)
    value, world = case.exact(hypothesis)
    joined = joined_shape(value, world.is_scalar)
    if joined is None:
        return iter(())
    return explanations(joined, target_of(hypothesis), case.divisors, scattered=True)


def _best(found: Iterator[Diagnosis]) -> Diagnosis | None:
    """The nearest, and beside it what is as near by another name."""
    ordered = sorted(found, key=lambda one: one.cost)
    if not ordered:
        return None
    first = ordered[0]
    equals = [one for one in ordered if one.cost[:2] == first.cost[:2]]
    names = chain.from_iterable((one.mistakes, *one.ties) for one in equals)
    others = {frozenset(words): words for words in names if set(words) != set(first.mistakes)}
    return replace(first, ties=tuple(others.values()))


def _misplaced(case: Case) -> Diagnosis | None:
    """The reading under which moving one bracket, or taking one function away, makes the term the KL."""
    changes = chain((("misplaced-parenthesis", text) for text in moved(case.excerpt)), _doubled(case.excerpt))
    screen = Screen(case.plausible or case.possible, case.elements)
    for mistake, text in islice(dict.fromkeys(changes), MAX_BRACKETS):
        try:
            excerpt = read_text(text)
            if not screen.passes(excerpt.term):
                continue
            changed = Case(excerpt, {}, case.prior)
            stands = changed.stands if set(changed.elements) == set(case.elements) else None
        except (InputError, ArithmeticError):
            continue
        if stands and stands.word == "exact":
            return Diagnosis(target_of(stands.hypothesis), (mistake,), 1)
    return None


def _doubled(excerpt: Excerpt) -> Iterator[tuple[str, str]]:
    return (("double-exp" if head in ("exp", "log") else "other", text) for head, text in unwrapped(excerpt))
