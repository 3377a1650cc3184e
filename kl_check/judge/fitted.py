"""A fixed scale read off the numbers: the prior N(a, s0²) in ½((s² + (m − a)²)/s0² + …), or that of the posterior."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

from kl_check.algebra import polynomial
from kl_check.algebra.polynomial import Coefficient, Monomial, Polynomial
from kl_check.judge.parts import Target, target_of
from kl_check.judge.relation import Shape
from kl_check.know.roles import BY_WORD
from kl_check.model.hypothesis import Hypothesis
from kl_check.model.mistake import Part
from kl_check.model.role import Gaussian


def fitted(shape: Shape, hypothesis: Hypothesis) -> Hypothesis | None:
    """The hypothesis with the prior that makes the log, variance and mean parts agree, if numbers can.

    Three ratios fix it: term/KL is r for the log part and r/s0² for the others. Whether the constants agree as well is
    for the relation to say.
    """
    mean = hypothesis.first.mean
    if isinstance(hypothesis.second.scale, str) and not isinstance(hypothesis.first.scale, str):
        return _fitted_posterior(shape, target_of(hypothesis))
    if hypothesis.target != "standard" or not isinstance(mean, str):
        return None
    target = target_of(hypothesis)
    square, linear = (_power_of(mean, power) for power in (2, 1))
    log_ratio, variance_ratio = _ratio(shape, target, "log"), _ratio(shape, target, "variance")
    mean_ratio = _over(shape.body.get(square), target.parts["mean"].terms.get(square))
    if log_ratio is None or variance_ratio is None or variance_ratio != mean_ratio:
        return None
    variance = _over(log_ratio, variance_ratio)
    shift = _over(shape.body[linear], shape.body[square]) if linear in shape.body else polynomial.rational(0)
    spread = variance.constant if variance else None
    offset = shift.constant if shift is not None else None
    if spread is None or spread <= 0 or offset is None or (spread == 1 and offset == 0):
        return None
    return replace(target.hypothesis, second=Gaussian(-offset / 2, spread, BY_WORD["var"]))


def _fitted_posterior(shape: Shape, target: Target) -> Hypothesis | None:
    """The hypothesis with the fixed posterior scale that the log and variance parts say: r and r·s0² times the KL's."""
    log_ratio, variance_ratio = _ratio(shape, target, "log"), _ratio(shape, target, "variance")
    variance = _over(variance_ratio, log_ratio)
    spread = variance.constant if variance else None
    if spread is None or spread <= 0 or spread == 1:
        return None
    first = target.hypothesis.first
    return replace(target.hypothesis, first=Gaussian(first.mean, spread, BY_WORD["var"]))


def _power_of(mean: str, power: int) -> Monomial:
    return (((("real", mean), power),), ())


def _ratio(shape: Shape, target: Target, part: Part) -> Polynomial | None:
    """Term over KL for a part of one monomial."""
    terms = target.parts[part].terms
    if len(terms) != 1:
        return None
    ((monomial, coefficient),) = terms.items()
    return _over(shape.body.get(monomial), coefficient)


def _over(above: Polynomial | None, below: Polynomial | Coefficient | None) -> Polynomial | None:
    if not above or not below:
        return None
    divisor = below if isinstance(below, Polynomial) else polynomial.rational(below)
    return above * polynomial.power(divisor, Fraction(-1))
