"""Proved enclosures of both sides of a step: ball integrals over a finite range, and a bound of the tails.

Where `quadrature` estimates its error, nothing is estimated here: python-flint's `acb.integral` encloses, and what lies
outside the range is bounded. So two enclosures that do not meet prove that a step is wrong.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

import flint
from flint import acb, arb

from kl_check.algebra.ball import Ball, precision
from kl_check.algebra.evaluate import evaluate
from kl_check.confirm.comparison import at_most
from kl_check.derivation.expolynomial import Expolynomial, Expolynomials, Piece, multiplied, tail
from kl_check.derivation.points import LATENTS, REFUTED, Point
from kl_check.derivation.rewrite import unrolled
from kl_check.model.derivation import Relation
from kl_check.model.errors import UnsupportedInput
from kl_check.model.evidence import Evidence
from kl_check.model.term import Derivative, Expectation, Integral, Product, Term, walk

REACH = 48
WIDEST = arb("1e-20")
"""Enclosures that meet say something only if they are narrow."""


class Enclosure(Ball):
    """Evaluates at one point; every ball encloses the true value."""

    def __init__(self, at: Point) -> None:
        super().__init__(dict(at), {})
        self.point = at

    def analyse(self, term: Integral | Expectation | Derivative | Product) -> arb:
        if not isinstance(term, Integral | Expectation):
            raise UnsupportedInput(f"a {type(term).__name__.lower()} is not enclosed", span=term.span)
        return _enclosed(term, self.point, flint.ctx.prec)

    def integrand(self, term: Integral | Expectation) -> Expolynomial:
        """The integrand of ∫ in its variable, that of E in the standardised one, weight included."""
        if isinstance(term, Integral):
            return evaluate(term.body, Expolynomials(self, term.variable.name, (arb(0), arb(1))))
        mean, std = evaluate(term.mean, self), evaluate(term.std, self)
        body = evaluate(term.body, Expolynomials(self, term.variable.name, (mean, std)))
        normal = Piece((1 / (2 * arb.pi()).sqrt(),), (arb(0), arb(0), arb(-1) / 2))
        return multiplied(body, (normal,))


@lru_cache(maxsize=1024)
def _enclosed(term: Integral | Expectation, point: Point, bits: int) -> arb:
    """A derivation meets the same integral in many steps."""
    with flint.ctx.workprec(bits):
        pieces = Enclosure(point).integrand(term)
        outside = tail(pieces, REACH)
        if not outside.is_finite():
            raise UnsupportedInput("the integrand has no value somewhere, or no end", span=term.span)

        def integrand(t: acb, analytic: bool) -> acb:  # noqa: ARG001  an entire function
            return sum((piece.at(t) for piece in pieces), acb(0))

        inside = acb.integral(integrand, -REACH, REACH)
        return inside.real + arb(0, 1) * outside


def enclosed(points: Sequence[Point], before: Term, after: Term, relation: Relation = "=") -> Evidence | None:
    """What enclosures of the two sides say at the points; None if no integral is there, or a derivative of one."""
    parts = [part for side in (before, after) for part in walk(side)]
    if not any(isinstance(part, Integral | Expectation) for part in parts):
        return None
    if any(isinstance(part, Derivative) for part in parts):
        return None
    scope = f"{len(points)} fixed points"
    try:
        with precision():
            sides = [_sides(point, before, after) for point in points]
            widest = max((left - right).rad() for left, right in sides)
    except UnsupportedInput:
        reason = "an integral within another, or of more than a polynomial times Gaussians, is not enclosed"
        return Evidence("enclosure", "silent", "enclosed", scope, {"reason": reason})
    if any(REFUTED[relation](*both) for both in sides):
        return Evidence("enclosure", "differs", "enclosed", scope, {"reason": "the enclosures of the two sides part"})
    if not widest < WIDEST:
        return Evidence("enclosure", "silent", "enclosed", scope, {"reason": "the enclosures are too wide to tell"})
    counts = {"tried": len(points), "effective": len(points)}
    return Evidence("enclosure", "agrees", "enclosed", scope, {**counts, "widest_radius": at_most(float(widest))})


def _sides(point: Point, before: Term, after: Term) -> tuple[arb, arb]:
    world = Enclosure(point)
    left, right = (evaluate(unrolled(side, LATENTS), world) for side in (before, after))
    return left, right
