"""The world of balls: midpoint and radius, each operation rounded outwards (python-flint's `arb`).

A value computed here encloses the true one; two balls that do not meet prove a difference.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from fractions import Fraction
from typing import Any, ClassVar

import flint
from flint import arb, fmpq

from kl_check.algebra.pointwise import ARITHMETIC, Pointwise

BITS = 128
MAX_WHOLE_POWER = 1024


@contextmanager
def precision(bits: int = BITS) -> Iterator[None]:
    """Balls of `bits` bits inside the block."""
    before = flint.ctx.prec
    flint.ctx.prec = bits
    try:
        yield
    finally:
        flint.ctx.prec = before


def _power(base: arb, exponent: arb) -> arb:
    """Whole powers by multiplication: `arb`'s own logarithm route loses every ball that holds 0."""
    whole = exponent.unique_fmpz() if exponent.is_exact() else None
    if whole is None or abs(int(whole)) > MAX_WHOLE_POWER:
        return base**exponent
    count, product = abs(int(whole)), arb(1)
    while count:
        if count & 1:
            product = product * base
        base, count = base * base, count >> 1
    return 1 / product if int(whole) < 0 else product


class Ball(Pointwise[arb]):
    """Evaluates to an enclosure. What is undefined at the point becomes a ball that encloses nothing finite."""

    functions: ClassVar[Mapping[str, Callable[..., Any]]] = {
        **ARITHMETIC,
        "rsqrt": lambda a: a.rsqrt(),
        "power": _power,
        "exp": lambda a: a.exp(),
        "log": lambda a: a.log(),
        "sqrt": lambda a: a.sqrt(),
        "abs": abs,
        "expm1": lambda a: a.expm1(),
        "log1p": lambda a: a.log1p(),
        "log2": lambda a: a.log() / arb(2).log(),
        "log10": lambda a: a.log() / arb(10).log(),
        "softplus": lambda a: a.exp().log1p(),
        "sigmoid": lambda a: 1 / (1 + (-a).exp()),
        "tanh": lambda a: a.tanh(),
        "relu": lambda a: a.max(arb(0)),
        "minimum": lambda a, b: a.min(b),
        "maximum": lambda a, b: a.max(b),
        "clamp": lambda a, low, high: a.max(low).min(high),
        "normal_log_density": lambda x, m, s: -(2 * arb.pi()).log() / 2 - s.log() - ((x - m) / s) * ((x - m) / s) / 2,
        "normal_density": lambda x, m, s: (-((x - m) / s) * ((x - m) / s) / 2).exp() / (s * (2 * arb.pi()).sqrt()),
    }

    def number(self, value: Fraction) -> arb:
        return arb(fmpq(value.numerator, value.denominator))

    def constant(self, name: str) -> arb:
        return arb.pi() if name == "pi" else arb(1).exp()
