"""What a formula does, apart from what it is: where it is least, how it pulls, what its scale weighs.

These rows are named tuples: `check` makes them at every start, and a dataclass costs ten times as much to define.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal, NamedTuple


class Extremum(NamedTuple):
    """A least or greatest value and its place, as exact expressions; an infimum is approached and never reached."""

    kind: Literal["minimum", "maximum", "infimum"]
    value: str
    decimal: str | None  # None where sizes or the prior's parameters stand in the value
    per_latent: bool  # else it is the value of the whole
    at: Mapping[str, str]  # what does not matter is not named
    std: str | None  # σ of the Gaussian that is varied, and σ², where they are numbers
    variance: str | None


class Gradient(NamedTuple):
    """The derivative by one symbol beside the KL's: a factor where there is one, else both as formulas of a latent."""

    symbol: str
    factor: str | None
    code: str | None = None
    kl: str | None = None


class Beta(NamedTuple):
    """The β that the scale means beside a reconstruction term that is reduced over the pixels in this way."""

    beside: Literal["sum", "mean"]
    beta: str
    value: str | None  # a number, where the sizes are given


class Overflow(NamedTuple):
    """Where an exponential of the term is infinite, in half and in single precision."""

    of: str
    fp16: str
    fp32: str


class Behaviour(NamedTuple):
    """All of it, in nats, under `reading`. `negative` is None where it was not decided."""

    reading: Mapping[str, str]
    says: str
    extremum: Extremum | None
    unbounded: str | None  # the direction in which the term falls below every bound
    negative: bool | None
    overflow: Overflow | None
    gradients: tuple[Gradient, ...] = ()
    betas: tuple[Beta, ...] = ()

    def to_dict(self) -> dict[str, object]:
        """The value of `behaviour` in the JSON."""
        extremum, overflow = self.extremum, self.overflow
        return {
            **self._asdict(),
            "reading": dict(self.reading),
            "extremum": {**extremum._asdict(), "at": dict(extremum.at)} if extremum else None,
            "gradients": [one._asdict() for one in self.gradients],
            "betas": [one._asdict() for one in self.betas],
            "overflow": overflow._asdict() if overflow else None,
        }
