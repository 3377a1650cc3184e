"""The facts about a term under one reading, and the verdict's word, which one function derives from them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction

from kl_check.algebra.exact import Tag
from kl_check.algebra.polynomial import Polynomial, Power, rational
from kl_check.judge.factors import is_lone_part, scale_mistakes
from kl_check.judge.relation import Relation
from kl_check.judge.scalars import BATCH, LATENTS, factor_of, without
from kl_check.know.names import axis_of_size
from kl_check.model.hypothesis import Hypothesis
from kl_check.model.verdict import Reduction, Severity, Word

ONE = rational(1)

SEVERITY: dict[Word, Severity] = {
    "exact": "ok",
    "approximate": "note",
    "shifted": "warning",
    "scaled": "warning",
    "inconsistent": "error",
    "wrong": "error",
    "unrelated": "warning",
    "undecided": "warning",
    "unread": "error",
}
"""As `check` counts them; `scan` is milder with what is no KL term."""

MILDEST_FIRST: tuple[Word, ...] = ("exact", "approximate", "shifted", "scaled", "inconsistent", "wrong")


@dataclass(frozen=True, slots=True)
class Facts:
    """Under `hypothesis` the term is scale · KL + offset; a mean over the batch is not counted in the scale."""

    hypothesis: Hypothesis
    scale: Polynomial
    offset: Polynomial
    reduction: Reduction
    weight: Polynomial  # named weights, which stand outside scale and offset
    divisor: str | None  # the name of the size that was read as the batch's, if the text names one
    complete: bool  # the posterior has a mean; a KL without one lacks a term
    reversed: bool
    consistent: bool
    stabilised: tuple[str, ...] = ()  # the mistakes of stabilisers that were taken off
    numbers: tuple[Fraction, ...] = ()  # that the text divides by: they tell counts from other factors

    @property
    def word(self) -> Word:
        """The gravest thing that is true of the term under this reading."""
        if self.reversed or not self.complete:
            return "wrong"
        if not self.consistent:
            return "inconsistent"
        if self.scale != ONE:
            return "scaled"
        if self.offset:
            return "shifted"
        return "approximate" if self.stabilised else "exact"

    @property
    def mistakes(self) -> tuple[str, ...]:
        found = [] if self.consistent else ["scale-mismatch"]
        found += ["reversed"] if self.reversed else []
        found += [] if self.complete else ["dropped-term"]
        found += scale_mistakes(self.scale, frozenset(), self.numbers, lone_part=is_lone_part(self.hypothesis))
        found += ["dropped-constant"] if self.offset else []
        found += self.stabilised
        return tuple(dict.fromkeys(found))


def facts_of(  # noqa: PLR0913 one keyword a fact
    hypothesis: Hypothesis,
    relation: Relation,
    *,
    reversed_: bool,
    consistent: bool,
    stabilised: tuple[str, ...] = (),
    numbers: tuple[Fraction, ...] = (),
    batch_is_named: bool = False,
) -> Facts:
    """The relation with the batch's mean and named weights set apart.

    `batch_is_named`: the text says how long the batch is, as in a sum over i from 1 to M; then no other size is that.
    """
    factor = factor_of(relation.scale)
    sizes = dict(factor.sizes) if factor else {}
    mean = _batch_divisor(sizes, relation.tag, batch_is_named) if factor else None
    divided: Mapping[str, Power] = {mean: -1} if mean else {}  # once: a second division is a wrong count
    weights = factor.weights if factor else {}
    latent = "latent" in relation.tag
    reduction = Reduction(
        latent="mean" if latent and sizes.get(LATENTS) == -1 else "sum" if latent else "none",
        batch="mean" if mean else "sum" if "batch" in relation.tag else "none",
    )
    return Facts(
        hypothesis,
        scale=without(relation.scale, divided, weights),
        offset=without(relation.offset, {}, weights),
        reduction=reduction,
        weight=without(ONE, {}, {name: -power for name, power in weights.items()}),
        divisor=mean if mean != BATCH else None,
        complete=isinstance(hypothesis.first.mean, str) or hypothesis.target == "reverse",
        reversed=reversed_,
        consistent=consistent,
        stabilised=stabilised,
        numbers=numbers,
    )


def _batch_divisor(sizes: Mapping[str, Power], tag: Tag, batch_is_named: bool) -> str | None:
    """The size whose division makes a batch sum the batch mean: the batch's own, else one named as it, else any."""
    if "batch" not in tag:
        return None
    candidates = [name for name, power in sizes.items() if power <= -1 and _may_be_batch(name)]
    candidates = [name for name in candidates if name == BATCH or not batch_is_named]
    ranked = sorted(candidates, key=lambda name: (name != BATCH, axis_of_size(name) != "batch"))
    return ranked[0] if ranked else None


def _may_be_batch(name: str) -> bool:
    """Whether a size may be the batch's: not one that is named for the latents, nor the length of another axis."""
    return name != LATENTS and ".shape[" not in name and axis_of_size(name) != "latent"
