"""What was claimed beside what was computed, and what follows. Digits that nothing guarantees are not shown."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TypeAlias

from kl_check.model.errors import UnsupportedInput
from kl_check.model.evidence import Outcome

Detail: TypeAlias = Mapping[str, str | int | float | None]

MOST_DIGITS = 6


@dataclass(frozen=True, slots=True)
class Comparison:
    """The claimed `expression` and the value by `definition` at one point, in nats.

    `difference` is expression − definition as the method subtracts them; `tolerance` bounds what its own errors can
    make of a difference of 0.
    """

    at: str
    expression: float
    definition: float
    difference: float
    tolerance: float

    @property
    def agrees(self) -> bool:
        return abs(self.difference) <= self.tolerance


def conclude(comparisons: Sequence[Comparison]) -> tuple[Outcome, Detail]:
    """`differs` as soon as one point does; then the detail shows the point of the largest difference."""
    finite = [one for one in comparisons if math.isfinite(one.difference) and math.isfinite(one.tolerance)]
    different = [one for one in finite if not one.agrees]
    if different:
        return "differs", size(max(different, key=lambda one: abs(one.difference)))
    if len(finite) < len(comparisons):
        raise UnsupportedInput(f"no finite value at {next(one.at for one in comparisons if one not in finite)}")
    return "agrees", {"largest_difference": at_most(max(one.tolerance for one in comparisons))}


def size(worst: Comparison) -> Detail:
    """The size of a difference, absolute and as a ratio."""
    error = worst.tolerance
    return {
        "at": worst.at,
        "expression": f"{worst.expression:.{MOST_DIGITS}g}",
        "definition": rounded(worst.definition, error),
        "difference": rounded(worst.difference, error),
        "ratio": _ratio(worst),
    }


def _ratio(worst: Comparison) -> str | None:
    """expression / definition, where the definition is surely not 0."""
    error, definition = worst.tolerance, abs(worst.definition)
    if definition <= 2 * error:
        return None
    ratio = worst.expression / worst.definition
    return rounded(ratio, (1 + abs(ratio)) * error / (definition - error))


def rounded(value: float, error: float) -> str:
    """The digits of `value` that an error of at most `error` leaves standing; the last is right within three units.

    >>> rounded(0.123456789, 1e-4)
    '0.1235'
    """
    if error >= abs(value):
        return "0"
    digits = math.floor(math.log10(abs(value))) - round(math.log10(error)) + 1 if error else MOST_DIGITS
    return f"{value:.{min(max(digits, 1), MOST_DIGITS)}g}"


def at_most(bound: float) -> str:
    """The bound rounded up to a power of ten: all that is guaranteed, and the same on every machine.

    >>> at_most(3e-14)
    '≤ 1e-13'
    """
    return f"≤ 1e{math.ceil(math.log10(bound))}" if bound else "0"


def rounded_up(value: float) -> float:
    """Two significant digits, upwards.

    >>> rounded_up(0.0512)
    0.052
    """
    places = 1 - math.floor(math.log10(value)) if value else 0
    return round(math.ceil(value * 10.0**places) / 10.0**places, places)
