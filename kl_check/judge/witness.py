"""Points at which balls prove that a term is not the KL: evidence for every "different"."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction
from itertools import combinations

from flint import arb

from kl_check.algebra.ball import Ball, precision
from kl_check.algebra.evaluate import evaluate
from kl_check.know.closed_forms import univariate
from kl_check.know.roles import std_of
from kl_check.model.errors import InputError
from kl_check.model.evidence import Witness
from kl_check.model.hypothesis import Hypothesis
from kl_check.model.role import Gaussian
from kl_check.model.term import Axis, Number, Reduce, Symbol, Term
from kl_check.model.verdict import Reduction

MEANS = (Fraction(1, 2), Fraction(-1), Fraction(3, 2), Fraction(2), Fraction(0), Fraction(-5, 2))
SCALES = {
    "positive": (Fraction(2), Fraction(1, 2), Fraction(3), Fraction(4, 5), Fraction(3, 2), Fraction(1, 4)),
    "real": (Fraction(1), Fraction(-1), Fraction(1, 2), Fraction(2), Fraction(-3, 2), Fraction(1, 4)),
}
SIZES: Mapping[Axis, int] = {"latent": 2, "batch": 3}
OTHERS = Fraction(3, 4)  # the value of a weight
COUNT = Fraction(7)  # the value of a size that is neither axis
POINTS = 6
DIGITS = 6


def kl_term(hypothesis: Hypothesis, reduction: Reduction) -> Term:
    """The KL under a hypothesis as a term in the user's symbols, reduced as the user's term is."""
    first, second = hypothesis.first, hypothesis.second
    body: Term = univariate(_mean(first), _std(first), _mean(second), _std(second))
    if reduction.latent != "none":
        body = Reduce("sum", body, ("latent",))
    if reduction.batch != "none":
        body = Reduce(reduction.batch, body, ("batch",))
    return body


def _mean(gaussian: Gaussian) -> Term:
    return Symbol(gaussian.mean) if isinstance(gaussian.mean, str) else Number(gaussian.mean)


def _std(gaussian: Gaussian) -> Term:
    if gaussian.role is None or not isinstance(gaussian.scale, str):
        return Number(Fraction(gaussian.scale))
    return std_of(Symbol(gaussian.scale), gaussian.role)


def points(hypothesis: Hypothesis, others: Mapping[str, Fraction]) -> Iterator[Mapping[str, Fraction]]:
    """A few rational points of the hypothesis' domain; neighbours in the list differ in every symbol."""
    kinds = hypothesis.scale_kinds()
    for index in range(POINTS):
        at = dict(others)
        for place, (name, role) in enumerate(hypothesis.roles().items()):
            values = MEANS if role == "mean" else SCALES[kinds[name]]
            at[name] = values[(index + 2 * (place // 2)) % len(values)]
        yield at


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
    text = value.str(DIGITS, radius=False)
    return str(text)


__all__: Sequence[str] = ["differs_beyond_scale_and_shift", "kl_term", "points", "witness"]
