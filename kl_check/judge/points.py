"""A few rational points of a hypothesis' domain, and the KL under it as a term, for evaluation at points."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from fractions import Fraction

from kl_check.know.closed_forms import univariate
from kl_check.know.roles import std_of
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
