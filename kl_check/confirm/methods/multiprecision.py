"""mpmath's quadrature of the definition at 50 digits, in the standardised variable."""

from __future__ import annotations

from functools import lru_cache

import mpmath

from kl_check.algebra.evaluate import evaluate
from kl_check.algebra.multiprecision import Multiprecision, Real
from kl_check.confirm.comparison import Comparison, conclude
from kl_check.confirm.method import Method
from kl_check.confirm.points import Point, copies, points, values_at
from kl_check.confirm.tails import tails
from kl_check.model.claim import Claim
from kl_check.model.errors import UnsupportedInput
from kl_check.model.evidence import Evidence

DIGITS = 50
GUARD = 10
REACH = 18  # φ(18) < 10⁻⁷⁰
PIECES = 4


@lru_cache(maxsize=256)
def divergence(mean: Real, std: Real, mean_2: Real, std_2: Real) -> tuple[Real, Real]:
    """KL(N(mean, std²) ‖ N(mean_2, std_2²)) by its definition, with mpmath's estimate of the error and the tails.

    Call it under `mpmath.workdps(DIGITS + GUARD)`.
    """

    def integrand(t: Real) -> Real:
        x = mean + std * t
        log_density = Multiprecision.functions["normal_log_density"]
        log_ratio = log_density(x, mean, std) - log_density(x, mean_2, std_2)
        return mpmath.exp(-t * t / 2) * log_ratio

    places = [mpmath.mpf(REACH * (2 * piece - PIECES)) / PIECES for piece in range(PIECES + 1)]
    value, error = mpmath.quad(integrand, places, error=True, method="gauss-legendre")
    normaliser = mpmath.sqrt(2 * mpmath.pi)
    density = mpmath.exp(-mpmath.mpf(REACH * REACH) / 2) / normaliser
    neglected = tails(mpmath.log(std_2 / std), (mean - mean_2) / std_2, std / std_2, REACH, density)
    return value / normaliser, error / normaliser + neglected


def _compare(claim: Claim, point: Point) -> Comparison:
    world = Multiprecision(values_at(claim, point), point.sizes)
    terms = (claim.posterior.mean, claim.posterior.std, claim.prior.mean, claim.prior.std)
    mean, std, mean_2, std_2 = (evaluate(term, world) for term in terms)
    if min(std, std_2) <= 0:
        raise UnsupportedInput(f"a standard deviation that is not positive at {point.text}")
    value, error = divergence(mean, std, mean_2, std_2)
    count = copies(claim, point)
    expression, definition = evaluate(claim.expression, world), count * value
    rounding = mpmath.mpf(10) ** -DIGITS * (count + abs(expression) + abs(definition))
    tolerance = count * error + rounding
    return Comparison(point.text, *map(float, (expression, definition, expression - definition, tolerance)))


def _examine(claim: Claim, seed: int) -> Evidence:  # noqa: ARG001  nothing is drawn
    with mpmath.workdps(DIGITS + GUARD):
        comparisons = [_compare(claim, point) for point in points(claim, equal=True)]
    outcome, detail = conclude(comparisons)
    scope = f"{len(comparisons)} fixed points of equal latents, J and B up to 4, {DIGITS} digits"
    return Evidence(METHOD.name, outcome, METHOD.strength, scope, detail)


METHOD = Method("multiprecision", f"mpmath quadrature at {DIGITS} digits", "measured", _examine)
