"""An expression in float64 with a bound of its rounding error, computed beside it (running error analysis).

First order in the unit of rounding: an error of an argument is followed through a function by evaluating it once more
at the argument moved by that error.
"""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from typing import NamedTuple

import numpy as np

from kl_check.algebra.arrays import Array, Arrays
from kl_check.model.term import Axis

UNIT = 2 * np.finfo(np.float64).eps
"""Four units of rounding for an operation: NumPy's functions err by less."""


class Rounded(NamedTuple):
    value: Array
    error: Array


class Running:
    """The world of arrays, each with the bound of its error. Values given to symbols are taken as exact."""

    def __init__(self, arrays: Arrays) -> None:
        self.arrays = arrays

    def number(self, value: Fraction) -> Rounded:
        rounded = self.arrays.number(value)
        exact = Fraction(rounded.item()) == value
        return Rounded(rounded, np.zeros_like(rounded) if exact else UNIT * np.abs(rounded))

    def constant(self, name: str) -> Rounded:
        rounded = self.arrays.constant(name)
        return Rounded(rounded, UNIT * rounded)

    def symbol(self, name: str) -> Rounded:
        value = self.arrays.symbol(name)
        return Rounded(value, np.zeros_like(value))

    def size(self, axis: Axis) -> Rounded:
        value = self.arrays.size(axis)
        return Rounded(value, np.zeros_like(value))

    def apply(self, head: str, arguments: Sequence[Rounded]) -> Rounded:
        values = [argument.value for argument in arguments]
        value = self.arrays.apply(head, values)
        error = UNIT * np.abs(value)
        with np.errstate(all="ignore"):
            for index, argument in enumerate(arguments):
                moved = [*values[:index], argument.value + argument.error, *values[index + 1 :]]
                error = error + np.abs(self.arrays.apply(head, moved) - value)
        return Rounded(value, error)

    def reduce(self, kind: str, body: Rounded, axes: tuple[Axis, ...]) -> Rounded:
        count = np.prod([self.arrays.sizes[axis] for axis in axes])
        size = self.arrays.reduce(kind, np.abs(body.value), axes)
        error = self.arrays.reduce(kind, body.error, axes) + count * UNIT * size
        return Rounded(self.arrays.reduce(kind, body.value, axes), error)
