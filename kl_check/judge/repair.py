"""A small change of the text after which the term is exact: read and decided again before it is offered."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, replace
from fractions import Fraction
from functools import cached_property
from itertools import chain, islice

from kl_check.judge.case import Case, case_of
from kl_check.judge.edits import EDITS
from kl_check.judge.matrices.heads import has_matrices
from kl_check.judge.nearest import under
from kl_check.judge.screen import Screen
from kl_check.judge.spell import canonical
from kl_check.know.roles import BY_WORD
from kl_check.model.errors import InputError
from kl_check.model.hypothesis import Hypothesis
from kl_check.model.role import Gaussian
from kl_check.model.surroundings import Excerpt
from kl_check.model.verdict import Fix, Reduction, Verdict
from kl_check.read.text import read_text

MAX_CANDIDATES = 150  # texts that are read; the sieve lets few of them through
COST_OF_DISTANCE = 2  # of them: it has no sieve


def repaired(
    excerpt: Excerpt, verdict: Verdict, pins: Mapping[str, str], prior: Gaussian, case: Case | None = None
) -> Verdict:
    """The verdict with a fix, if one is found that is proved exact."""
    if verdict.verdict == "approximate":  # a stabiliser is there for a reason
        return verdict
    if has_matrices(excerpt.term):
        from kl_check.judge.matrices.repair import repaired as matrices_repaired

        return matrices_repaired(excerpt, verdict, pins, prior)
    if verdict.target == "estimate":  # the edits are of closed forms, in which the sample would pass for a mean
        return verdict
    case = case or case_of(excerpt, pins, prior)
    wanted = _wanted(case)
    if wanted is None:
        return verdict
    goal = Goal(excerpt, pins, prior, wanted)
    for text in _candidates(case, verdict, goal):
        if text != excerpt.source and goal.is_met_by(text):
            return replace(verdict, fix=_fix(text, verdict, wanted))
    return verdict


def _wanted(case: Case) -> Hypothesis | None:
    """The reading under which the repaired line is to be the KL: what pins and samplers say, else the nearest."""
    if case.meant:
        return case.meant
    nearest = case.nearest
    pins = {name: BY_WORD[role] for name, role in case.pins.items() if role in BY_WORD}
    return nearest.target.hypothesis.holding(pins) if nearest else None


@dataclass(frozen=True, slots=True)
class Distance:
    """A text with what is wrong with it, and the numbers by which something is off, where they are known."""

    excerpt: Excerpt
    mistakes: tuple[str, ...]
    numbers: Collection[Fraction] | None


@dataclass(frozen=True)
class Goal:
    """The reading under which a changed text is to be the KL, beside what stood beside the text."""

    excerpt: Excerpt
    pins: Mapping[str, str]
    prior: Gaussian
    wanted: Hypothesis

    @cached_property
    def _screen(self) -> Screen:
        return Screen([self.wanted], list(self.wanted.roles()))

    def is_met_by(self, text: str) -> bool:
        """Whether the changed text, read again, is proved to be the KL under the reading that is wanted."""
        try:
            changed = read_text(text)
            if not self._screen.passes(changed.term):
                return False
            case = Case(replace(changed, surroundings=self.excerpt.surroundings), self.pins, self.prior)
            facts = case.facts_under(self.wanted) if set(self.wanted.roles()) <= set(case.elements) else None
        except (InputError, ArithmeticError):
            return False
        return facts is not None and facts.word == "exact" and case.confirms(facts)

    def distance(self, text: str) -> Distance | None:
        """What is still wrong with the changed text under the reading that is wanted."""
        try:
            case = Case(replace(read_text(text), surroundings=self.excerpt.surroundings), self.pins, self.prior)
            if not set(self.wanted.roles()) <= set(case.elements):
                return None
            if facts := case.facts_under(self.wanted):
                return Distance(case.excerpt, facts.mistakes, None)
            nearest = min(under(case, self.wanted), key=lambda one: one.cost, default=None)
        except (InputError, ArithmeticError):
            return None
        return Distance(case.excerpt, nearest.mistakes, nearest.numbers) if nearest else None


def _fix(text: str, verdict: Verdict, wanted: Hypothesis) -> Fix:
    held = ", ".join(f"{name} a {BY_WORD[role].title}" for name, role in wanted.roles().items() if role in BY_WORD)
    because = f"exact with {held}" if held else "exact"
    return Fix(text, safe=set(verdict.mistakes) == {"dropped-constant"}, because=because)


# Candidates: each mistake has its edits of the text; the canonical line comes last.


def _candidates(case: Case, verdict: Verdict, goal: Goal) -> Iterator[str]:
    excerpt = case.excerpt
    numbers = case.nearest.numbers if case.stands is None and case.nearest else None
    yield from _mended(goal, Distance(excerpt, verdict.mistakes, numbers), [MAX_CANDIDATES])
    yield canonical(goal.wanted, verdict.reduction or Reduction(), excerpt.dialect, excerpt.source)


def _mended(goal: Goal, wrong: Distance, left: list[int]) -> Iterator[str]:
    """The texts after the edits that undo the mistakes, one after the other: each must bring the KL nearer.

    `left` counts down what may still be read, so that the work is bounded on any machine.
    """
    if not EDITS.keys() >= set(wrong.mistakes):  # some have no edits, as a part that is absent: nothing to begin with
        return
    edits = (EDITS[word](wrong.excerpt, wrong.numbers or None) for word in wrong.mistakes)
    length = len(wrong.excerpt.source)
    texts = sorted(dict.fromkeys(chain.from_iterable(edits)), key=lambda text: abs(len(text) - length))
    if len(wrong.mistakes) == 1:
        yield from islice(texts, max(0, left[0]))
        left[0] -= len(texts)
        return
    for text in texts:
        left[0] -= COST_OF_DISTANCE
        nearer = goal.distance(text) if left[0] >= 0 else None
        if nearer and len(nearer.mistakes) < len(wrong.mistakes):
            yield from _mended(goal, nearer, left) if nearer.mistakes else (text,)
