"""Worlds that evaluate a term at one point, where every latent and every item of the batch holds the same values.

Such a point is an ordinary input, so a difference found there is a difference; a sum over J equal latents is J times
one of them. `at` gives each symbol its value, `sizes` the length of each axis.
"""

from __future__ import annotations

import math
from abc import ABC, abstractmethod
from collections.abc import Callable, Mapping, Sequence
from fractions import Fraction
from typing import Any, ClassVar, Generic, TypeVar

from kl_check.algebra.evaluate import Unknown
from kl_check.model.errors import UnsupportedInput
from kl_check.model.term import Axis

Value = TypeVar("Value")


class Pointwise(ABC, Generic[Value]):
    """Shared by floats and balls: only the number type and its functions differ."""

    functions: ClassVar[Mapping[str, Callable[..., Any]]]

    def __init__(self, at: Mapping[str, Fraction], sizes: Mapping[Axis, int]) -> None:
        self.at = at
        self.sizes = sizes

    @abstractmethod
    def number(self, value: Fraction) -> Value: ...

    @abstractmethod
    def constant(self, name: str) -> Value: ...

    def symbol(self, name: str) -> Value:
        if name not in self.at:
            raise UnsupportedInput(f"no value for {name}")
        return self.number(self.at[name])

    def size(self, axis: Axis) -> Value:
        named: Axis = axis if isinstance(axis, str) else ("batch" if axis == 0 else "latent")
        return self.number(Fraction(self.sizes[named]))

    def apply(self, head: str, arguments: Sequence[Value]) -> Value:
        if head not in self.functions:
            raise Unknown(f"no numerical rule for {head}")
        value: Value = self.functions[head](*arguments)
        return value

    def reduce(self, kind: str, body: Value, axes: tuple[Axis, ...]) -> Value:
        if kind == "mean":
            return body
        count = math.prod(self.sizes[axis] for axis in axes)
        value: Value = self.functions["multiply"](self.number(Fraction(count)), body)
        return value


ARITHMETIC: Mapping[str, Callable[..., Any]] = {
    "add": lambda a, b: a + b,
    "subtract": lambda a, b: a - b,
    "multiply": lambda a, b: a * b,
    "divide": lambda a, b: a / b,
    "negate": lambda a: -a,
    "square": lambda a: a * a,
    "reciprocal": lambda a: 1 / a,
    "rsqrt": lambda a: 1 / a**0.5,
}


class Floating(Pointwise[float]):
    """IEEE doubles: a quick second opinion and values to show, never a proof."""

    functions: ClassVar[Mapping[str, Callable[..., Any]]] = {
        **ARITHMETIC,
        "power": lambda a, b: a**b,
        "exp": math.exp,
        "log": math.log,
        "sqrt": math.sqrt,
        "abs": abs,
        "expm1": math.expm1,
        "log1p": math.log1p,
        "log2": math.log2,
        "log10": math.log10,
        "softplus": lambda a: max(a, 0.0) + math.log1p(math.exp(-abs(a))),
        "sigmoid": lambda a: 1 / (1 + math.exp(-a)),
        "tanh": math.tanh,
        "relu": lambda a: max(a, 0.0),
        "minimum": min,
        "maximum": max,
        "clamp": lambda a, low, high: min(max(a, low), high),
        "normal_log_density": lambda x, m, s: -0.5 * math.log(2 * math.pi) - math.log(s) - ((x - m) / s) ** 2 / 2,
        "normal_density": lambda x, m, s: math.exp(-(((x - m) / s) ** 2) / 2) / (s * math.sqrt(2 * math.pi)),
    }

    def number(self, value: Fraction) -> float:
        return float(value)

    def constant(self, name: str) -> float:
        return math.pi if name == "pi" else math.e
