"""Sizes in numbers, and the β that a scale of the KL means beside a reconstruction term."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from kl_check.algebra.exact import SIZE_NAMES
from kl_check.algebra.polynomial import Polynomial, positive
from kl_check.judge.classify import Symbols
from kl_check.judge.facts import ONE, Facts
from kl_check.judge.least import sign_of
from kl_check.judge.scalars import float_of, show
from kl_check.model.behaviour import Beta
from kl_check.model.errors import Misuse

PIXELS = "#P"
KNOWN = {"J": "latents", "B": "batch", "P": "pixels"}


def numbers(sizes: Mapping[str, int], found: Symbols) -> Mapping[str, float]:
    """The sizes under the names that scalars have. J, B and P are known to every term, its own sizes too."""
    own = {*found.sizes, *found.counts}
    values: dict[str, float] = {}
    for name, size in sizes.items():
        if name not in KNOWN and name not in own:
            known = ", ".join((*(f"{key} ({title})" for key, title in KNOWN.items()), *sorted(own)))
            raise Misuse(f"--sizes {name}={size}: no such size here; there are {known}")
        axis = found.sizes.get(name)
        values[SIZE_NAMES[axis] if axis else name] = float(size)
        if name in KNOWN and not axis:
            values[f"#{name}"] = float(size)
    return values


def betas_of(facts: Facts, values: Mapping[str, float]) -> tuple[Beta, ...]:
    """For a positive scale other than 1, or where the number of pixels is given; the batch is reduced alike in both.

    A reconstruction that is summed over the pixels leaves the scale as it is; a mean over P pixels makes it P-fold.
    """
    scale = facts.scale * facts.weight
    if facts.reversed or sign_of(facts.scale) != 1 or (facts.scale == ONE and PIXELS not in values):
        return ()
    return tuple(_betas(scale, values))


def _betas(scale: Polynomial, values: Mapping[str, float]) -> Iterator[Beta]:
    for_mean = scale * positive(PIXELS)
    yield Beta("sum", show(scale), _number(scale, values))
    yield Beta("mean", show(for_mean), _number(for_mean, values))


def _number(value: Polynomial, values: Mapping[str, float]) -> str | None:
    """The value in six digits, if all its names have numbers and it has names."""
    if value.constant is not None:
        return None
    try:
        return f"{float_of(value, values):.6g}"
    except (KeyError, OverflowError):
        return None
