"""Balls with integrals: a term at a point, its integrals by the trapezoidal rule, without SymPy.

For Gaussian times analytic the rule on the whole line converges faster than any power of the step: its error is about
exp(−2π²σ²/h²). The ball returned covers the difference of two interleaved grids, which is that error at twice the
step, and the last nodes. That is an estimate of the error, so what is found here is measured, not enclosed.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from fractions import Fraction

from flint import arb, fmpq

from kl_check.algebra.ball import Ball
from kl_check.algebra.evaluate import evaluate
from kl_check.model.errors import UnsupportedInput
from kl_check.model.term import Expectation, Integral, Product

STANDARDISED = (Fraction(13, 20), 15)
"""Step and number of nodes on each side, in standard deviations: to 9.75σ."""
PLAIN = (Fraction(1, 4), 80)
"""The same in the variable of an integral: to ±20, for densities with σ between about ½ and 3/2."""


class Quadrature(Ball):
    """Evaluates at one point; bound variables have balls as values."""

    def __init__(self, at: Mapping[str, Fraction], bound: Mapping[str, arb] | None = None) -> None:
        super().__init__(at, {})
        self.bound = bound or {}

    def symbol(self, name: str) -> arb:
        return self.bound[name] if name in self.bound else super().symbol(name)

    def analyse(self, term: Integral | Expectation | Product) -> arb:
        if isinstance(term, Product):
            raise UnsupportedInput("a product over latents has a value only for a number of latents", span=term.span)

        def body(value: arb) -> arb:
            return evaluate(term.body, Quadrature(self.at, {**self.bound, term.variable.name: value}))

        if isinstance(term, Integral):
            return trapezoidal(body, *PLAIN)
        mean, std = evaluate(term.mean, self), evaluate(term.std, self)
        root = (2 * arb.pi()).sqrt()
        return trapezoidal(lambda t: body(mean + std * t) * (-t * t / 2).exp() / root, *STANDARDISED)


def trapezoidal(function: Callable[[arb], arb], step: Fraction, nodes: int) -> arb:
    """∫ function over the real line: the mean of two interleaved grids, with their difference in the radius."""
    halves = [function(arb(fmpq(step.numerator * k, 2 * step.denominator))) for k in range(-2 * nodes, 2 * nodes + 1)]
    width = arb(fmpq(step.numerator, step.denominator))
    even, odd = width * sum(halves[::2], arb(0)), width * sum(halves[1::2], arb(0))
    doubt = abs(even - odd) + 2 * (abs(halves[0]) + abs(halves[-1]))
    return (even + odd) / 2 + arb(0, doubt.upper())
