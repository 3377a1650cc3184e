"""A quick sieve, in plain floats, for changed texts that might be exact: most are not, and a proof costs more.

At one latent and one item of the batch, with every size and weight 1, a term that is the KL is a number times it. What
is let through is decided by the normal form; what is not is a multiple of no KL of the readings that were asked for.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from fractions import Fraction
from itertools import islice
from typing import TypeAlias

from kl_check.algebra.evaluate import evaluate
from kl_check.algebra.pointwise import Floating
from kl_check.judge.points import kl_term, points
from kl_check.model.errors import InputError
from kl_check.model.hypothesis import Hypothesis
from kl_check.model.term import Axis, Term
from kl_check.model.verdict import Reduction

POINTS = 4
TOLERANCE = 1e-6  # of the magnitudes: rounding is far below, and what passes in error is decided later

Values: TypeAlias = list[float | None]
"""At each point the value, if floats reach it."""


class _One(Floating):
    """Floats at one latent and one item of the batch; a name without a value is a size or a weight, and 1."""

    def symbol(self, name: str) -> float:
        return float(self.at.get(name, 1))

    def size(self, axis: Axis) -> float:  # noqa: ARG002 all axes have one element
        return 1.0

    def reduce(self, kind: str, body: float, axes: tuple[Axis, ...]) -> float:  # noqa: ARG002 a sum over one
        return body


class Screen:
    """Whether terms may be the KL under one of some hypotheses, whose symbols are `elements`."""

    def __init__(self, hypotheses: Iterable[Hypothesis], elements: Sequence[str]) -> None:
        self.elements = elements
        self.places: dict[frozenset[str], Sequence[Mapping[str, Fraction]]] = {}
        self.wanted: dict[frozenset[str], list[Values]] = {}
        for hypothesis in hypotheses:
            positive = hypothesis.positive
            if positive not in self.places:
                self.places[positive] = list(islice(points(elements, positive, {}), POINTS))
            kl = self._values(kl_term(hypothesis, Reduction()), positive)
            if kl not in self.wanted.setdefault(positive, []):
                self.wanted[positive].append(kl)

    def passes(self, term: Term) -> bool:
        """False only if the term is no multiple of any of the KLs."""
        return any(
            _may_be_multiple(found, kl)
            for positive, many in self.wanted.items()
            for found in [self._values(term, positive)]
            for kl in many
        )

    def _values(self, term: Term, positive: frozenset[str]) -> Values:
        return [_value(term, at) for at in self.places[positive]]


def _value(term: Term, at: Mapping[str, Fraction]) -> float | None:
    try:
        value = evaluate(term, _One(at, {}))
    except (InputError, OverflowError, ValueError, ZeroDivisionError):
        return None
    return value if isinstance(value, float | int) and abs(value) < float("inf") else None


def _may_be_multiple(found: Values, kl: Values) -> bool:
    pairs = [(one, other) for one, other in zip(found, kl, strict=True) if one is not None and other is not None]
    if len(pairs) < 2:
        return True
    (one, other), *rest = pairs
    return all(abs(one * b - a * other) <= TOLERANCE * (abs(one * b) + abs(a * other)) for a, b in rest)
