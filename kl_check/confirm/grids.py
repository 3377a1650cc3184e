"""A claim on arrays: its symbols as (B, J) arrays of distinct entries, its reductions done by NumPy."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from kl_check.algebra.arrays import Array, Arrays
from kl_check.algebra.evaluate import evaluate
from kl_check.confirm.comparison import Comparison
from kl_check.confirm.points import Point
from kl_check.confirm.rounding import Rounded, Running
from kl_check.model.claim import Claim
from kl_check.model.errors import UnsupportedInput


class Parameters(NamedTuple):
    """Posterior N(mean, std²) and prior N(mean_2, std_2²), each an array of shape (B, J) with its rounding error."""

    mean: Rounded
    std: Rounded
    mean_2: Rounded
    std_2: Rounded


def world_at(claim: Claim, point: Point) -> Running:
    """The claim's symbols at a point."""
    at = {name: np.array(values, dtype=np.float64).reshape(point.shape) for name, values in point.entries.items()}
    unnamed = Arrays({}, point.sizes)
    lengths = {name: unnamed.size(axis) for name, axis in claim.sizes.items()}
    return Running(Arrays(at | lengths, point.sizes))


def parameters(claim: Claim, world: Running, point: Point) -> Parameters:
    """Means and standard deviations of the claim's two Gaussians."""
    terms = (claim.posterior.mean, claim.posterior.std, claim.prior.mean, claim.prior.std)
    found = Parameters(*(_full(evaluate(term, world), point) for term in terms))
    if not all(np.isfinite(part).all() for one in found for part in one):
        raise UnsupportedInput(f"a mean or standard deviation that is no finite number at {point.text}")
    if found.std.value.min() <= 0 or found.std_2.value.min() <= 0:
        raise UnsupportedInput(f"a standard deviation that is not positive at {point.text}")
    return found


def _full(value: Rounded, point: Point) -> Rounded:
    return Rounded(*(np.broadcast_to(part, point.shape) for part in value))


def reduced(claim: Claim, elementwise: Array) -> Array:
    """What the claim's reductions make of a value for each latent and item."""
    value = elementwise
    if claim.latent == "sum":
        value = value.sum(axis=1, keepdims=True)
    if claim.batch == "sum":
        value = value.sum(axis=0, keepdims=True)
    if claim.batch == "mean":
        value = value.mean(axis=0, keepdims=True)
    return value


def compare(point: Point, expression: Rounded, definition: Array, tolerance: Array) -> Comparison:
    """The entry that exceeds its tolerance the most; the one of the largest tolerance if none does.

    An expression that was not reduced stands beside a definition that was, and shows itself by its size.
    """
    claimed, value, allowed = np.broadcast_arrays(expression.value, definition, tolerance + expression.error)
    excess = np.abs(claimed - value) - allowed
    excess = np.where(np.isfinite(excess), excess, np.inf)
    place = int(np.argmax(excess if excess.max() > 0 else allowed))
    where = point.text_at(place) if definition.shape == point.shape else point.text
    entry = [float(part.flat[place]) for part in (claimed, value, claimed - value, allowed)]
    return Comparison(where, *entry)
