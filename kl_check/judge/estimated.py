"""A term in which a sample z from q stands, as a case: it is decided by its mean over z, taken exactly."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property
from typing import TypeAlias

from kl_check.algebra import polynomial
from kl_check.algebra.evaluate import evaluate
from kl_check.algebra.exact import NO_SUM, Exact, Sums, Tag
from kl_check.algebra.moments import Moment, Tilt, mean, tilts
from kl_check.algebra.pointwise import Floating
from kl_check.algebra.polynomial import Coefficient, Generator, Monomial, Polynomial, Power
from kl_check.algebra.restore import restored
from kl_check.judge.averaging import Bump, average
from kl_check.judge.case import Case
from kl_check.judge.facts import Facts, facts_of
from kl_check.judge.hypotheses import direction, hypotheses
from kl_check.judge.opinion import TOLERANCE, agrees_in_floats
from kl_check.judge.points import SIZES, mean_term, reduced, std_term
from kl_check.judge.relation import Relation, Shape, relate, shape_of
from kl_check.judge.sampler import Draw
from kl_check.judge.witness import Sample, samples
from kl_check.know.estimators import ESTIMATORS, LOG_RATIO, NOISE, Estimator
from kl_check.model.errors import InputError
from kl_check.model.hypothesis import Hypothesis
from kl_check.model.role import Gaussian
from kl_check.model.term import Apply, Reduce, Symbol, Term, normal_log_density, rebuild, substitute, symbols

Decided: TypeAlias = tuple[Sums, Exact, Shape | None]

Held: TypeAlias = tuple[Gaussian, frozenset[str]]
"""On what a mean over z depends: the Gaussian that z is drawn from, and which symbols are positive."""

Z_VALUES = (Fraction(-1), Fraction(1, 3), Fraction(2))


def noise_of(sample: str) -> str:
    """The noise that a sample is made of. No source text can spell the name."""
    return f"noise of {sample}"


@dataclass(frozen=True)
class Estimated(Case):
    """`sample` is z in the term. `centre` names the mean of q where the term does not hold it.

    `squared`: decided as ½ (log q − log p)², whose own mean is no KL, by the KL that it estimates with a bias.
    """

    sample: str = "z"
    centre: str | None = None
    drawn: Draw | None = None
    squared: bool = False
    declared: bool = True  # the text or the user says that it is a sample, not its name alone

    @property
    def is_estimate(self) -> bool:
        return True

    @cached_property
    def draws(self) -> tuple[Draw, ...]:
        return (self.drawn,) if self.drawn else ()

    @cached_property
    def elements(self) -> tuple[str, ...]:
        apart = {*self.aliases.held, self.sample, noise_of(self.sample)}
        held = tuple(name for name in self.found.elements if name not in apart)
        return (self.centre, *held) if self.centre else held

    @cached_property
    def hypotheses(self) -> tuple[Hypothesis, ...]:
        """The readings in which z is drawn from the first Gaussian."""
        pins = {**self.pins, self.centre: "mean"} if self.centre else self.pins
        kept = {name: role.word for name, role in self.aliases.kept.items()}
        every = hypotheses(_unexponentiated(self.term, self.sample), self.elements, pins, self.prior)
        return tuple(one for one in every if kept.items() <= dict(one.roles()).items() and self._may_be_drawn(one))

    def _may_be_drawn(self, hypothesis: Hypothesis) -> bool:
        first = hypothesis.first
        if not isinstance(first.mean, str) or not isinstance(first.scale, str) or self.centre not in (None, first.mean):
            return False
        if self.centre and not self.declared and not isinstance(hypothesis.second.mean, str):
            return False  # ½ z² − ½ s − ½: z may as well be the mean, and the variance forgotten
        if self.centre and not self.drawn and first.scale == hypothesis.second.scale:
            return False  # (z − m)²/σ² is a log-density
        if self.drawn is None or self.drawn.scale in self.aliases.held:
            return True
        return (first.mean, first.scale) == (self.drawn.mean, self.drawn.scale)

    # The mean over z

    @property
    def noise(self) -> Generator:
        return "real", noise_of(self.sample)

    def body(self, hypothesis: Hypothesis) -> Decided:
        """The term as it stands, with z in it; noise that is written apart from z is (z − mean)/std."""
        value, world, shape = super()._decided(hypothesis)
        if self.noise[1] not in self.found.elements:
            return value, world, shape
        value = _replaced(value, {self.noise: _normal(_standardised(self.sample, hypothesis), world)})
        return value, world, shape_of(value, world.is_scalar)

    def in_noise(self, value: Sums, hypothesis: Hypothesis, world: Exact) -> Sums:
        """A normal form with z written as mean + std · noise."""
        first = hypothesis.first
        z = _normal(mean_term(first) + std_term(first) * Symbol(self.noise[1]), world)
        return _replaced(value, {("real", self.sample): z})

    @cached_property
    def _moments(self) -> dict[Held, Mapping[Tag, Moment]]:
        return {}

    def moments(self, hypothesis: Hypothesis) -> Mapping[Tag, Moment]:
        """The mean of the part under each sum; none, if one of them has no mean that is known."""
        held = hypothesis.first, hypothesis.positive
        if held not in self._moments:
            body, world, _ = self.body(hypothesis)
            try:
                drawn = self.in_noise(body, hypothesis, world)
                self._moments[held] = {tag: mean(part, self.noise) for tag, part in drawn.items()}
            except ArithmeticError:
                self._moments[held] = {}
        return self._moments[held]

    def mean(self, hypothesis: Hypothesis) -> Term | None:
        """The mean over z as a term in the other symbols."""
        parts = [_under(tag, moment.term) for tag, moment in self.moments(hypothesis).items()]
        return sum(parts[1:], start=parts[0]) if parts else None

    @cached_property
    def _means(self) -> dict[Held, Decided]:
        return {}

    def _decided(self, hypothesis: Hypothesis) -> Decided:
        """The mean's normal form; empty where it is not finite everywhere, for then it is no KL."""
        held = hypothesis.first, hypothesis.positive
        if held not in self._means:
            _, world, _ = super()._decided(hypothesis)
            term = self.mean(hypothesis)
            infinite = any(moment.widths for moment in self.moments(hypothesis).values())
            value = {} if term is None or infinite else evaluate(term, world)
            self._means[held] = value, world, shape_of(value, world.is_scalar)
        return self._means[held]

    def samples(self, hypothesis: Hypothesis, divisor: str | None = None) -> Iterator[Sample]:
        """The mean, enclosed at points. With a stabiliser in it the mean is not known."""
        term = self.mean(hypothesis)
        if term is not None and not self.stabilisers:
            yield from samples(term, self.points(hypothesis.positive, divisor))

    # What it is

    def facts_under(self, hypothesis: Hypothesis) -> Facts | None:
        if not self.squared:
            return super().facts_under(hypothesis)
        relation = next((found for _, found in self.estimators(hypothesis, biased=True)), None)
        if relation is None:
            return None
        reversed_ = direction(hypothesis) == "reversed"
        return facts_of(hypothesis, relation, reversed_=reversed_, consistent=self.consistent(hypothesis))

    def estimators(self, hypothesis: Hypothesis, *, biased: bool = False) -> Iterator[tuple[Estimator, Relation]]:
        """The known estimators that the term is, up to scale and shift, sample by sample."""
        _, world, shape = self.body(hypothesis)
        for one in ESTIMATORS:
            if (
                shape
                and one.biased == biased
                and (relation := relate(shape, _normal(form_of(one, self.sample, hypothesis), world)))
            ):
                yield one, relation

    @property
    def is_meant(self) -> bool:
        return super().is_meant or self.looks_like_one

    @property
    def has_atoms(self) -> bool:
        """Not of its own: a Gaussian integral may leave them in the mean, and enclosures refute it all the same."""
        return False

    @cached_property
    def _squares(self) -> tuple[tuple[Monomial, Coefficient], ...]:
        """What stands before the square of z and its higher powers, in any exponential."""
        body = self.body(self.hypotheses[0])[0] if self.hypotheses else {}
        items = (item for part in body.values() for item in part.terms.items())
        return tuple(item for item in items if self._power(item[0]) >= 2)

    def _power(self, monomial: Monomial) -> Power:
        return dict(monomial[0]).get(("real", self.sample), 0)

    @property
    def degree(self) -> Power:
        """The highest power of z, powers under exp apart."""
        return max((self._power(monomial) for monomial, _ in self._squares), default=0)

    @property
    def looks_like_one(self) -> bool:
        """Whether squares of z stand in it with both signs and a scale, as in a difference of two log-densities."""
        signs = {coefficient > 0 for _, coefficient in self._squares}
        scaled = any(len(polynomial.generators(monomial)) > 1 for monomial, _ in self._squares)
        return len(signs) == 2 and scaled

    # A second opinion

    def confirms(self, facts: Facts) -> bool:
        hypothesis = facts.hypothesis
        places = list(self.points(hypothesis.positive, facts.divisor))
        term = self.mean(hypothesis)
        if term is None or not self._averages_agree(hypothesis, term, places):
            return False
        if not self.squared:
            return agrees_in_floats(term, facts, places)
        square = next(one for one in ESTIMATORS if one.biased)
        reference = reduced(form_of(square, self.sample, hypothesis), facts.reduction)
        with_z = [{**at, self.sample: z} for at in places for z in Z_VALUES]
        return agrees_in_floats(self._in_z(hypothesis), facts, with_z, reference)

    def _averages_agree(self, hypothesis: Hypothesis, term: Term, places: Sequence[Mapping[str, Fraction]]) -> bool:
        """Whether the trapezoidal rule finds the same mean, at each point at which one grid serves."""
        body, world, _ = self.body(hypothesis)
        drawn = self.in_noise(body, hypothesis, world).values()
        found = {tilt for part in drawn for tilt in tilts(part, self.noise)}
        reached = 0
        for at in places:
            try:
                measured = self._measured(hypothesis, at, [_bump(tilt, at) for tilt in found])
                value = evaluate(term, Floating(at, SIZES))
            except (InputError, ArithmeticError, ValueError):
                continue
            if measured is not None:
                reached += 1
                if abs(measured - value) > TOLERANCE * (1 + abs(value)):
                    return False
        return reached > 0

    def _measured(self, hypothesis: Hypothesis, at: Mapping[str, Fraction], bumps: Sequence[Bump]) -> float | None:
        term, world = self._in_z(hypothesis), Floating(at, SIZES)
        centre, std = (evaluate(one(hypothesis.first), world) for one in (mean_term, std_term))

        def along(noise: float) -> float:
            return evaluate(term, Floating({**at, self.sample: Fraction(centre + std * noise)}, SIZES))

        return average(along, bumps)

    def _in_z(self, hypothesis: Hypothesis) -> Term:
        return substitute(self.term, {self.noise[1]: _standardised(self.sample, hypothesis)})


def form_of(estimator: Estimator, sample: str, hypothesis: Hypothesis) -> Term:
    """An estimator of the hypothesis' KL in the user's symbols."""
    z = Symbol(sample)
    q, p = ((mean_term(one), std_term(one)) for one in (hypothesis.first, hypothesis.second))
    ratio = normal_log_density(z, *q) - normal_log_density(z, *p)
    return substitute(estimator.form, {LOG_RATIO.name: ratio, NOISE.name: _standardised(sample, hypothesis)})


def _standardised(sample: str, hypothesis: Hypothesis) -> Term:
    return (Symbol(sample) - mean_term(hypothesis.first)) / std_term(hypothesis.first)


def _unexponentiated(term: Term, sample: str) -> Term:
    """The term with its densities as log-densities: what stands beside z under exp may still be a mean."""
    match term:
        case Apply(head="exp", arguments=(inner,)) if sample in symbols(inner):
            return _unexponentiated(inner, sample)
    return rebuild(term, lambda part: _unexponentiated(part, sample))


def _replaced(value: Sums, images: Mapping[Generator, Polynomial]) -> Sums:
    return {tag: polynomial.substitute(part, images) for tag, part in value.items()}


def _normal(term: Term, world: Exact) -> Polynomial:
    return evaluate(term, world)[NO_SUM]


def _under(tag: Tag, term: Term) -> Term:
    """Σ over the tag's axes."""
    return Reduce("sum", term, tuple(axis for axis in ("batch", "latent") if axis in tag)) if tag else term


def _bump(tilt: Tilt, at: Mapping[str, Fraction]) -> Bump:
    """Where the Gaussian lies that is left of exp(bε + cε² − ε²/2)."""
    slope, width = (evaluate(restored(one), Floating(at, SIZES)) for one in (tilt.slope, tilt.width))
    if width <= 0:
        raise ValueError("no mean here")
    return slope / width, 1 / math.sqrt(width)
