"""Points at which intervals prove that a term is not the KL: evidence for every "different"."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from fractions import Fraction
from itertools import combinations
from typing import TypeAlias

from kl_check.algebra.evaluate import evaluate
from kl_check.algebra.interval import Enclosing, Interval, shown
from kl_check.judge.points import SIZES, kl_term, points
from kl_check.model.errors import InputError
from kl_check.model.evidence import Witness
from kl_check.model.hypothesis import Hypothesis
from kl_check.model.term import Term
from kl_check.model.verdict import Reduction

DIGITS = 6

At: TypeAlias = tuple[Mapping[str, Fraction], Interval, Interval]
"""A point, with the values of the term and of the KL there."""


def witness(term: Term, hypothesis: Hypothesis, reduction: Reduction, others: Mapping[str, Fraction]) -> Witness | None:
    """The point, of a few, at which the term and the KL are proved to be furthest apart."""
    found = list(_differing(term, hypothesis, reduction, others))
    return _shown(max(found, key=lambda one: abs((one[1] - one[2]).middle)), reduction) if found else None


def some_witness(
    term: Term, hypothesis: Hypothesis, reduction: Reduction, others: Mapping[str, Fraction]
) -> Witness | None:
    """The first point, of a few, at which the term and the KL are proved to differ."""
    first = next(_differing(term, hypothesis, reduction, others), None)
    return _shown(first, reduction) if first else None


def _differing(
    term: Term, hypothesis: Hypothesis, reduction: Reduction, others: Mapping[str, Fraction]
) -> Iterator[At]:
    values = _values(term, kl_term(hypothesis, reduction), hypothesis, others)
    return (one for one in values if not (one[1] - one[2]).contains_zero)


def _shown(found: At, reduction: Reduction) -> Witness:
    at, code, kl = found
    where = {name: str(value) for name, value in at.items()}
    if reduction.latent != "none":
        where["J"] = str(SIZES["latent"])
    if reduction.batch != "none":
        where["B"] = str(SIZES["batch"])
    return Witness(where, shown(code, DIGITS), shown(kl, DIGITS))


def differs_beyond_scale_and_shift(
    term: Term, hypothesis: Hypothesis, reduction: Reduction, others: Mapping[str, Fraction]
) -> bool:
    """Whether intervals prove that the term is not scale · KL + offset, whatever scale and offset are.

    If it were, (f₁−f₂)(g₁−g₃) = (f₁−f₃)(g₁−g₂) would hold at any three points, f the term and g the KL.
    """
    values = [(code, kl) for _, code, kl in _values(term, kl_term(hypothesis, reduction), hypothesis, others)]
    return any(
        not ((f1 - f2) * (g1 - g3) - (f1 - f3) * (g1 - g2)).contains_zero
        for (f1, g1), (f2, g2), (f3, g3) in combinations(values, 3)
    )


def _values(term: Term, kl: Term, hypothesis: Hypothesis, others: Mapping[str, Fraction]) -> Iterator[At]:
    """Both at each point; a point at which one of them is not defined is passed over."""
    for at in points(hypothesis, others):
        world = Enclosing(at, SIZES)
        try:
            yield at, evaluate(term, world), evaluate(kl, world)
        except InputError:
            continue
