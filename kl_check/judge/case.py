"""A term with everything that its verdict is derived from, each worked out once."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from functools import cached_property
from itertools import permutations
from typing import TYPE_CHECKING

from kl_check.algebra import polynomial
from kl_check.algebra.axes import resolve
from kl_check.algebra.evaluate import evaluate
from kl_check.algebra.exact import Exact, Kind, Sums
from kl_check.algebra.polynomial import Polynomial
from kl_check.judge.aliases import Aliases, aliases_of
from kl_check.judge.classify import Symbols, classify
from kl_check.judge.factors import divisors
from kl_check.judge.facts import MILDEST_FIRST, Facts, facts_of
from kl_check.judge.fitted import fitted
from kl_check.judge.hypotheses import (
    MAX_SYMBOLS,
    STANDARD_PRIOR,
    direction,
    hypotheses,
    implausibility,
    is_torn,
    misplaced_names,
)
from kl_check.judge.opinion import agrees_in_floats
from kl_check.judge.parts import breadth, target_of
from kl_check.judge.points import COUNT, EPSILON, OTHERS, SIZES, points
from kl_check.judge.relation import Shape, relate, shape_of
from kl_check.judge.sampler import Draw, draws
from kl_check.judge.scalars import BATCH, LATENTS, factor_of
from kl_check.judge.stabilisers import Stabiliser, leaves_room, linked, strip
from kl_check.judge.witness import Sample, samples
from kl_check.know.names import is_kl_name, is_sample, spells_side
from kl_check.know.roles import BY_WORD
from kl_check.model.hypothesis import Hypothesis
from kl_check.model.role import Gaussian
from kl_check.model.surroundings import Excerpt
from kl_check.model.term import Reduce, Term, walk
from kl_check.model.verdict import Reduction

if TYPE_CHECKING:
    from kl_check.judge.diagnose import Diagnosis

MAX_READINGS = 120  # that are tried where the use of the symbols allows none

LINK_WORDS = frozenset({"F", "torch", "tf", "nn", "functional", "math", "K", "ops", "jax", "jnp", "np", "keras"})
LINK_WORDS |= {"softplus", "Softplus", "sigmoid", "tanh", "relu", "elu", "backend", "activations"}


def _held_by(name: object, parameters: Sequence[str]) -> str | None:
    """The parameter that a name is, or is taken from: p for `p.loc`."""
    if not isinstance(name, str):
        return None
    holder = name.partition(".")[0]
    return name if name in parameters else holder if holder in parameters else None


def is_entangled(names: Iterable[str]) -> bool:
    """Whether one symbol is a function of another, as softplus(s) beside s: then points are not free."""
    words = {name: set(re.findall(r"[^\W\d]\w*", name)) for name in names}
    return any("(" in one and words[one] & words[other] - LINK_WORDS for one, other in permutations(words, 2))


@dataclass(frozen=True)
class Case:
    """A term with everything that its verdict is derived from."""

    excerpt: Excerpt
    pins: Mapping[str, str] = field(default_factory=dict)
    prior: Gaussian = STANDARD_PRIOR
    linked: bool = True  # whether two names of one scale are taken for one

    @cached_property
    def found(self) -> Symbols:
        return classify(self.excerpt.term, self.pins)

    @cached_property
    def aliases(self) -> Aliases:
        return aliases_of(self.found.elements, self.pins) if self.linked else Aliases()

    @cached_property
    def elements(self) -> tuple[str, ...]:
        """The symbols that may be means and scales, aliases apart."""
        return tuple(name for name in self.found.elements if name not in self.aliases.held)

    @cached_property
    def written(self) -> Term:
        """The term as written, with the axes of its reductions named and one name for each scale."""
        return self.aliases.apply(resolve(self.excerpt.term, self.found.is_scalar))

    @cached_property
    def _stripped(self) -> tuple[Term, tuple[Stabiliser, ...]]:
        return strip(self.written)

    @property
    def term(self) -> Term:
        """The term without its stabilisers: what is decided."""
        return self._stripped[0]

    @property
    def stabilisers(self) -> tuple[Stabiliser, ...]:
        return self._stripped[1]

    @cached_property
    def divisors(self) -> tuple[Fraction, ...]:
        """The numbers that the term divides by."""
        return tuple(dict.fromkeys(divisors(self.excerpt.term)))

    @cached_property
    def draws(self) -> tuple[Draw, ...]:
        return draws(self.excerpt.surroundings.samplers, self.found.elements)

    @cached_property
    def hypotheses(self) -> tuple[Hypothesis, ...]:
        return self._hypotheses(heeded=True)

    def _hypotheses(self, *, heeded: bool) -> tuple[Hypothesis, ...]:
        every = hypotheses(self.term, self.elements, self.pins, self.prior, heeded=heeded)
        kept = {name: role.word for name, role in self.aliases.kept.items()}
        found = (one for one in every if kept.items() <= dict(one.roles()).items())
        if self.stabilisers:
            found = (one for one in found if leaves_room(self.stabilisers, one.positive))
        # Two names may be one scale, but hardly the scale of both Gaussians: then the log part would be missing.
        several = [one for one in found if not kept or one.first.scale != one.second.scale]
        return tuple(one for one in several if not is_torn(one)) or tuple(several)

    @cached_property
    def plausible(self) -> tuple[Hypothesis, ...]:
        """The hypotheses that take means for means and scales for scales, as far as the names say which is which."""
        fewest = min(map(misplaced_names, self.hypotheses), default=0)
        return tuple(one for one in self.hypotheses if misplaced_names(one) == fewest)

    @cached_property
    def possible(self) -> Sequence[Hypothesis]:
        """The likeliest hypotheses, whatever the term does with its symbols: a slip may be what it does."""
        every = self._hypotheses(heeded=False)
        fewest = min(map(misplaced_names, every), default=0)
        kept = (one for one in every if misplaced_names(one) == fewest)
        return sorted(kept, key=implausibility)[:MAX_READINGS]

    @cached_property
    def _values(self) -> dict[frozenset[str], tuple[Sums, Exact, Shape | None]]:
        return {}

    def _decided(self, hypothesis: Hypothesis) -> tuple[Sums, Exact, Shape | None]:
        """The normal form, its world and its shape: the same for all hypotheses that hold the scales alike."""
        positive = hypothesis.positive
        if positive not in self._values:
            kinds: dict[str, Kind] = dict.fromkeys(positive, "positive")
            kinds.update(dict.fromkeys(self.found.weights, "scalar"))
            kinds.update(dict.fromkeys(self.found.counts, "size"))
            world = Exact(kinds, self.found.sizes)
            value = evaluate(self.term, world)
            self._values[positive] = value, world, shape_of(value, world.is_scalar)
        return self._values[positive]

    def exact(self, hypothesis: Hypothesis) -> tuple[Sums, Exact]:
        """The term's normal form with each scale held as the hypothesis holds it."""
        return self._decided(hypothesis)[:2]

    def shape(self, hypothesis: Hypothesis) -> Shape | None:
        """The term as one sum, with each scale held as the hypothesis holds it."""
        return self._decided(hypothesis)[2]

    def points(self, positive: frozenset[str], divisor: str | None = None) -> Iterator[Mapping[str, Fraction]]:
        """Points for evaluation. A size that was read as the batch's is the batch's there."""
        sizes = {name: Fraction(SIZES[axis]) for name, axis in self.found.sizes.items()}
        others = dict.fromkeys(self.found.weights, OTHERS) | dict.fromkeys(self.found.counts, COUNT) | sizes
        others |= dict.fromkeys(self.found.epsilons, EPSILON)
        others |= {divisor: Fraction(SIZES["batch"])} if divisor else {}
        return points(self.elements, positive, others)

    @cached_property
    def _samples(self) -> dict[tuple[frozenset[str], str | None], tuple[list[Sample], Iterator[Sample]]]:
        return {}

    def samples(self, hypothesis: Hypothesis, divisor: str | None = None) -> Iterator[Sample]:
        """The term as written, stabilisers and all, enclosed at points of the hypothesis' domain, as many as asked."""
        key = hypothesis.positive, divisor
        if key not in self._samples:
            self._samples[key] = [], samples(self.written, self.points(*key))
        seen, rest = self._samples[key]
        yield from tuple(seen)
        for one in rest:
            seen.append(one)
            yield one

    @cached_property
    def stands(self) -> Facts | None:
        """The facts under the reading that stands: the mildest verdict, and of equals what the names favour."""
        best: Facts | None = None
        ordered = sorted(self.hypotheses, key=implausibility)
        for hypothesis in ordered:
            facts = self.facts_under(hypothesis)
            if facts and (best is None or MILDEST_FIRST.index(facts.word) < MILDEST_FIRST.index(best.word)):
                best = facts
                if best.word == MILDEST_FIRST[0]:
                    break
        return best or next(filter(None, map(self._with_fixed_prior, ordered)), None)

    def _with_fixed_prior(self, hypothesis: Hypothesis) -> Facts | None:
        """The facts under the fixed prior that the numbers of the formula say, if its constants say it too."""
        shape = self.shape(hypothesis) if self.prior == STANDARD_PRIOR else None
        changed = fitted(shape, hypothesis) if shape else None
        facts = self.facts_under(changed) if changed else None
        return facts if facts and not facts.offset else None

    def facts_under(self, hypothesis: Hypothesis) -> Facts | None:
        shape = self.shape(hypothesis)
        if shape is None or len(shape.body) != breadth(hypothesis):
            return None
        relation = relate(shape, target_of(hypothesis).whole)
        if relation is None:
            return None
        symmetric = hypothesis.first.scale == hypothesis.second.scale  # then both directions are the same function
        reversed_ = not symmetric and (hypothesis.target == "reverse" or self.direction(hypothesis) == "reversed")
        stabilised = tuple(dict.fromkeys(one.mistake for one in self.stabilisers))
        consistent = self.consistent(hypothesis)
        return facts_of(
            hypothesis,
            relation,
            reversed_=reversed_,
            consistent=consistent,
            stabilised=stabilised,
            numbers=self.divisors,
            batch_is_named=self.batch_is_named,
        )

    @cached_property
    def batch_is_named(self) -> bool:
        """Whether a sum says how long the batch is."""
        sums = (part for part in walk(self.excerpt.term) if isinstance(part, Reduce))
        return any(part.axes == ("batch",) and part.size is not None for part in sums)

    def direction(self, hypothesis: Hypothesis) -> str:
        """What names say of the direction; the order of a function's parameters says more than their letters."""
        said, order = direction(hypothesis), self.excerpt.surroundings.parameters
        first, second = (
            [order.index(held) for name in (one.mean, one.scale) if (held := _held_by(name, order)) is not None]
            for one in (hypothesis.first, hypothesis.second)
        )
        in_order = len(first) == len(second) == 2 and max(first) < min(second)
        spelled = said == "reversed" and any(map(spells_side, hypothesis.roles()))
        return "forward" if in_order and not spelled else said

    def confirms(self, facts: Facts) -> bool:
        """Whether plain floats find the same as the normal form."""
        return agrees_in_floats(self.term, facts, self.points(facts.hypothesis.positive, facts.divisor))

    @property
    def is_entangled(self) -> bool:
        """Whether its symbols depend on one another."""
        return is_entangled(self.elements)

    @property
    def is_estimate(self) -> bool:
        """Whether a sample stands in the term, which is then decided by its mean."""
        return False

    @property
    def may_be_estimate(self) -> bool:
        """Whether a pin, a line that draws noise or a name speaks of a sample."""
        sampled = "sample" in self.pins.values() or bool(self.excerpt.surroundings.samplers)
        return sampled or any(map(is_sample, self.found.elements))

    @property
    def is_meant(self) -> bool:
        """Whether the term is named as a KL."""
        return is_kl_name(self.excerpt.surroundings.name)

    def consistent(self, hypothesis: Hypothesis) -> bool:
        """Whether pins and samplers read the scales as the hypothesis does."""
        roles = self.roles(hypothesis)
        pinned = all(roles.get(name, role) == role for name, role in self.pins.items())
        return pinned and all(self.agrees(draw, hypothesis) for draw in self.draws)

    def agrees(self, draw: Draw, hypothesis: Hypothesis) -> bool:
        return self.roles(hypothesis).get(draw.scale) == draw.role.word and abs(draw.noise_std) == 1

    def roles(self, hypothesis: Hypothesis) -> Mapping[str, str]:
        """What each symbol holds under the hypothesis, aliases too."""
        return {**hypothesis.roles(), **{name: role.word for name, role in self.aliases.held.items()}}

    def contradicted(self, hypothesis: Hypothesis) -> Hypothesis | None:
        """The hypothesis with the roles that pins and samplers say, if they say others."""
        said = {draw.scale: draw.role for draw in self.draws}
        said |= {name: BY_WORD[role] for name, role in self.pins.items() if role in BY_WORD}
        changed = hypothesis.holding(said)
        return changed if changed != hypothesis else None

    @property
    def meant(self) -> Hypothesis | None:
        """The reading that a KL is meant under: what pins and samplers say of the one that stands, forwards."""
        if self.stands is None:
            return None
        hypothesis = self.contradicted(self.stands.hypothesis) or self.stands.hypothesis
        return Hypothesis(hypothesis.second, hypothesis.first, "general") if self.stands.reversed else hypothesis

    def reduction(self, hypothesis: Hypothesis) -> Reduction:
        """How the term is reduced, whatever it is a sum of: a mean where every part is divided by the size."""
        value, _, shape = self._decided(hypothesis)
        axes = {axis for tag in value for axis in tag}
        divided = set.intersection(*map(_divisors, shape.body.values())) if shape else set()
        return Reduction(
            latent="none" if "latent" not in axes else "mean" if LATENTS in divided else "sum",
            batch="none" if "batch" not in axes else "mean" if BATCH in divided else "sum",
        )

    @cached_property
    def nearest(self) -> Diagnosis | None:
        """The nearest exact form, for a term that is none."""
        from kl_check.judge.nearest import nearest_exact  # of use to few, and `check` starts fast without

        return nearest_exact(self)

    @property
    def has_atoms(self) -> bool:
        """Whether some part of the term is outside the class, however its symbols are held."""
        return bool(self.hypotheses) and all(_has_atom(self.exact(hypothesis)[0]) for hypothesis in self.hypotheses)


def _divisors(coefficient: Polynomial) -> set[str]:
    """The sizes that divide every term of a coefficient once."""
    factors = (factor_of(Polynomial({monomial: Fraction(1)})) for monomial in coefficient.terms)
    return set.intersection(*({name for name, power in one.sizes.items() if power == -1} for one in factors if one))


def case_of(excerpt: Excerpt, pins: Mapping[str, str], prior: Gaussian) -> Case:
    """The case of a term: with two names of one scale taken for one, unless it is a KL only without."""
    if not pins:  # what a pin names is meant as it stands
        excerpt = linked(excerpt)
    case = Case(excerpt, pins, prior)
    if case.aliases.held and not case.stands and len(case.found.elements) <= MAX_SYMBOLS:
        apart = Case(excerpt, pins, prior, linked=False)
        return apart if apart.stands else case
    return case


def _has_atom(value: Sums) -> bool:
    monomials = (monomial for part in value.values() for monomial in part.terms)
    return any(kind == "atom" for monomial in monomials for kind, _ in polynomial.generators(monomial))
