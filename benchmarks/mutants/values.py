"""The values of expressions at fixed points, to 50 digits, and what it means that two are equal."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any, TypeAlias

import numpy as np
from mpmath import mp, mpf

from benchmarks.mutants.tree import Node

mp.dps = 50
CLOSE = mpf(10) ** -35  # of the magnitudes; 15 digits of room for cancellation
SETTINGS = ({"B": 2, "J": 3, "P": 11}, {"B": 5, "J": 2, "P": 7}, {"B": 1, "J": 1, "P": 1})
"""Sizes that tell J from B and P; at the last all sums are of one element, so only the elementwise form counts."""
TWO, ONE = (0, 1), 2
POINTS = 4
SAMPLES = 8


Array: TypeAlias = Any  # numpy arrays of mpf: NumPy has no type for them
Function: TypeAlias = Callable[[Array], Array]
Values: TypeAlias = Mapping[str, Array]

MP_EXP, MP_LOG = np.frompyfunc(mp.exp, 1, 1), np.frompyfunc(mp.log, 1, 1)

FUNCTIONS: Mapping[str, Callable[..., Array]] = {
    "add": lambda a, b: a + b,
    "subtract": lambda a, b: a - b,
    "multiply": lambda a, b: a * b,
    "divide": lambda a, b: a / b,
    "negate": lambda a: -a,
    "power": lambda a, b: a**b,
    "pow": lambda a, b: a**b,
    "square": lambda a: a * a,
    "exp": MP_EXP,
    "expm1": np.frompyfunc(mp.expm1, 1, 1),
    "log": MP_LOG,
    "sqrt": np.frompyfunc(mp.sqrt, 1, 1),
}


def evaluate(tree: Node, values: Values) -> Array:
    """The value, an array over batch and latents less the axes that are reduced. ValueError: shapes do not meet."""
    match tree.head:
        case "symbol":
            return values[str(tree.value)]
        case "number":
            return mpf(tree.value.numerator) / tree.value.denominator  # type: ignore[union-attr]
        case "sum" | "mean":
            body = np.asarray(evaluate(tree.parts[0], values), dtype=object)
            axis = {"latent": -1, "batch": 0, "all": None}[str(tree.value)]
            if axis is not None and not body.ndim:
                raise ValueError("an axis of a number")
            added = body.sum(axis=axis)
            return added if tree.head == "sum" else added * body_share(body, axis)
    return FUNCTIONS[tree.head](*(evaluate(part, values) for part in tree.parts))


def body_share(body: Array, axis: int | None) -> Array:
    """One over the number of elements that are added."""
    return mpf(1) / (body.size if axis is None else body.shape[axis])


@cache
def points(setting: int) -> tuple[Values, ...]:
    """Values of all symbols: above 1, so that they can be any role, a mean, and a logarithm's logarithm."""
    source = random.Random(f"points {setting}")  # noqa: S311
    sizes = SETTINGS[setting]
    shape = (sizes["B"], sizes["J"])

    def drawn() -> Array:
        flat = [mpf(source.randrange(10**6, 29 * 10**5)) / 10**6 + mp.sqrt(2) / 7 for _ in range(shape[0] * shape[1])]
        return np.array(flat, dtype=object).reshape(shape)

    fixed = {**{name: mpf(size) for name, size in sizes.items()}, "zero": np.full(shape, mpf(0), dtype=object)}
    return tuple({**fixed, **{name: drawn() for name in ("m1", "s1", "m2", "s2")}} for _ in range(POINTS))


@dataclass(frozen=True, slots=True)
class Samples:
    """An expression's values at the points for both settings of the sizes."""

    shape: str
    values: tuple[tuple[mpf, ...], ...]


def samples(tree: Node) -> Samples | None:
    """The values, or None where the expression is no code: shapes do not meet, or it is nowhere real."""
    try:
        found = [[np.asarray(evaluate(tree, one), dtype=object) for one in points(setting)] for setting in TWO]
    except (ValueError, ZeroDivisionError, OverflowError, TypeError):
        return None
    values = tuple(flat(one) for one in found)
    if any(not isinstance(one, mpf) or not mp.isfinite(one) for many in values for one in many):
        return None
    return Samples(shape_of(found[0][0]), values)


def fingerprint(tree: Node) -> str:
    """Equal for trees that are equal as elementwise forms: each at three points, all sums of one element."""
    try:
        found = [np.asarray(evaluate(tree, one), dtype=object).ravel()[0] for one in points(ONE)[:3]]
    except (ValueError, ZeroDivisionError, OverflowError, TypeError):
        return ""
    return " ".join(mp.nstr(one, 25) for one in found)


def same(one: Samples, other: Samples) -> bool:
    """Whether two expressions have equal values at all points."""
    pairs = zip(sum(one.values, ()), sum(other.values, ()), strict=False)
    return one.shape == other.shape and not any(differ(a, b) and abs(a - b) > CLOSE for a, b in pairs)


def shape_of(array: Array) -> str:
    """What is left of the axes of an array that was computed at the first setting."""
    sizes = SETTINGS[0]
    shapes = {(sizes["B"], sizes["J"]): "element", (sizes["B"],): "latent", (sizes["J"],): "batch", (): "all"}
    return shapes[array.shape]


def flat(arrays: Iterable[Array]) -> tuple[mpf, ...]:
    return tuple(one for array in arrays for one in np.asarray(array, dtype=object).ravel())[:SAMPLES]


def differ(a: mpf, b: mpf) -> bool:
    return bool(abs(a - b) > CLOSE * (abs(a) + abs(b)))
