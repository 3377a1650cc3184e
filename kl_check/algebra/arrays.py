"""The world of NumPy arrays: float64, batch × latents, every entry a value of its own.

Unlike the pointwise worlds it tells a mean over unequal latents from one over equal ones: reductions are NumPy's,
over the named axes. A reduced axis is kept with length 1, so that batch stays the first axis and latents the second.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from fractions import Fraction
from typing import Any, TypeAlias

import numpy as np
from numpy.typing import NDArray

from kl_check.algebra.evaluate import Unknown
from kl_check.model.errors import UnsupportedInput
from kl_check.model.term import Axis

Array: TypeAlias = NDArray[np.float64]

ORDER: tuple[Axis, ...] = ("batch", "latent")
"""The axis that each dimension of an array is."""

LOG_2_PI = np.log(2 * np.pi)

FUNCTIONS: Mapping[str, Callable[..., Any]] = {
    "add": np.add,
    "subtract": np.subtract,
    "multiply": np.multiply,
    "divide": np.divide,
    "negate": np.negative,
    "power": np.power,
    "square": np.square,
    "reciprocal": lambda a: 1 / a,
    "sqrt": np.sqrt,
    "rsqrt": lambda a: 1 / np.sqrt(a),
    "exp": np.exp,
    "log": np.log,
    "abs": np.abs,
    "expm1": np.expm1,
    "log1p": np.log1p,
    "log2": np.log2,
    "log10": np.log10,
    "softplus": lambda a: np.logaddexp(0, a),
    "sigmoid": lambda a: np.exp(-np.logaddexp(0, -a)),
    "tanh": np.tanh,
    "relu": lambda a: np.maximum(a, 0),
    "minimum": np.minimum,
    "maximum": np.maximum,
    "clamp": lambda a, low, high: np.minimum(np.maximum(a, low), high),
    "normal_log_density": lambda x, m, s: -LOG_2_PI / 2 - np.log(s) - ((x - m) / s) ** 2 / 2,
    "normal_density": lambda x, m, s: np.exp(-(((x - m) / s) ** 2) / 2) / (s * np.sqrt(2 * np.pi)),
}


class Arrays:
    """Evaluates to an array of shape (B or 1, J or 1); what is undefined is nan or inf, as NumPy has it.

    `at` gives each symbol its array, of shape (B, J) or (1, 1); `sizes` gives B and J.
    """

    def __init__(self, at: Mapping[str, Array], sizes: Mapping[Axis, int]) -> None:
        self.at = at
        self.sizes = sizes

    def number(self, value: Fraction) -> Array:
        try:
            return np.full((1, 1), float(value))
        except OverflowError as problem:
            raise UnsupportedInput("a number outside the range of double precision") from problem

    def constant(self, name: str) -> Array:
        return np.full((1, 1), np.pi if name == "pi" else np.e)

    def symbol(self, name: str) -> Array:
        if name not in self.at:
            raise UnsupportedInput(f"no value for {name}")
        return self.at[name]

    def size(self, axis: Axis) -> Array:
        named: Axis = axis if isinstance(axis, str) else ("batch" if axis == 0 else "latent")
        return np.full((1, 1), float(self.sizes[named]))

    def apply(self, head: str, arguments: Sequence[Array]) -> Array:
        if head not in FUNCTIONS:
            raise Unknown(f"no numerical rule for {head}")
        with np.errstate(all="ignore"):
            value: Array = FUNCTIONS[head](*arguments)
        return value

    def reduce(self, kind: str, body: Array, axes: tuple[Axis, ...]) -> Array:
        """Sums or averages as often as the axes are long, also what does not vary along them."""
        shape = tuple(
            self.sizes[axis] if axis in axes else length for axis, length in zip(ORDER, body.shape, strict=True)
        )
        dimensions = tuple(index for index, axis in enumerate(ORDER) if axis in axes)
        reduction = np.mean if kind == "mean" else np.sum
        value: Array = reduction(np.broadcast_to(body, shape), axis=dimensions, keepdims=True)
        return value
