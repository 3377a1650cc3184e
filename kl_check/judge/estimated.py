"""A term in which a sample z from q stands, as a case: it is decided by its mean over z, taken exactly."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property

from kl_check.algebra import polynomial
from kl_check.algebra.evaluate import evaluate
from kl_check.algebra.exact import NO_SUM, Exact, Sums, Tag
from kl_check.algebra.moments import Moment, NotGaussian, Tilt, mean, tilts
from kl_check.algebra.pointwise import Floating
from kl_check.algebra.polynomial import Generator, Polynomial
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
from kl_check.model.term import Reduce, Symbol, Term, normal_log_density, number, substitute

EPSILON: Generator = ("real", "#noise")
"""Standard normal noise, as the readers call what a text draws."""

Z_VALUES = (Fraction(-1), Fraction(1, 3), Fraction(2))


@dataclass(frozen=True)
class Estimated(Case):
    """`sample` is z in the term. `centre` names the mean of q where the term does not hold it.

    `biased`: decided as ½ (log q − log p)², whose own mean is no KL, by what the KL is estimated with there.
    """

    sample: str = "z"
    centre: str | None = None
    drawn: Draw | None = None
    biased: bool = False

    @cached_property
    def draws(self) -> tuple[Draw, ...]:
        return (self.drawn,) if self.drawn else ()

    @cached_property
    def elements(self) -> tuple[str, ...]:
        held = (name for name in super().elements if name not in (self.sample, EPSILON[1]))
        return (*((self.centre,) if self.centre else ()), *held)

    @cached_property
    def hypotheses(self) -> tuple[Hypothesis, ...]:
        """The readings in which z is drawn from the first Gaussian."""
        pins = {**self.pins, **({self.centre: "mean"} if self.centre else {})}
        kept = {name: role.word for name, role in self.aliases.kept.items()}
        return tuple(
            one
            for one in hypotheses(self.term, self.elements, pins, self.prior)
            if kept.items() <= dict(one.roles()).items() and self._may_be_drawn(one)
        )

    def _may_be_drawn(self, hypothesis: Hypothesis) -> bool:
        first = hypothesis.first
        if not isinstance(first.mean, str) or not isinstance(first.scale, str) or self.centre not in (None, first.mean):
            return False
        if self.drawn is None or self.drawn.scale in self.aliases.held:
            return True
        return (first.mean, first.scale) == (self.drawn.mean, self.drawn.scale)

    # The mean over z

    def body(self, hypothesis: Hypothesis) -> tuple[Sums, Exact]:
        """The term's normal form with z in it."""
        return super().exact(hypothesis)

    def images(self, hypothesis: Hypothesis, world: Exact) -> Mapping[Generator, Polynomial]:
        """What z is: mean + std · ε."""
        first = hypothesis.first
        centre, std = (evaluate(one, world)[NO_SUM] for one in (mean_term(first), std_term(first)))
        return {("real", self.sample): centre + std * polynomial.generator(*EPSILON)}

    @cached_property
    def _moments(self) -> dict[Hypothesis, Mapping[Tag, Moment]]:
        return {}

    def moments(self, hypothesis: Hypothesis) -> Mapping[Tag, Moment]:
        """The mean of each sum; none, if one of them has no mean that is known."""
        if hypothesis not in self._moments:
            body, world = self.body(hypothesis)
            try:
                drawn = self.drawn_body(body, hypothesis, world)
                self._moments[hypothesis] = {tag: mean(part, EPSILON) for tag, part in drawn.items()}
            except ArithmeticError:
                self._moments[hypothesis] = {}
        return self._moments[hypothesis]

    def drawn_body(self, body: Sums, hypothesis: Hypothesis, world: Exact) -> Sums:
        """The term with z written in its noise."""
        images = self.images(hypothesis, world)
        return {tag: polynomial.substitute(part, images) for tag, part in body.items()}

    def mean(self, hypothesis: Hypothesis) -> Term | None:
        """E[term] over z as a term in the user's other symbols."""
        parts = [_under(tag, moment.term) for tag, moment in self.moments(hypothesis).items()]
        return sum(parts[1:], start=parts[0]) if parts else None

    def exact(self, hypothesis: Hypothesis) -> tuple[Sums, Exact]:
        """The mean's normal form; empty where there is no mean everywhere, for then it is no KL."""
        _, world = self.body(hypothesis)
        term = self.mean(hypothesis)
        if term is None or any(moment.widths for moment in self.moments(hypothesis).values()):
            return {}, world
        return evaluate(term, world), world

    def samples(self, hypothesis: Hypothesis, divisor: str | None = None) -> tuple[Sample, ...]:
        """The mean, enclosed at points; stabilisers have none that is known."""
        term = self.mean(hypothesis)
        if term is None or self.stabilisers:
            return ()
        return tuple(samples(term, self.points(hypothesis.positive, divisor)))

    # What it is

    def facts_under(self, hypothesis: Hypothesis) -> Facts | None:
        if not self.biased:
            return super().facts_under(hypothesis)
        relation = next((found for one, found in self.estimators(hypothesis) if one.biased), None)
        if relation is None:
            return None
        return facts_of(
            hypothesis,
            relation,
            reversed_=direction(hypothesis) == "reversed",
            consistent=self.consistent(hypothesis),
        )

    def shape(self, hypothesis: Hypothesis) -> Shape | None:
        body, world = self.body(hypothesis)
        return shape_of(body, world.is_scalar)

    def estimators(self, hypothesis: Hypothesis) -> Iterator[tuple[Estimator, Relation]]:
        """The known estimators that the term is, up to scale and shift, with z as it stands."""
        shape = self.shape(hypothesis)
        _, world = self.body(hypothesis)
        for one in ESTIMATORS if shape else ():
            form = evaluate(_form(one, self.sample, hypothesis), world)[NO_SUM]
            if relation := relate(shape, form):
                yield one, relation

    # Second opinion

    def confirms(self, facts: Facts) -> bool:
        hypothesis = facts.hypothesis
        places = list(self.points(hypothesis.positive, facts.divisor))
        term = self.mean(hypothesis)
        if term is None or not self._averages_agree(hypothesis, places):
            return False
        if not self.biased:
            return agrees_in_floats(term, facts, places)
        square = next(one for one in ESTIMATORS if one.biased)
        reference = reduced(_form(square, self.sample, hypothesis), facts.reduction)
        with_z = [{**at, self.sample: z} for at in places for z in Z_VALUES]
        return agrees_in_floats(self.term, facts, with_z, reference)

    def _averages_agree(self, hypothesis: Hypothesis, places: list[Mapping[str, Fraction]]) -> bool:
        """Whether the trapezoidal rule finds the same mean, at each point at which one grid serves."""
        expected, reached = self.mean(hypothesis), 0
        body, world = self.body(hypothesis)
        found = tilts(self.drawn_body(body, hypothesis, world).values(), EPSILON)
        for at in places:
            try:
                measured = average(self._along(hypothesis, at), [_bump(tilt, at) for tilt in found])
                value = evaluate(expected, Floating(at, SIZES)) if expected else math.nan
            except (InputError, ArithmeticError, ValueError):
                continue
            if measured is None:
                continue
            reached += 1
            if abs(measured - value) > TOLERANCE * (1 + abs(value)):
                return False
        return reached > 0
