"""A proved enclosure of the definition: ball integral over a finite range, and a bound of the tails (python-flint).

In the standardised variable the integrand is entire, so that the ball integral needs no care for branches; a ball
about 0 with the bound of the tails (`kl_check.confirm.tails`) for its radius makes it one over the whole line.
"""

from __future__ import annotations

from flint import acb, arb

from kl_check.algebra.ball import BITS, Ball, precision
from kl_check.algebra.evaluate import evaluate
from kl_check.confirm.comparison import Comparison, at_most, conclude
from kl_check.confirm.method import Method
from kl_check.confirm.points import Point, copies, points, values_at
from kl_check.confirm.tails import tails
from kl_check.model.claim import Claim
from kl_check.model.errors import UnsupportedInput
from kl_check.model.evidence import Evidence

REACH = 16
WIDEST = 1e-25
"""Enclosures that overlap say something only if they are narrow."""


def divergence(mean: arb, std: arb, mean_2: arb, std_2: arb) -> arb:
    """An enclosure of KL(N(mean, std²) ‖ N(mean_2, std_2²)) from its definition; call it under `precision()`."""
    log_ratio_of_stds = (std_2 / std).log()
    shift, ratio = (mean - mean_2) / std_2, std / std_2

    def integrand(t: acb, analytic: bool) -> acb:  # noqa: ARG001  an entire function
        deviation = shift + ratio * t
        return (-t * t / 2).exp() * (log_ratio_of_stds - t * t / 2 + deviation * deviation / 2)

    inside = acb.integral(integrand, -REACH, REACH)
    normaliser = (2 * arb.pi()).sqrt()
    density = (-(arb(REACH) ** 2) / 2).exp() / normaliser
    return inside.real / normaliser + arb(0, 1) * tails(log_ratio_of_stds, shift, ratio, REACH, density)


def _compare(claim: Claim, point: Point) -> Comparison:
    world = Ball(values_at(claim, point), point.sizes)
    terms = (claim.posterior.mean, claim.posterior.std, claim.prior.mean, claim.prior.std)
    definition = divergence(*(evaluate(term, world) for term in terms)) * copies(claim, point)
    expression = evaluate(claim.expression, world)
    difference = expression - definition
    radius = float(difference.rad()) * (1 + 1e-9)  # more than any rounding on the way to a float takes away
    return Comparison(point.text, float(expression.mid()), float(definition.mid()), float(difference.mid()), radius)


def _examine(claim: Claim, seed: int) -> Evidence:  # noqa: ARG001  nothing is drawn
    with precision(BITS):
        comparisons = [_compare(claim, point) for point in points(claim, equal=True)]
    outcome, detail = conclude(comparisons)
    widest = max(one.tolerance for one in comparisons)
    if outcome == "agrees" and widest > WIDEST:
        raise UnsupportedInput(f"the enclosures overlap, but are as wide as {at_most(widest)}")
    scope = f"{len(comparisons)} rational points of equal latents, J and B up to 4"
    return Evidence(METHOD.name, outcome, METHOD.strength, scope, {**detail, "widest_radius": at_most(widest)})


METHOD = Method("enclosure", "ball integral of the definition with a bound of the tails", "enclosed", _examine)
