"""The closed form in parts (log, variance, mean, constant), made from the rows of `know` under a hypothesis."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from fractions import Fraction
from functools import lru_cache
from typing import TypeAlias

from kl_check.algebra import polynomial
from kl_check.algebra.evaluate import evaluate
from kl_check.algebra.exact import NO_SUM, Exact
from kl_check.algebra.polynomial import Coefficient, Generator, Monomial, Polynomial
from kl_check.know.closed_forms import BY_NAME
from kl_check.model.hypothesis import Hypothesis
from kl_check.model.mistake import Part
from kl_check.model.role import Gaussian

PARTS: tuple[Part, ...] = ("log", "variance", "mean", "constant", "other")

Parts: TypeAlias = Mapping[Part, Polynomial]
ZERO = Polynomial({})


@lru_cache(maxsize=1)
def _row() -> Parts:
    """The general closed form in its own symbols, by parts."""
    world = Exact({"sigma_1": "positive", "sigma_2": "positive"}, {})
    whole = evaluate(BY_NAME["univariate-general"].term, world)[NO_SUM]
    return by_parts(whole, means={("real", "mu_1"), ("real", "mu_2")})


def by_parts(whole: Polynomial, means: Iterable[Generator]) -> Parts:
    """A polynomial sorted into the parts that a Gaussian KL has; what fits nowhere is `other`."""
    means = set(means)
    found: dict[Part, dict[Monomial, Coefficient]] = {part: {} for part in PARTS}
    for monomial, coefficient in whole.terms.items():
        found[_part(monomial, means)][monomial] = coefficient
    return {part: Polynomial(terms) for part, terms in found.items()}


def _part(monomial: Monomial, means: set[Generator]) -> Part:
    powers, exponent = monomial
    if any(name[0] == "atom" for name in polynomial.generators(monomial)):
        return "other"
    if polynomial.generators(monomial) & means:
        return "mean" if any(name in means for name, _ in powers) else "other"
    if powers:
        return "other" if exponent else "log"
    return "variance" if exponent else "constant"


def scale_generator(gaussian: Gaussian) -> Generator:
    """The generator that stands for a symbolic scale: its logarithm, if the symbol is positive."""
    positive = gaussian.role is not None and gaussian.role.kind == "positive"
    return "log" if positive else "real", str(gaussian.scale)


def _log_std(gaussian: Gaussian) -> Polynomial:
    factor = gaussian.role.factor if gaussian.role else Fraction(1)
    if not isinstance(gaussian.scale, str):  # a fixed standard deviation, or a fixed scale in its role
        return polynomial.log(polynomial.rational(gaussian.scale)).scaled(1 / factor)
    return polynomial.generator(*scale_generator(gaussian)).scaled(1 / factor)


def _mean(gaussian: Gaussian) -> Polynomial:
    mean = gaussian.mean
    return polynomial.real(mean) if isinstance(mean, str) else polynomial.rational(mean)


@dataclass(frozen=True, slots=True)
class Target:
    """The elementwise KL under one hypothesis, in the generators of the user's own symbols."""

    hypothesis: Hypothesis
    parts: Parts
    means: frozenset[Generator]
    scales: frozenset[Generator]
    whole: Polynomial


@lru_cache(maxsize=1024)
def target_of(hypothesis: Hypothesis) -> Target:
    """What the term must be for the hypothesis to hold."""
    first, second = hypothesis.first, hypothesis.second
    images = {
        ("real", "mu_1"): _mean(first),
        ("real", "mu_2"): _mean(second),
        ("log", "sigma_1"): _log_std(first),
        ("log", "sigma_2"): _log_std(second),
    }
    gaussians = (first, second)
    means = frozenset(("real", g.mean) for g in gaussians if isinstance(g.mean, str))
    scales = frozenset(scale_generator(g) for g in gaussians if isinstance(g.scale, str))
    parts = {part: polynomial.substitute(whole, images) for part, whole in _row().items()}
    whole = sum(parts.values(), start=ZERO)
    return Target(hypothesis, _sorted_again(parts, means, whole), means, scales, whole)


def breadth(hypothesis: Hypothesis) -> int:
    """How many monomials the KL has that are more than a number: a term of other breadth is no multiple of it."""
    return _breadth(_in_letters(hypothesis.first, "1"), _in_letters(hypothesis.second, "2"), _shares(hypothesis))


@lru_cache(maxsize=1024)
def _breadth(first: Gaussian, second: Gaussian, shares_scale: bool) -> int:
    """The same for all names, so that it is worked out once."""
    if shares_scale:
        second = replace(second, scale=first.scale)
    whole = target_of(Hypothesis(first, second, "general")).whole
    return sum(varies(monomial) for monomial in whole.terms)


def _in_letters(gaussian: Gaussian, number: str) -> Gaussian:
    mean = "m" + number if isinstance(gaussian.mean, str) else gaussian.mean
    scale = "s" + number if isinstance(gaussian.scale, str) else gaussian.scale
    return Gaussian(mean, scale, gaussian.role)


def _shares(hypothesis: Hypothesis) -> bool:
    return isinstance(hypothesis.first.scale, str) and hypothesis.first.scale == hypothesis.second.scale


def varies(monomial: Monomial) -> bool:
    """Whether a monomial of a closed form is more than a number or the logarithm of one."""
    return any(not name.isdecimal() for _, name in polynomial.generators(monomial))


def _sorted_again(parts: Parts, means: frozenset[Generator], whole: Polynomial) -> Parts:
    """A fixed scale turns logarithms into constants, so the parts are told apart once more."""
    if all(set(_shape(parts, part, means)) <= {part} for part in PARTS):
        return parts
    return by_parts(whole, means)


def _shape(parts: Parts, part: Part, means: frozenset[Generator]) -> set[Part]:
    return {_part(monomial, set(means)) for monomial in parts[part].terms}
