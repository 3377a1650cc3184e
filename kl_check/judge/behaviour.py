"""What a term does under a reading: its least value and place, its gradients, the β of its scale."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from fractions import Fraction
from functools import lru_cache
from typing import Literal, NamedTuple

from kl_check.algebra import polynomial
from kl_check.algebra.exact import SIZE_NAMES
from kl_check.algebra.polynomial import Generator, Polynomial
from kl_check.judge.case import Case, case_of
from kl_check.judge.facts import ONE, Facts
from kl_check.judge.gradients import gradients_of, proportional
from kl_check.judge.least import Falls, Least, least, sign_of
from kl_check.judge.parts import ZERO, scale_generator, target_of
from kl_check.judge.relation import count_of, shape_of
from kl_check.judge.remarks import overflow_of
from kl_check.judge.scalars import BATCH, factor_of, float_of, show, without
from kl_check.judge.sizes import betas_of, numbers
from kl_check.model.behaviour import Behaviour, Extremum
from kl_check.model.hypothesis import Hypothesis
from kl_check.model.role import Gaussian
from kl_check.model.surroundings import Excerpt
from kl_check.model.verdict import Verdict

ROOT, AS_POWER = r"\b(\w+)\^\(1/2\)", "^(1/2)"
BOUNDED = ("sigmoid(", "tanh(", "elu(")  # links that keep a symbol within bounds; softplus reaches every std
SIDES = {1: "∞", -1: "−∞", 0: "±∞"}

Kind = Literal["minimum", "maximum"]


class Element(NamedTuple):
    """The term as times · body + constant, where all elements are alike; batch mean and named weights apart."""

    body: Polynomial
    constant: Polynomial
    times: Polynomial


class Naming(NamedTuple):
    """The names beside a term: what its symbols hold, which of them are sizes, and sizes in numbers."""

    reading: tuple[tuple[str, str], ...]
    counts: frozenset[str]
    sizes: tuple[tuple[str, float], ...]


def behaviour_of(
    case: Case, hypothesis: Hypothesis, facts: Facts | None = None, sizes: Mapping[str, float] | None = None
) -> Behaviour | None:
    """What the term does under the hypothesis; None where its body has another shape than slips of a KL have.

    `facts` are the term's relation to the KL under this hypothesis, where it has one: then nothing is worked out anew.
    Stabilisers change values and gradients in ways that are not told here; nor are those of one sample. A symbol such
    as tanh(m) does not reach all the places that a mean does.
    """
    if case.stabilisers or case.is_estimate or _is_bounded(case.elements):
        return None
    counts = frozenset(SIZE_NAMES.values()) | case.found.counts
    names = Naming(tuple(case.roles(hypothesis).items()), counts, tuple((sizes or {}).items()))
    if facts:
        return _of_multiple(facts, names)
    element = _element(case, hypothesis)
    if element is None:
        return None
    kl, is_scalar = target_of(hypothesis).whole, case.exact(hypothesis)[1].is_scalar
    found = _told(_View(hypothesis, element, "minimum", names), least(element.body, _variables(hypothesis)[0]))
    return found and found._replace(gradients=gradients_of(element.body, kl, _symbols(hypothesis), is_scalar))


@lru_cache(maxsize=1024)
def _of_multiple(facts: Facts, names: Naming) -> Behaviour | None:
    """Of scale · KL + offset: the KL's own, scaled."""
    hypothesis, sign = facts.hypothesis, sign_of(facts.scale)
    extreme = _least_of_kl(hypothesis)
    if not sign or not isinstance(extreme, Least):
        return None
    view = _View(hypothesis, _related(facts), "minimum" if sign > 0 else "maximum", names, same=True)
    found = _told(view, extreme._replace(value=extreme.value * facts.scale))
    gradients = proportional(_symbols(hypothesis), facts.scale)
    return found and found._replace(gradients=gradients, betas=betas_of(facts, dict(names.sizes)))


def _told(view: _View, found: Least | Falls | None) -> Behaviour | None:
    if found is None:
        return None
    overall = view.over_the_prior(found)
    falls = view.falling(found) or (view.direction(overall) if overall else None)
    return Behaviour(
        reading=dict(view.names.reading),
        says=view.says(found, overall),
        extremum=view.extremum(found) if isinstance(found, Least) else None,
        unbounded=falls,
        negative=True if falls else view.is_negative(found, overall),
        overflow=overflow_of(view.element.body),
    )


def behaviour_as_meant(case: Case, facts: Facts, sizes: Mapping[str, float] | None = None) -> Behaviour | None:
    """Under the reading that is meant, if it is another and lets it be told, else under the one that stands."""
    meant = case.meant
    if meant and (facts.reversed or not facts.consistent):
        found = behaviour_of(case, meant, sizes=sizes)
        if found or facts.reversed:
            return found
    found = behaviour_of(case, facts.hypothesis, facts, sizes)
    if found is None or facts.consistent:
        return found
    held = ", ".join(f"{name} as {role}" for name, role in found.reading.items() if role != "mean")
    return found._replace(says=f"{found.says} (with {held})")


def in_numbers(
    verdict: Verdict, excerpt: Excerpt, pins: Mapping[str, str], prior: Gaussian, sizes: Mapping[str, int]
) -> Verdict:
    """The verdict with its behaviour in numbers. Raises `Misuse` for a size that the term does not have."""
    values = numbers(sizes, Case(excerpt, pins, prior).found)
    if verdict.behaviour is None:
        return verdict
    case = case_of(excerpt, pins, prior)
    if case.stands:
        return replace(verdict, behaviour=behaviour_as_meant(case, case.stands, values))
    spoken_of = next(one for one in case.hypotheses if case.roles(one) == verdict.behaviour.reading)
    return replace(verdict, behaviour=behaviour_of(case, spoken_of, sizes=values))


# The term as a body that is repeated


def _related(facts: Facts) -> Element:
    counted = {axis for axis in SIZE_NAMES if getattr(facts.reduction, str(axis)) != "none"}
    counted -= {"batch"} if facts.reduction.batch == "mean" else set()
    body = target_of(facts.hypothesis).whole * facts.scale
    return Element(body, facts.offset, count_of(frozenset(counted)))


def _element(case: Case, hypothesis: Hypothesis) -> Element | None:
    value, world = case.exact(hypothesis)
    shape = shape_of(value, world.is_scalar)
    factor = factor_of(next(iter(shape.body.values()))) if shape else None
    if shape is None or factor is None:
        return None
    is_mean = "batch" in shape.tag and factor.sizes.get(BATCH, 0) <= -1
    mean = {BATCH: -1} if is_mean else {}
    body = ZERO
    for monomial, coefficient in shape.body.items():
        body = body + Polynomial({monomial: polynomial.UNIT}) * without(coefficient, mean, factor.weights)
    constant = without(shape.constant, {}, factor.weights)
    return Element(body, constant, count_of(shape.tag - {"batch"} if is_mean else shape.tag))


# The least value


@lru_cache(maxsize=256)
def _least_of_kl(hypothesis: Hypothesis) -> Least | Falls | None:
    return least(target_of(hypothesis).whole, _variables(hypothesis)[0])


def _variables(hypothesis: Hypothesis) -> tuple[tuple[Generator, ...], tuple[Generator, ...]]:
    """Mean and scale of the Gaussian that is varied, which is the one with symbols; and what symbols the other has."""
    first, second = _generators(hypothesis.first), _generators(hypothesis.second)
    return (first, tuple(one for one in second if one not in first)) if first else (second, ())


def _generators(gaussian: Gaussian) -> tuple[Generator, ...]:
    mean = (("real", gaussian.mean),) if isinstance(gaussian.mean, str) else ()
    return (*mean, scale_generator(gaussian)) if isinstance(gaussian.scale, str) else mean


def _symbols(hypothesis: Hypothesis) -> tuple[Generator, ...]:
    varied, others = _variables(hypothesis)
    return (*varied, *others)


def _holder(hypothesis: Hypothesis, generator: Generator) -> Gaussian | None:
    """The Gaussian whose scale a generator is."""
    gaussians = (hypothesis.first, hypothesis.second)
    scaled = (one for one in gaussians if isinstance(one.scale, str) and one.role)
    return next((one for one in scaled if scale_generator(one) == generator), None)


# In words


def _direction(falls: Falls, hypothesis: Hypothesis) -> str:
    """`logvar → −∞ (σ → 0)`, `sigma → 0`, `mu → ±∞`."""
    return _towards(falls.generator, falls.side, hypothesis)


def _towards(generator: Generator, side: int, hypothesis: Hypothesis) -> str:
    kind, name = generator
    holder = _holder(hypothesis, generator)
    if holder is None or holder.role is None:
        return f"{name} → {SIDES[side]}"
    ends = {1: "∞", -1: "0", 0: "0 or ∞"}
    own = ends[side] if kind == "log" else SIDES[side]
    sigma = "σ₂" if holder == hypothesis.second and hypothesis.target == "general" else "σ"
    grows = side if holder.role.factor > 0 else -side
    return f"{name} → {own}" + ("" if holder.role.word == "std" else f" ({sigma} → {ends[grows]})")


def exact(value: Polynomial) -> str:
    """The value as an exact expression, with roots as roots: `√2`, `√2/2`, `1/4 - log(2)/2`."""
    text = show(value)
    return re.sub(ROOT, r"√\1", text) if AS_POWER in text else text


class _View:
    """How the behaviour under one hypothesis is told."""

    def __init__(
        self, hypothesis: Hypothesis, element: Element, kind: Kind, names: Naming, *, same: bool = False
    ) -> None:
        self.hypothesis = hypothesis
        self.element = element
        self.kind = kind
        self.names = names
        self.same = same  # the place is the KL's own, as of anything that is a KL up to scale

    def falling(self, found: Least | Falls) -> str | None:
        """The direction in which the term falls without bound."""
        if isinstance(found, Falls):
            return self.direction(found)
        if self.kind == "minimum":
            return None
        downwards = least(self.element.body, _variables(self.hypothesis)[0])
        return self.direction(downwards) if downwards else None

    def extremum(self, found: Least) -> Extremum:
        value, per_latent = self._value(found)
        std = self._std(found)
        return Extremum(
            "infimum" if found.towards else self.kind,
            exact(value),
            self._decimal(value),
            per_latent,
            dict(self._places(found)),
            exact(std) if std else None,
            exact(std * std) if std else None,
        )

    def _total(self, found: Least) -> Polynomial:
        return found.value * self.element.times + self.element.constant

    def _value(self, found: Least) -> tuple[Polynomial, bool]:
        """The value of the whole if no sizes stand in it, else that of a latent if none stand there."""
        total = self._total(found)
        one = total * polynomial.power(self.element.times, Fraction(-1))
        return (one, True) if self._has_sizes(total) and not self._has_sizes(one) else (total, False)

    def _has_sizes(self, value: Polynomial) -> bool:
        return any(name in self.names.counts for monomial in value.terms for _, name in polynomial.generators(monomial))

    def _decimal(self, value: Polynomial) -> str | None:
        try:
            return f"{float_of(value, dict(self.names.sizes)):.6g}"
        except (KeyError, OverflowError):
            return None

    def _places(self, found: Least) -> Iterator[tuple[str, str]]:
        for (kind, name), place in found.at.items():
            yield name, exact(place if kind == "real" else polynomial.exp(place))

    def _std(self, found: Least) -> Polynomial | None:
        """σ of the Gaussian that is varied, if its place is a number."""
        for generator, place in found.at.items():
            holder = _holder(self.hypothesis, generator)
            if holder and holder.role and _is_number(place):
                return polynomial.exp(place.scaled(1 / holder.role.factor))
        return None

    def over_the_prior(self, found: Least | Falls) -> Least | Falls | None:
        """The least over the other Gaussian's parameters too, where the value depends on them."""
        others = _variables(self.hypothesis)[1]
        if isinstance(found, Falls) or self.kind == "maximum" or not others or _is_free_of(found.value, others):
            return None
        return least(found.value, others)

    def direction(self, overall: Least | Falls) -> str | None:
        return _direction(overall, self.hypothesis) if isinstance(overall, Falls) else None

    def is_negative(self, found: Least | Falls, overall: Least | Falls | None) -> bool | None:
        """Whether the term can be negative; falling is told apart."""
        least_of_all = overall or found
        if not isinstance(least_of_all, Least):
            return None
        sign = sign_of(self._value(least_of_all)[0])
        return None if sign is None else sign < 0

    def says(self, found: Least | Falls, overall: Least | Falls | None) -> str:
        """The behaviour in a line."""
        if isinstance(found, Falls):
            return f"unbounded below as {self.direction(found)}"
        value, per_latent = self._value(found)
        said = self._least(found, value, per_latent=per_latent)
        said += "" if self.same or found.towards else self._beside_kl(found)
        if isinstance(overall, Falls):
            return f"{said}; over all priors unbounded below as {self.direction(overall)}"
        if self.kind == "maximum":
            falls = self.falling(found)
            return f"{said}; unbounded below as {falls}" if falls else said
        below = {True: "; negative there", False: "; never negative", None: ""}[self.is_negative(found, overall)]
        return said + self._without(found) + below

    def _least(self, found: Least, value: Polynomial, *, per_latent: bool) -> str:
        decimal = self._decimal(value)
        about = f" = {decimal}" if decimal and value.constant is None else ""
        shown = f"{exact(value)}{about}" + (" per latent" if per_latent else "")
        if found.towards:
            ways = ", ".join(_towards(one, side, self.hypothesis) for one, side in found.towards.items())
            return f"no minimum: falls towards {shown} as {ways}"
        places = ", ".join(f"{name} = {place}" for name, place in self._places(found))
        return f"{self.kind} {shown}" + (f" at {places}" if places else "")

    def _beside_kl(self, found: Least) -> str:
        """Whether the place is the KL's, and which σ it is."""
        kl = _least_of_kl(self.hypothesis)
        if not isinstance(kl, Least) or dict(kl.at) == dict(found.at):
            return ", where the KL has its own"
        std = self._std(found)
        return f": σ = {exact(std)}, σ² = {exact(std * std)}" if std and std != ONE else ""

    def _without(self, found: Least) -> str:
        """The symbols on which the value does not depend."""
        varied = _variables(self.hypothesis)[0]
        free = [name for _, name in varied if (_, name) not in {*found.at, *found.towards}]
        shared = self.hypothesis.first.scale == self.hypothesis.second.scale
        return f"; the same for every {', '.join(free)}" if free and not shared else ""


def _is_bounded(names: Iterable[str]) -> bool:
    return any(link in name for name in names for link in BOUNDED)


def _is_number(value: Polynomial) -> bool:
    return all(name.isdecimal() for monomial in value.terms for _, name in polynomial.generators(monomial))


def _is_free_of(value: Polynomial, generators: tuple[Generator, ...]) -> bool:
    return not any(one in polynomial.generators(monomial) for monomial in value.terms for one in generators)
