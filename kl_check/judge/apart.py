"""Two latents that differ: what points with equal latents cannot tell, as a mean inside from the value itself."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction
from itertools import pairwise
from typing import TypeAlias

from kl_check.algebra.evaluate import evaluate
from kl_check.algebra.interval import Enclosing, Interval, exact
from kl_check.judge.points import kl_term
from kl_check.model.errors import InputError
from kl_check.model.hypothesis import Hypothesis
from kl_check.model.term import Axis, Term
from kl_check.model.verdict import Reduction

Cells: TypeAlias = tuple[Interval, ...]
"""The value for each of the latents."""

SIZES: Mapping[Axis, int] = {"latent": 2, "batch": 1}


class Latents:
    """Evaluates to one interval for each of several latents of one item."""

    def __init__(self, places: Sequence[Mapping[str, Fraction]]) -> None:
        self.worlds = [Enclosing(at, SIZES) for at in places]

    def number(self, value: Fraction) -> Cells:
        return tuple(world.number(value) for world in self.worlds)

    def constant(self, name: str) -> Cells:
        return tuple(world.constant(name) for world in self.worlds)

    def symbol(self, name: str) -> Cells:
        return tuple(world.symbol(name) for world in self.worlds)

    def size(self, axis: Axis) -> Cells:
        return tuple(world.size(axis) for world in self.worlds)

    def apply(self, head: str, arguments: Sequence[Cells]) -> Cells:
        return tuple(
            world.apply(head, cells) for world, cells in zip(self.worlds, zip(*arguments, strict=True), strict=True)
        )

    def reduce(self, kind: str, body: Cells, axes: tuple[Axis, ...]) -> Cells:
        if "latent" not in axes:
            return body
        total = sum(body[1:], start=body[0])
        if kind == "mean":
            total = total / exact(Fraction(len(body)))
        return (total,) * len(body)


def differs_between_latents(term: Term, hypothesis: Hypothesis, places: Iterator[Mapping[str, Fraction]]) -> bool:
    """Whether intervals prove that the value for the first of two latents is no scale · KL + offset.

    Both the KL of that latent and the KL summed over the two are tried.
    """
    pairs = list(pairwise(places))
    targets = (kl_term(hypothesis, one) for one in (Reduction(), Reduction(latent="sum")))
    return all(_differs(term, kl, pairs) for kl in targets)


def _differs(term: Term, kl: Term, pairs: Sequence[tuple[Mapping[str, Fraction], Mapping[str, Fraction]]]) -> bool:
    found: list[tuple[Interval, Interval]] = []
    for pair in pairs:
        world = Latents(pair)
        try:
            found.append((evaluate(term, world)[0], evaluate(kl, world)[0]))
        except InputError:
            continue
    if len(found) < 3:
        return False
    (f1, g1), (f2, g2), *others = found
    return any(not ((f1 - f2) * (g1 - g3) - (f1 - f3) * (g1 - g2)).contains_zero for f3, g3 in others)
