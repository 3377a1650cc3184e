"""SciPy's adaptive quadrature of the definition, in the standardised variable t = (x − μ)/σ.

In x itself and over the whole line, `scipy.integrate.quad` misses a narrow posterior altogether: for
N(3, 0.01²) ‖ N(−1, 2²) it returns 0.0 ± 0.0 without a warning, where the value is 6.798. In t the weight is always the
standard normal density, and ±12 standard deviations hold all of it but 2 · 10⁻³².
"""

from __future__ import annotations

import math

import numpy as np
from scipy.integrate import quad

from kl_check.algebra.arrays import Array
from kl_check.algebra.evaluate import evaluate
from kl_check.confirm.comparison import Comparison, conclude
from kl_check.confirm.grids import Parameters, compare, parameters, reduced, world_at
from kl_check.confirm.method import Method
from kl_check.confirm.points import Point, points
from kl_check.confirm.tails import tails
from kl_check.model.claim import Claim
from kl_check.model.errors import UnsupportedInput
from kl_check.model.evidence import Evidence

REACH = 12
UNIT = float(np.finfo(np.float64).eps)


def divergence(mean: float, std: float, mean_2: float, std_2: float) -> tuple[float, float]:
    """KL(N(mean, std²) ‖ N(mean_2, std_2²)) by its definition, with a bound of the error, in nats."""
    shift, ratio = (mean - mean_2) / std_2, std / std_2
    log_std, log_std_2, normaliser = math.log(std), math.log(std_2), math.sqrt(2 * math.pi)

    def integrand(t: float) -> float:
        log_posterior = -log_std - t * t / 2  # both without ½ log 2π
        log_prior = -log_std_2 - (shift + ratio * t) ** 2 / 2
        return math.exp(-t * t / 2) / normaliser * (log_posterior - log_prior)

    # E|log q| + E|log p|: errors of rounding are of this size times the unit
    magnitude = 1 + abs(log_std) + abs(log_std_2) + (shift**2 + ratio**2) / 2
    value, error, *rest = quad(integrand, -REACH, REACH, epsabs=1e-13 * magnitude, epsrel=0, full_output=True)
    if len(rest) > 1:
        raise UnsupportedInput(f"scipy.integrate.quad gives up: {rest[1].splitlines()[0].strip()}")
    density = math.exp(-REACH * REACH / 2) / normaliser
    return value, error + tails(log_std_2 - log_std, shift, ratio, REACH, density) + 8 * UNIT * magnitude


def sensitivity(of: Parameters) -> Array:
    """What the rounding of the parameters themselves makes of the KL, to first order."""
    shift, ratio = (of.mean.value - of.mean_2.value) / of.std_2.value, of.std.value / of.std_2.value
    by_mean = np.abs(shift) * (of.mean.error + of.mean_2.error) / of.std_2.value
    by_std = (1 + ratio**2) * of.std.error / of.std.value
    error: Array = by_mean + by_std + (1 + shift**2 + ratio**2) * of.std_2.error / of.std_2.value
    return error


def _compare(claim: Claim, point: Point) -> Comparison:
    world = world_at(claim, point)
    of = parameters(claim, world, point)
    entries = zip(*(part.value.ravel() for part in of), strict=True)
    results = np.array([divergence(*map(float, entry)) for entry in entries]).reshape(*point.shape, 2)
    error = results[..., 1] + sensitivity(of)
    claimed = evaluate(claim.expression, world)
    return compare(point, claimed, reduced(claim, results[..., 0]), reduced(claim, error))


def _examine(claim: Claim, seed: int) -> Evidence:  # noqa: ARG001  nothing is drawn
    comparisons = [_compare(claim, point) for point in points(claim)]
    outcome, detail = conclude(comparisons)
    scope = f"{len(comparisons)} fixed points, J and B up to 4"
    return Evidence(METHOD.name, outcome, METHOD.strength, scope, detail)


METHOD = Method("quadrature", "SciPy quadrature of the definition", "measured", _examine)
