"""Single precision in which every operation is rounded correctly: what no library can do better than."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from fractions import Fraction
from typing import Any, ClassVar

import mpmath
import numpy as np

from kl_check.algebra.evaluate import evaluate
from kl_check.algebra.pointwise import Pointwise
from kl_check.model.term import Term

DIGITS = 60


def _rounding(function: Callable[..., Any]) -> Callable[..., np.float32]:
    """A function of singles, worked out to 60 digits and rounded once."""

    def rounded(*arguments: np.float32) -> np.float32:
        with mpmath.workdps(DIGITS):
            value = function(*(mpmath.mpf(float(one)) for one in arguments))
            return _single(value)

    return rounded


def _single(value: Any) -> np.float32:
    """Nearest single. A double in between would round twice: it is corrected towards the exact value."""
    near = np.float32(float(value))
    around = (np.nextafter(near, np.float32(-np.inf)), near, np.nextafter(near, np.float32(np.inf)))
    return min(around, key=lambda one: abs(mpmath.mpf(float(one)) - value))


class Single(Pointwise[np.float32]):
    """Evaluates to float32."""

    functions: ClassVar[Mapping[str, Callable[..., Any]]] = {
        "add": _rounding(lambda a, b: a + b),
        "subtract": _rounding(lambda a, b: a - b),
        "multiply": _rounding(lambda a, b: a * b),
        "divide": _rounding(lambda a, b: a / b),
        "negate": _rounding(lambda a: -a),
        "power": _rounding(lambda a, b: a**b),
        "exp": _rounding(mpmath.exp),
        "log": _rounding(mpmath.log),
        "sqrt": _rounding(mpmath.sqrt),
    }

    def number(self, value: Fraction) -> np.float32:
        with mpmath.workdps(DIGITS):
            return _single(mpmath.mpf(value.numerator) / value.denominator)

    def constant(self, name: str) -> np.float32:
        return np.float32(np.pi if name == "pi" else np.e)


def in_single(term: Term) -> Fraction:
    """The value of a term without symbols, every operation rounded to single precision."""
    return Fraction(float(evaluate(term, Single({}, {}))))
