"""Points at which balls prove that a term is not the KL: evidence for every "different"."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from fractions import Fraction
from itertools import combinations

from flint import arb

from kl_check.algebra.ball import Ball, precision
from kl_check.algebra.evaluate import evaluate
from kl_check.judge.points import SIZES, kl_term, points
from kl_check.model.errors import InputError
from kl_check.model.evidence import Witness
from kl_check.model.hypothesis import Hypothesis
from kl_check.model.term import Term
from kl_check.model.verdict import Reduction

DIGITS = 6


def witness(term: Term, hypothesis: Hypothesis, reduction: Reduction, others: Mapping[str, Fraction]) -> Witness | None:
    """The point, of a few, at which the term and the KL are proved to be furthest apart."""
    kl = kl_term(hypothesis, reduction)
    found: list[tuple[float, Mapping[str, Fraction], arb, arb]] = []
    with precision():
        for at, code_value, kl_value in _values(term, kl, hypothesis, others):
            gap = code_value - kl_value
            if gap.is_finite() and not gap.contains(0):
                found.append((float(abs(gap).mid()), at, code_value, kl_value))
        if not found:
            return None
        _, at, code_value, kl_value = max(found, key=lambda one: one[0])
        shown = {name: str(value) for name, value in at.items()}
        if reduction.latent != "none":
            shown["J"] = str(SIZES["latent"])
        if reduction.batch != "none":
            shown["B"] = str(SIZES["batch"])
        return Witness(shown, _decimal(code_value), _decimal(kl_value))


def differs_beyond_scale_and_shift(
    term: Term, hypothesis: Hypothesis, reduction: Reduction, others: Mapping[str, Fraction]
) -> bool:
    """Whether balls prove that the term is not scale · KL + offset, whatever scale and offset are.

    If it were, (f₁−f₂)(g₁−g₃) = (f₁−f₃)(g₁−g₂) would hold at any three points, f the term and g the KL.
    """
    with precision():
        values = [pair[1:] for pair in _values(term, kl_term(hypothesis, reduction), hypothesis, others)]
        for (f1, g1), (f2, g2), (f3, g3) in combinations(values, 3):
            difference = (f1 - f2) * (g1 - g3) - (f1 - f3) * (g1 - g2)
            if difference.is_finite() and not difference.contains(0):
                return True
    return False


def _values(
    term: Term, kl: Term, hypothesis: Hypothesis, others: Mapping[str, Fraction]
) -> Iterator[tuple[Mapping[str, Fraction], arb, arb]]:
    for at in points(hypothesis, others):
        world = Ball(at, SIZES)
        try:
            yield at, evaluate(term, world), evaluate(kl, world)
        except InputError:
            return


def _decimal(value: arb) -> str:
    """The value to six significant digits, all of them certain."""
    return str(value.str(DIGITS, radius=False))
