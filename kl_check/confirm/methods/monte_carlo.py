"""The mean of log q(x) − log p(x) over samples x from q, with computed error rates.

For x = μ₁ + σ₁Z, Z ~ N(0, 1), the log-ratio is a + bZ + cZ² with b and c as in `kl_check.confirm.tails`, so that
its logarithmic moment generating function about its mean is known:

    K(λ) = λ²b²/(2(1 − 2λc)) − ½ log(1 − 2λc) − λc ≤ λ²v/(2(1 − λs)),   v = b² + 2c²,   s = 2|c|,   0 ≤ λ < 1/s,

by −log(1 − u) − u ≤ u²/(2(1 − u)) for 0 ≤ u < 1 and ≤ u²/2 for u < 0; the same holds for −λ. Sums over latents add v
and keep the largest s. Chernoff's bound then says, for the mean of n samples and every x > 0,

    P(mean − KL ≥ √(2vx/n) + sx/n) ≤ exp(−x),

and so below the KL. No central limit theorem, no variance estimated from the sample; only b and c are used, never the
KL that they and a would give. Rounding is ten orders below these bounds.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.random import PCG64, Generator

from kl_check.algebra.arrays import FUNCTIONS, Array
from kl_check.algebra.evaluate import evaluate
from kl_check.confirm.comparison import Comparison, Detail, conclude, rounded_up
from kl_check.confirm.grids import Parameters, compare, parameters, reduced, world_at
from kl_check.confirm.method import Method
from kl_check.confirm.points import Point, Shape, points
from kl_check.model.claim import Claim
from kl_check.model.errors import UnsupportedInput
from kl_check.model.evidence import Evidence

DRAWS_AT_ONCE = 1 << 18


@dataclass(frozen=True, slots=True)
class Plan:
    """What is to be seen, how surely, and at what cost. The rates hold for all points of a run together."""

    false_alarm: float = 1e-6  # a right formula is flagged at most this often
    false_pass: float = 1e-6  # one that is off by the detectable difference at some point passes at most this often
    difference: float = 0.05  # wished for, in nats; where it needs more than the draws allowed, a larger one is stated
    most_draws: int = 4_000_000


PLAN = Plan()

SHAPES: tuple[Shape, ...] = (*[(1, 1)] * 5, (2, 3))
"""Fewer sums than elsewhere: each latent adds its variance, and so its share to the difference that is missed."""


@dataclass(frozen=True, slots=True)
class Spread:
    """v and s above, the largest over the claim's outputs at a point."""

    variance: float
    scale: float

    def deviation(self, samples: int, exponent: float) -> float:
        """What the mean of `samples` exceeds, on one side, with probability exp(−exponent) at most."""
        return math.sqrt(2 * self.variance * exponent / samples) + self.scale * exponent / samples

    def samples(self, difference: float, exponents: Sequence[float]) -> int:
        """The fewest samples at which the deviations for all exponents add up to `difference`: quadratic in 1/√n."""
        linear = sum(math.sqrt(2 * self.variance * exponent) for exponent in exponents)
        square = self.scale * sum(exponents)
        return max(1, math.ceil(((linear + math.sqrt(linear**2 + 4 * square * difference)) / (2 * difference)) ** 2))


@dataclass(frozen=True, slots=True)
class Trial:
    """One point with its number of samples. Exponents are minus the logarithms of the rates' shares."""

    point: Point
    of: Parameters
    spread: Spread
    samples: int
    alarm: float
    miss: float

    @property
    def tolerance(self) -> float:
        return self.spread.deviation(self.samples, self.alarm)

    @property
    def detectable(self) -> float:
        return self.tolerance + self.spread.deviation(self.samples, self.miss)


def trials(claim: Claim, plan: Plan) -> list[Trial]:
    """The run, planned before anything is drawn; Bonferroni over both sides of every output."""
    tried = list(points(claim, SHAPES))
    outputs = sum(reduced(claim, np.zeros(point.shape)).size for point in tried)
    alarm, miss = math.log(2 * outputs / plan.false_alarm), math.log(1 / plan.false_pass)
    most = plan.most_draws // sum(math.prod(point.shape) for point in tried)
    planned = []
    for point in tried:
        of = parameters(claim, world_at(claim, point), point)
        spread = spread_of(claim, of)
        samples = min(spread.samples(plan.difference, (alarm, miss)), most)
        planned.append(Trial(point, of, spread, samples, alarm, miss))
    return planned


def spread_of(claim: Claim, of: Parameters) -> Spread:
    """v and s of the claim's outputs, from the two Gaussians."""
    shift, ratio = (of.mean.value - of.mean_2.value) / of.std_2.value, of.std.value / of.std_2.value
    weight = 1 / len(shift) if claim.batch == "mean" else 1.0
    linear, square = weight * shift * ratio, weight * (ratio**2 - 1) / 2
    variance = reduced(claim, linear**2 + 2 * square**2) / weight  # a mean has divided by B where a sum is due
    if not np.isfinite(variance).all():
        raise UnsupportedInput("the two Gaussians have no finite log-ratio at the points tried")
    return Spread(float(variance.max()), 2 * float(np.abs(square).max()))


def sampled_mean(of: Parameters, samples: int, random: Generator) -> Array:
    """The mean of log q(x) − log p(x), for each latent and item by itself, over independent x from q."""
    mean, std, mean_2, std_2 = (part.value for part in of)
    log_density = FUNCTIONS["normal_log_density"]
    total = np.zeros(mean.shape)
    rows = max(1, DRAWS_AT_ONCE // mean.size)
    for first in range(0, samples, rows):
        x = mean + std * random.standard_normal((min(rows, samples - first), *mean.shape))
        total += (log_density(x, mean, std) - log_density(x, mean_2, std_2)).sum(axis=0)
    return total / samples


def _compare(claim: Claim, trial: Trial, random: Generator) -> Comparison:
    claimed = evaluate(claim.expression, world_at(claim, trial.point))
    mean = reduced(claim, sampled_mean(trial.of, trial.samples, random))
    return compare(trial.point, claimed, mean, np.full(mean.shape, trial.tolerance))


def examine(claim: Claim, seed: int, plan: Plan = PLAN) -> Evidence:
    """The evidence of one run; `plan` says what it costs and how sure it is."""
    planned = trials(claim, plan)
    random = Generator(PCG64(seed))
    comparisons = [_compare(claim, trial, random) for trial in planned]
    outcome, detail = conclude(comparisons)
    if outcome == "agrees":
        detail = {"largest_difference": f"≤ {rounded_up(max(trial.tolerance for trial in planned))}"}
    detectable = rounded_up(max(trial.detectable for trial in planned))
    if outcome == "agrees" and all(abs(one.expression) <= detectable for one in comparisons):
        raise UnsupportedInput(f"differences below {detectable} nat are not seen, and the expression is no larger")
    run: Detail = {
        "seed": seed,
        "samples": sum(trial.samples * math.prod(trial.point.shape) for trial in planned),
        "false_alarm": plan.false_alarm,
        "false_pass": plan.false_pass,
        "detectable_difference": detectable,
    }
    scope = f"{len(planned)} fixed points, J up to 3 and B up to 2"
    return Evidence(METHOD.name, outcome, METHOD.strength, scope, {**detail, **run})


METHOD = Method("monte-carlo", "Monte Carlo with computed error rates", "sampled", examine)
