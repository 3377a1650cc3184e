"""How an estimate scatters, and what its gradient is on average, for z reparametrised and for z detached.

With z = mean + std · ε (reparametrised) the gradient's mean is the gradient of the mean; with z held fixed (detached,
as score-function code holds it) it is the mean of the partial derivatives at fixed z.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from kl_check.algebra import polynomial
from kl_check.algebra.derivative import derivative
from kl_check.algebra.evaluate import evaluate
from kl_check.algebra.exact import NO_SUM, Exact
from kl_check.algebra.moments import Moment, mean, tilts
from kl_check.algebra.pointwise import Floating
from kl_check.algebra.polynomial import Generator, Polynomial
from kl_check.algebra.restore import restored
from kl_check.algebra.show import text
from kl_check.judge.estimated import Estimated
from kl_check.judge.parts import scale_generator, target_of
from kl_check.judge.relation import Shape
from kl_check.model.errors import InputError
from kl_check.model.hypothesis import Hypothesis
from kl_check.model.role import Gaussian
from kl_check.model.term import Axis, Term

Detail = dict[str, str | int | float | None]

ZERO, ONE = Polynomial({}), polynomial.rational(1)
EXAMPLE = (0.5, 0.8), (0.0, 1.0)
"""Mean and standard deviation of q and of p at the point at which numbers are given."""

AT = "q = N(0.5, 0.8²), p = N(0, 1)"
SINGLE: Mapping[Axis, int] = {"latent": 1, "batch": 1}
MAX_FORMULA = 400  # characters


@dataclass(frozen=True, slots=True)
class Spread:
    """One latent of one item, at a hypothesis: the estimate in z and in ε, without the factor common to all of it."""

    case: Estimated
    hypothesis: Hypothesis
    in_z: Polynomial
    in_noise: Polynomial
    world: Exact


def spread_of(case: Estimated, hypothesis: Hypothesis) -> Spread | None:
    """None for a sum of parts that are weighted differently."""
    _, world, shape = case.body(hypothesis)
    in_z = _unweighted(shape) if shape else None
    if in_z is None:
        return None
    drawn = case.in_noise({NO_SUM: in_z}, hypothesis, world)[NO_SUM]
    return Spread(case, hypothesis, in_z, drawn, world)


def _unweighted(shape: Shape) -> Polynomial | None:
    """The elementwise body divided by the sizes and weights that all of it carries; numbers stay."""
    scalar = next(iter(next(iter(shape.body.values())).terms))
    common = polynomial.power(Polynomial({scalar: 1}), Fraction(-1))
    numbers = {monomial: (factor * common).constant for monomial, factor in shape.body.items()}
    if any(number is None for number in numbers.values()):
        return None
    return Polynomial({monomial: Fraction(number or 0) for monomial, number in numbers.items()})


# Variance


def variance(one: Spread) -> Detail:
    """Var over z: a formula, where it is infinite, and its value at the example."""
    noise = one.case.noise
    first, second = mean(one.in_noise, noise), mean(one.in_noise * one.in_noise, noise)
    detail: Detail = {"variance": _variance_formula(one, first, second)}
    if second.widths:
        detail["variance_infinite_where"] = " or ".join(f"{text(restored(width))} <= 0" for width in second.widths)
    detail["variance_at"] = shown(_value(second.term - first.term**2, one))
    return detail


def _variance_formula(one: Spread, first: Moment, second: Moment) -> str | None:
    """b² + 2c² for a + bε + cε², written out; else the normal form, if it is of a size that a person reads."""
    found = tilts(one.in_noise, one.case.noise)
    if all(not tilt.slope and not tilt.curvature for tilt in found):
        (powers,) = found.values()
        if max(powers) <= 2:
            slope, curvature = (text(restored(powers.get(power, ZERO))) for power in (1, 2))
            return f"({slope})**2 + 2*({curvature})**2"
    value = evaluate(second.term - first.term**2, one.world).get(NO_SUM, ZERO)
    if any(kind == "atom" for monomial in value.terms for kind, _ in polynomial.generators(monomial)):
        return next(
            (row.variance for row, relation in one.case.estimators(one.hypothesis) if relation.scale == ONE), None
        )
    formula = text(restored(value))
    return formula if len(formula) <= MAX_FORMULA else None


# Gradients


def gradients(one: Spread) -> Detail:
    """What both gradients are, in words, and their values by the mean of q at the example, beside the true one."""
    parameters = _parameters(one.hypothesis)
    detail: Detail = {"gradient_by": str(one.hypothesis.first.mean)}
    detail["gradient_at"] = shown(_value(restored(derivative(_kl(one.hypothesis), parameters[0])), one))
    for name, of in (("reparametrised", _reparametrised), ("detached", _detached)):
        means = [of(one, parameter) for parameter in parameters]
        detail[f"gradient_{name}"] = _in_words(one, means)
        detail[f"gradient_{name}_at"] = shown(_value(means[0].term, one))
    return detail


def _parameters(hypothesis: Hypothesis) -> tuple[Generator, Generator]:
    """The mean and the scale of q."""
    return ("real", str(hypothesis.first.mean)), scale_generator(hypothesis.first)


def _reparametrised(one: Spread, parameter: Generator) -> Moment:
    return mean(derivative(one.in_noise, parameter), one.case.noise)


def _detached(one: Spread, parameter: Generator) -> Moment:
    partial = derivative(one.in_z, parameter)
    return mean(one.case.in_noise({NO_SUM: partial}, one.hypothesis, one.world)[NO_SUM], one.case.noise)


def _in_words(one: Spread, means: Sequence[Moment]) -> str:
    """The gradient by both parameters as a multiple of a known one, if it is one."""
    values = [evaluate(moment.term, one.world).get(NO_SUM, ZERO) for moment in means]
    if not any(values):
        return "0"
    for kl, name in ((_kl(one.hypothesis), "the KL's"), (_kl(_turned(one.hypothesis)), "the reverse KL's")):
        known = [derivative(kl, parameter) for parameter in _parameters(one.hypothesis)]
        factor = _ratio(values, known)
        if factor is not None:
            return name if factor == 1 else f"{factor} times {name}"
    return "another than the KL's"


def _ratio(values: Sequence[Polynomial], known: Sequence[Polynomial]) -> Fraction | None:
    """The one number that each value is of its known counterpart."""
    leading = next(iter(known[1].terms))
    factor = Fraction(values[1].terms.get(leading, 0)) / known[1].terms[leading]
    agree = all(value == other.scaled(factor) for value, other in zip(values, known, strict=True))
    return factor if agree else None


def _kl(hypothesis: Hypothesis) -> Polynomial:
    return target_of(hypothesis).whole


def _turned(hypothesis: Hypothesis) -> Hypothesis:
    return Hypothesis(hypothesis.second, hypothesis.first, "general")


# The example


def mean_and_kl(one: Spread, term: Term) -> Detail:
    """The mean of the estimate and the KL at the example, for one latent of one item."""
    kl = _value(restored(_kl(one.hypothesis)), one)
    return {"at": AT, "kl_at": shown(kl), "mean_at": shown(_value(term, one))}


def _value(term: Term, one: Spread) -> float | None:
    """The value at the example; None where it is infinite or not reached by floats."""
    found = one.case.found
    at = {**dict.fromkeys((*found.weights, *found.counts, *found.sizes, *found.epsilons), Fraction(1))}
    for gaussian, (centre, std) in zip((one.hypothesis.first, one.hypothesis.second), EXAMPLE, strict=True):
        at |= _held(gaussian, centre, std)
    try:
        value = evaluate(term, Floating(at, SINGLE))
    except (InputError, ArithmeticError, ValueError):
        return None
    return value if math.isfinite(value) else None


def _held(gaussian: Gaussian, centre: float, std: float) -> Mapping[str, Fraction]:
    """The values of a Gaussian's symbols."""
    held = {gaussian.mean: Fraction(centre)} if isinstance(gaussian.mean, str) else {}
    if isinstance(gaussian.scale, str) and gaussian.role:
        logarithm = float(gaussian.role.factor) * math.log(std)
        value = math.exp(logarithm) if gaussian.role.kind == "positive" else logarithm
        held[gaussian.scale] = Fraction(value)
    return held


def shown(value: float | None) -> str | None:
    return None if value is None else f"{value:.6g}"


STATEMENTS: tuple[Callable[[Spread], Detail], ...] = (variance, gradients)


def stated(one: Spread) -> Iterator[tuple[str, str | int | float | None]]:
    """Variance and gradients; what is not a Gaussian integral is not stated."""
    for statement in STATEMENTS:
        try:
            yield from statement(one).items()
        except ArithmeticError:
            continue
