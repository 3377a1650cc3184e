"""A bound of what a quadrature over a finite range leaves out, for any kind of number.

With t = (x − μ₁)/σ₁ the log-ratio log q(x) − log p(x) is a polynomial, a + bt + ct², in which

    d = (μ₁ − μ₂)/σ₂,   r = σ₁/σ₂,   a = log(σ₂/σ₁) + d²/2,   b = dr,   c = (r² − 1)/2.

For R ≥ 1 and the standard normal density φ, t ≥ R gives φ(t) ≤ (t/R) φ(t), so that ∫_R^∞ φ ≤ φ(R)/R. By parts,
∫_R^∞ tφ = φ(R) and ∫_R^∞ t²φ = Rφ(R) + ∫_R^∞ φ ≤ (R + 1/R) φ(R). Both tails of ∫ φ |a + bt + ct²| together are
therefore at most 2φ(R) (|a|/R + |b| + |c|(R + 1/R)).
"""

from __future__ import annotations

from typing import Any, TypeVar

Number = TypeVar("Number", bound=Any)


def tails(log_ratio_of_stds: Number, shift: Number, ratio: Number, reach: int, density: Number) -> Number:
    """The bound, from log(σ₂/σ₁), d, r, R and φ(R)."""
    a = abs(log_ratio_of_stds + shift * shift / 2)
    b, c = abs(shift * ratio), abs(ratio * ratio - 1) / 2
    bound: Number = 2 * density * (a / reach + b + c * (reach * reach + 1) / reach)
    return bound
