"""A few rational points of a hypothesis' domain, and the KL under it as a term, for evaluation at points."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence, Set
from fractions import Fraction
from functools import lru_cache

from kl_check.know.closed_forms import univariate
from kl_check.know.roles import std_of
from kl_check.model.hypothesis import Hypothesis
from kl_check.model.role import Gaussian
from kl_check.model.term import Axis, Number, Reduce, Symbol, Term
from kl_check.model.verdict import Reduction

REALS = tuple(Fraction(n, d) for n, d in ((1, 2), (-1, 1), (3, 2), (2, 1), (1, 4), (-3, 2), (1, 1)))
POSITIVES = tuple(Fraction(n, d) for n, d in ((2, 1), (1, 2), (3, 1), (4, 5), (3, 2), (1, 4), (5, 3)))
SIZES: Mapping[Axis, int] = {"latent": 2, "batch": 3}
OTHERS = Fraction(3, 4)  # the value of a weight
COUNT = Fraction(7)  # the value of a size that is neither axis
EPSILON = Fraction(1, 10**8)  # the value of a named small constant
POINTS = 12


@lru_cache(maxsize=1024)
def kl_term(hypothesis: Hypothesis, reduction: Reduction) -> Term:
    """The KL under a hypothesis as a term in the user's symbols, reduced as the user's term is."""
    first, second = hypothesis.first, hypothesis.second
    return reduced(univariate(mean_term(first), std_term(first), mean_term(second), std_term(second)), reduction)


def valued(gaussian: Gaussian, at: Mapping[str, Fraction]) -> Gaussian:
    """A Gaussian with the numbers that its symbols are at a point."""
    mean = at[gaussian.mean] if isinstance(gaussian.mean, str) else gaussian.mean
    scale = at[gaussian.scale] if isinstance(gaussian.scale, str) else gaussian.scale
    return Gaussian(mean, scale, gaussian.role)


def reduced(body: Term, reduction: Reduction) -> Term:
    """An elementwise term under the sums and means of a reduction."""
    if reduction.latent != "none":
        body = Reduce("sum", body, ("latent",))
    if reduction.batch != "none":
        body = Reduce(reduction.batch, body, ("batch",))
    return body


def mean_term(gaussian: Gaussian) -> Term:
    """The mean of a Gaussian, in the user's symbols."""
    return Symbol(gaussian.mean) if isinstance(gaussian.mean, str) else Number(gaussian.mean)


def std_term(gaussian: Gaussian) -> Term:
    """The standard deviation of a Gaussian, in the user's symbols."""
    scale = Symbol(gaussian.scale) if isinstance(gaussian.scale, str) else Number(gaussian.scale)
    return std_of(scale, gaussian.role) if gaussian.role else scale


def points(
    elements: Sequence[str], positive: Set[str], others: Mapping[str, Fraction]
) -> Iterator[Mapping[str, Fraction]]:
    """A few rational points; no two symbols run through their values alike."""
    for index in range(POINTS):
        at = dict(others)
        for place, name in enumerate(elements):
            values = POSITIVES if name in positive else REALS
            at[name] = values[(index * (place + 1) + place) % len(values)]
        yield at
