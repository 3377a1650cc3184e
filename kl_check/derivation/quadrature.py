"""Balls with integrals: a term at a point, its integrals, expectations and derivatives by numbers, without SymPy.

Each rule is applied twice, and the ball returned covers the difference of the two values. That is an estimate of the
error and no bound, so what is found here is measured, not enclosed.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from fractions import Fraction
from functools import lru_cache
from math import factorial
from typing import Any, ClassVar

import flint
from flint import arb, fmpq, fmpz_poly

from kl_check.algebra.ball import Ball
from kl_check.algebra.evaluate import evaluate
from kl_check.model.errors import UnsupportedInput
from kl_check.model.term import Derivative, Expectation, Integral, Product, walk

Rule = Sequence[tuple[arb, arb]]
"""Nodes and weights."""

BEYOND = 1000
"""What lies beyond the grid, counted in its end values: more than a Gaussian has with σ up to 250."""

DIFFERENCE = Fraction(1, 2**20)
"""Of a difference quotient: h⁴ is far below what a point must resolve, and 2⁻¹²⁸/h too."""

MANY, FEW = (16, 20), (8, 10)
"""Nodes of the two rules: exact for polynomials up to degree 31; in a mean within a mean up to degree 15."""

STEP, REACH = Fraction(3, 10), 16
"""Of the grid for an integral: it fits Gaussians with a σ from about ½ to 3/2 and a mean near 0."""


class Quadrature(Ball):
    """Evaluates at one point; bound variables have balls as values. A density has a value for a positive std only."""

    functions: ClassVar[Mapping[str, Callable[..., Any]]] = {
        **Ball.functions,
        **{
            head: lambda x, m, s, plain=Ball.functions[head]: plain(x, m, s) if s > 0 else arb("nan")
            for head in ("normal_density", "normal_log_density")
        },
    }

    def __init__(self, at: Mapping[str, Fraction], bound: Mapping[str, arb] | None = None) -> None:
        super().__init__(at, {})
        self.bound = bound or {}

    def symbol(self, name: str) -> arb:
        return self.bound[name] if name in self.bound else super().symbol(name)

    def analyse(self, term: Integral | Expectation | Derivative | Product) -> arb:
        if isinstance(term, Product):
            raise UnsupportedInput("a product over latents has a value only for a number of latents", span=term.span)
        if isinstance(term, Derivative):
            return slope(lambda shift: self.shifted(term, shift))

        if isinstance(term, Integral):
            free = not self.bound
            return _integral(term, frozenset(self.at.items()), flint.ctx.prec) if free else trapezoidal(self.body(term))
        mean, std, body = evaluate(term.mean, self), evaluate(term.std, self), self.body(term)
        if not std > 0:
            raise UnsupportedInput("a standard deviation that is not positive", span=term.span)
        nested = self.bound or any(isinstance(part, Expectation) for part in walk(term.body))
        return gaussian_mean(lambda t: body(mean + std * t), FEW if nested else MANY)

    def shifted(self, term: Derivative, shift: Fraction) -> arb:
        """The body of a derivative with its variable moved."""
        name = term.variable.name
        if name in self.bound:
            return evaluate(term.body, Quadrature(self.at, {**self.bound, name: self.bound[name] + self.number(shift)}))
        if name not in self.at:
            raise UnsupportedInput(f"no value for {name}")
        return evaluate(term.body, Quadrature({**self.at, name: self.at[name] + shift}, self.bound))

    def body(self, term: Integral | Expectation) -> Callable[[arb], arb]:
        """The body as a function of the bound variable."""
        return lambda value: evaluate(term.body, Quadrature(self.at, {**self.bound, term.variable.name: value}))


@lru_cache(maxsize=1024)
def _integral(term: Integral, at: frozenset[tuple[str, Fraction]], bits: int) -> arb:
    """A derivation meets the same integral in many steps."""
    with flint.ctx.workprec(bits):
        return trapezoidal(Quadrature(dict(at)).body(term))


def trapezoidal(function: Callable[[arb], arb]) -> arb:
    """∫ function over the real line, by two interleaved grids.

    For a Gaussian times what is analytic the error falls faster than any power of the step h, as exp(−2π²σ²/h²).
    """
    count = 2 * int(REACH / STEP)
    values = [function(arb(fmpq(k * STEP.numerator, 2 * STEP.denominator))) for k in range(-count, count + 1)]
    width = arb(fmpq(STEP.numerator, STEP.denominator))
    even, odd = width * sum(values[::2], arb(0)), width * sum(values[1::2], arb(0))
    ends = abs(values[0]) + abs(values[-1])  # of a function that has not fallen by then much may lie beyond
    return _within((even + odd) / 2, abs(even - odd) + BEYOND * ends)


def slope(function: Callable[[Fraction], arb]) -> arb:
    """The derivative at 0, by central differences of the fourth and sixth order."""
    ones = [function(k * DIFFERENCE) - function(-k * DIFFERENCE) for k in (1, 2, 3)]
    width = arb(fmpq(DIFFERENCE.denominator, DIFFERENCE.numerator))
    fourth = width * (8 * ones[0] - ones[1]) / 12
    sixth = width * (45 * ones[0] - 9 * ones[1] + ones[2]) / 60
    return _within(sixth, abs(sixth - fourth))


def gaussian_mean(function: Callable[[arb], arb], counts: tuple[int, int] = MANY) -> arb:
    """E[function] under N(0, 1), by two Gauss–Hermite rules."""
    coarse, fine = (_total(function, hermite(count, flint.ctx.prec)) for count in counts)
    return _within(fine, abs(fine - coarse))


def _total(function: Callable[[arb], arb], rule: Rule) -> arb:
    return sum((weight * function(node) for node, weight in rule), arb(0))


def _within(value: arb, doubt: arb) -> arb:
    return value + arb(0, doubt.upper())


@lru_cache(maxsize=8)
def hermite(count: int, bits: int) -> Rule:
    """The Gauss–Hermite rule for N(0, 1): the roots of Heₙ, with the weights n! / (n Heₙ₋₁)², to `bits` bits."""
    x, last, polynomial = fmpz_poly([0, 1]), fmpz_poly([1]), fmpz_poly([0, 1])
    for k in range(1, count):
        last, polynomial = polynomial, x * polynomial - k * last
    with flint.ctx.workprec(bits):
        roots = [root.real for root, _ in polynomial.complex_roots()]
        return [(root, factorial(count) / (count * last(root)) ** 2) for root in roots]
