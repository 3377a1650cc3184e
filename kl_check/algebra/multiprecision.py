"""The world of mpmath: real numbers at the working precision of the moment (`mpmath.workdps`)."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from fractions import Fraction
from typing import Any, ClassVar, TypeAlias

import mpmath

from kl_check.algebra.evaluate import Unknown
from kl_check.algebra.pointwise import ARITHMETIC, Pointwise

Real: TypeAlias = Any
"""`mpmath.mpf`, which has no types of its own."""

MAX_MAGNITUDE = 1 << 16
"""Binary exponent of the largest value: mpmath knows no overflow, and exp(exp(exp(x))) would fill the memory."""


class Multiprecision(Pointwise[Real]):
    """Evaluates to an `mpf`. What is not real at the point is refused."""

    functions: ClassVar[Mapping[str, Callable[..., Any]]] = {
        **ARITHMETIC,
        "power": lambda a, b: a**b,
        "rsqrt": lambda a: 1 / mpmath.sqrt(a),
        "exp": mpmath.exp,
        "log": mpmath.log,
        "sqrt": mpmath.sqrt,
        "abs": abs,
        "expm1": mpmath.expm1,
        "log1p": mpmath.log1p,
        "log2": lambda a: mpmath.log(a) / mpmath.log(2),
        "log10": mpmath.log10,
        "softplus": lambda a: max(a, mpmath.mpf(0)) + mpmath.log1p(mpmath.exp(-abs(a))),
        "sigmoid": lambda a: 1 / (1 + mpmath.exp(-a)),
        "tanh": mpmath.tanh,
        "relu": lambda a: max(a, mpmath.mpf(0)),
        "minimum": min,
        "maximum": max,
        "clamp": lambda a, low, high: min(max(a, low), high),
        "normal_log_density": lambda x, m, s: -mpmath.log(2 * mpmath.pi) / 2 - mpmath.log(s) - ((x - m) / s) ** 2 / 2,
        "normal_density": lambda x, m, s: mpmath.exp(-(((x - m) / s) ** 2) / 2) / (s * mpmath.sqrt(2 * mpmath.pi)),
    }

    def number(self, value: Fraction) -> Real:
        return mpmath.mpf(value.numerator) / value.denominator

    def constant(self, name: str) -> Real:
        return +mpmath.pi if name == "pi" else +mpmath.e

    def apply(self, head: str, arguments: Sequence[Real]) -> Real:
        value = super().apply(head, arguments)
        if isinstance(value, mpmath.mpc) or not mpmath.isfinite(value):
            raise Unknown(f"{head} is not a finite real number at this point")
        if mpmath.mag(value) > MAX_MAGNITUDE:
            raise Unknown(f"{head} is larger than 2^{MAX_MAGNITUDE} at this point")
        return value
