"""A mistake as one edit of one part of the closed form, and how it is told to people."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import Literal, TypeAlias

Part: TypeAlias = Literal["log", "variance", "mean", "constant", "other"]
"""The parts of a Gaussian KL: −log σ, σ²/2, μ²/2, −½, and what fits nowhere."""


@dataclass(frozen=True, slots=True)
class Edit:
    """What a slip does to one factor of a part of the KL, in every part that has the factor.

    `exponent` multiplies the exponent of a scale by `by`, `mean-power` the power of the means' difference (any number
    that no other row lists, if `by` is None). `unexp` puts s^k or k·s for exp(k·s), `reexp` an exp too many, `relog` a
    log too many, `unlog` s for log s and s₂/s₁ for its logarithm. `log-power` squares a logarithm for its argument,
    `mean-bracket` one mean for the difference; `other-scale` divides by the other Gaussian's scale.
    """

    operation: Literal[
        "exponent", "mean-power", "unexp", "reexp", "relog", "unlog", "log-power", "mean-bracket", "other-scale"
    ]
    by: Fraction | None = None


@dataclass(frozen=True, slots=True)
class Mistake:
    """One word of the vocabulary. `wrong` and `right` are lines that the tests check."""

    word: str
    title: str
    explanation: str
    wrong: str
    right: str
    edits: tuple[Edit, ...] = ()
