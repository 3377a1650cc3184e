"""A second opinion on every proof, in plain floats: the normal form is never the only one to say "exact"."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from fractions import Fraction
from functools import lru_cache
from itertools import islice

from kl_check.algebra.evaluate import evaluate
from kl_check.algebra.pointwise import Floating
from kl_check.judge.facts import Facts
from kl_check.judge.points import SIZES, kl_term, valued
from kl_check.judge.scalars import float_of
from kl_check.model.errors import InputError
from kl_check.model.hypothesis import Hypothesis
from kl_check.model.role import Gaussian
from kl_check.model.term import Term
from kl_check.model.verdict import Reduction

POINTS = 3
TOLERANCE = 1e-9  # of the sum of magnitudes; doubles leave six digits of room on terms of this size


def agrees_in_floats(
    term: Term, facts: Facts, places: Iterable[Mapping[str, Fraction]], reference: Term | None = None
) -> bool:
    """Whether term = scale · KL + offset at every point that floats can reach. At least one must be reached.

    `reference` is what stands in the KL's place, if something else does.
    """
    reached = 0
    for at in islice(places, POINTS):
        world = Floating(at, SIZES)
        values = {name: float(value) for name, value in at.items()} | {"#J": SIZES["latent"], "#B": SIZES["batch"]}
        try:
            value = evaluate(term, world)
            expected = evaluate(reference, world) if reference else _kl_under(facts, at)
            scale, offset, weight = (float_of(one, values) for one in (facts.scale, facts.offset, facts.weight))
        except (InputError, OverflowError, ValueError):
            continue
        reached += 1
        wanted = weight * (scale * expected + offset)
        if abs(value - wanted) > TOLERANCE * (1 + abs(value) + abs(weight * scale * expected) + abs(offset)):
            return False
    return reached > 0


def _kl_under(facts: Facts, at: Mapping[str, Fraction]) -> float:
    hypothesis = facts.hypothesis
    return _kl(valued(hypothesis.first, at), valued(hypothesis.second, at), facts.reduction)


@lru_cache(maxsize=4096)
def _kl(first: Gaussian, second: Gaussian, reduction: Reduction) -> float:
    """The KL of two Gaussians in numbers: the points are few, so most terms meet the same ones."""
    return evaluate(kl_term(Hypothesis(first, second, "general"), reduction), Floating({}, SIZES))
