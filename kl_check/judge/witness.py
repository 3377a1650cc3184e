"""Points at which intervals prove that a term is not the KL: evidence for every "different"."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from fractions import Fraction
from functools import lru_cache
from typing import TypeAlias

from kl_check.algebra.evaluate import evaluate
from kl_check.algebra.interval import Enclosing, Interval, shown
from kl_check.judge.points import SIZES, kl_term, valued
from kl_check.model.errors import InputError
from kl_check.model.evidence import Witness
from kl_check.model.hypothesis import Hypothesis
from kl_check.model.role import Gaussian
from kl_check.model.term import Term
from kl_check.model.verdict import Reduction

DIGITS, MAX_DIGITS = 6, 24  # more where a small difference needs them

Sample: TypeAlias = tuple[Mapping[str, Fraction], Interval]
"""A point, with an enclosure of the term there."""

Pair: TypeAlias = tuple[Mapping[str, Fraction], Interval, Interval]
"""A point, with enclosures of the term and of the KL."""


def samples(term: Term, places: Iterator[Mapping[str, Fraction]]) -> Iterator[Sample]:
    """The term at each point at which it is defined."""
    for at in places:
        try:
            yield at, evaluate(term, Enclosing(at, SIZES))
        except InputError:
            continue


def witness(found: Iterable[Sample], hypothesis: Hypothesis, reduction: Reduction) -> Witness | None:
    """The point, of a few, at which the term and the KL are proved to be furthest apart."""
    differing = list(_differing(found, hypothesis, reduction))
    return _shown(max(differing, key=lambda one: abs((one[1] - one[2]).middle)), reduction) if differing else None


def some_witness(found: Iterable[Sample], hypothesis: Hypothesis, reduction: Reduction) -> Witness | None:
    """The first point, of a few, at which the term and the KL are proved to differ."""
    first = next(_differing(found, hypothesis, reduction), None)
    return _shown(first, reduction) if first else None


def differs_beyond_scale_and_shift(found: Iterable[Sample], hypothesis: Hypothesis, reduction: Reduction) -> bool:
    """Whether intervals prove that the term is not scale · KL + offset, whatever scale and offset are.

    If it were, (f₁−f₂)(g₁−g₃) = (f₁−f₃)(g₁−g₂) would hold at any three points, f the term and g the KL.
    """
    before: list[tuple[Interval, Interval]] = []
    for _, f3, g3 in _pairs(found, hypothesis, reduction):
        for index, (f1, g1) in enumerate(before):
            for f2, g2 in before[index + 1 :]:
                if not ((f1 - f2) * (g1 - g3) - (f1 - f3) * (g1 - g2)).contains_zero:
                    return True
        before.append((f3, g3))
    return False


def _differing(found: Iterable[Sample], hypothesis: Hypothesis, reduction: Reduction) -> Iterator[Pair]:
    return (one for one in _pairs(found, hypothesis, reduction) if not (one[1] - one[2]).contains_zero)


def _pairs(found: Iterable[Sample], hypothesis: Hypothesis, reduction: Reduction) -> Iterator[Pair]:
    first, second = hypothesis.first, hypothesis.second
    return ((at, code, _kl(valued(first, at), valued(second, at), reduction)) for at, code in found)


@lru_cache(maxsize=4096)
def _kl(first: Gaussian, second: Gaussian, reduction: Reduction) -> Interval:
    """The KL of two Gaussians in numbers: the points are few, so most terms meet the same ones."""
    return evaluate(kl_term(Hypothesis(first, second, "general"), reduction), Enclosing({}, SIZES))


def _shown(found: Pair, reduction: Reduction) -> Witness:
    at, code, kl = found
    where = {name: str(value) for name, value in at.items()}
    if reduction.latent != "none":
        where.setdefault("J", str(SIZES["latent"]))  # a symbol of that name is not the size
    if reduction.batch != "none":
        where.setdefault("B", str(SIZES["batch"]))
    digits = next((d for d in range(DIGITS, MAX_DIGITS, 3) if shown(code, d) != shown(kl, d)), MAX_DIGITS)
    return Witness(where, shown(code, digits), shown(kl, digits))
