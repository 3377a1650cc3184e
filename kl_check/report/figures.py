"""The pictures, as data: every curve is a row of `know` evaluated, or its derivative by SymPy."""

from __future__ import annotations

from collections.abc import Iterable
from fractions import Fraction

import sympy
from sympy import Expr

from kl_check.algebra.evaluate import evaluate
from kl_check.algebra.multiprecision import Multiprecision
from kl_check.algebra.symbolic import to_sympy
from kl_check.know.closed_forms import BY_NAME
from kl_check.know.variants import VARIANTS
from kl_check.model.report import Curve, Figure, Panel, Scale
from kl_check.model.term import Term

VARIANT = {row.name: row for row in VARIANTS}
SIGMA = sympy.Symbol("sigma_1", positive=True)
DIGITS = 6
"""Of a coordinate: finer than any screen, coarser than the rounding of any machine."""

STEPS = 120
POSTERIOR = {"mu_1": Fraction(1, 2), "sigma_1": Fraction(4, 5)}
SIZES = (1, 2, 5, 10, 20, 50, 100, 200, 500)


def readings() -> Figure:
    """The KL of a standard deviation and of a variance, as functions of the symbol, at mean 0; and their slopes."""
    std, variance = map(_of_scale, (BY_NAME["univariate-standard"].term, VARIANT["std-for-variance"].term))
    bends = [_at(sympy.diff(one, SIGMA, 2), Fraction(1)) for one in (std, variance)]
    curvatures = [_fraction(bend) for bend in bends]
    slopes = [sympy.diff(one, SIGMA) for one in (std, variance)]
    across = Scale("the symbol: σ for f, v for g", 0, 2.5, _ticks("0", "0.5", "1", "1.5", "2", "2.5"))
    values = Panel(
        "readings",
        "Same minimum, another valley",
        "Two curves over the scale symbol from 0 to 2.5, both 0 at 1. f, the KL of a standard deviation, rises steeply "
        f"on both sides with curvature {curvatures[0]} at 1; g, the KL of a variance, lies below it, flat, with "
        f"curvature {curvatures[1]}.",
        across,
        Scale("KL, nats (μ = 0)", -0.3, 2, _ticks("0", "0.5", "1", "1.5", "2")),
        (
            Curve("minimum at 1", ((1, -0.3), (1, 2)), (1.03, 1.9), dotted=True),
            Curve("f(σ) = ½(σ² − 1) − log σ", _curve(std, "0.07", "2.5"), (1.08, 1.6), ink=0),
            Curve("g(v) = ½(v − 1 − log v)", _curve(variance, "0.006", "2.5"), (2.48, -0.15), ink=1, label_ends=True),
        ),
    )
    gradients = Panel(
        "gradients",
        "Their gradients",
        "The derivatives of the two curves, both 0 at 1. That of f crosses there with slope "
        f"{curvatures[0]}, that of g with slope {curvatures[1]}; both fall towards minus infinity at 0, and that of g "
        "levels off at one half.",
        across,
        Scale("gradient", -3, 3, _ticks("−3", "−2", "−1", "0", "1", "2", "3")),
        (
            Curve("", ((0, 0), (2.5, 0)), (0, 0), dotted=True),
            Curve(
                f"curvature {curvatures[0]}", _tangent(bends[0], 1.0), (1.95, 2.4), ink=0, dashed=True, label_ends=True
            ),
            Curve(
                f"curvature {curvatures[1]}", _tangent(bends[1], 1.0), (2.48, 0.72), ink=1, dashed=True, label_ends=True
            ),
            Curve("f′(σ) = σ − 1/σ", _curve(slopes[0], "0.1", "2.5"), (0.47, -2.4), ink=0),
            Curve("g′(v) = ½(1 − 1/v)", _curve(slopes[1], "0.1", "2.5"), (1.16, -0.5), ink=1),
        ),
    )
    caption = (
        "The right formula of a standard deviation (f) and of a variance (g), each in its own symbol. At the minimum f "
        f"has curvature {curvatures[0]}, g has {curvatures[1]}: where the network's output is a standard deviation and "
        "the loss takes it for a variance, the pull towards 1 is a quarter of what it should be near 1, and never more "
        "than ½ above it."
    )
    return Figure("figure-readings", caption, (values, gradients))


def latents() -> Figure:
    """Sum and mean over J equal latents, and the weight that the mean amounts to."""
    total, mean = BY_NAME["diagonal-standard"].term, VARIANT["mean-for-sum"].term
    one = _value(total, 1)
    sums, means = ([(size, _value(term, size)) for size in SIZES] for term in (total, mean))
    weights = [(size, small / large) for (size, small), (_, large) in zip(means, sums, strict=True)]
    across = Scale("J, the number of latents", 1, 500, _sizes(SIZES), is_logarithmic=True)
    values = Panel(
        "latents",
        "The sum grows, the mean does not",
        f"Over 1 to 500 latents the sum grows from {one:.2f} to {sums[-1][1]:.0f} nats, a straight line on logarithmic "
        f"axes; the mean stays at {one:.2f}.",
        across,
        Scale("KL, nats", 0.1, 100, _ticks("0.1", "1", "10", "100"), is_logarithmic=True),
        (
            Curve("sum: the KL", _rounded(sums), (16, 5.2), ink=0, label_ends=True),
            Curve("mean: the KL of one latent", _rounded(means), (480, 0.27), ink=1, label_ends=True),
        ),
    )
    implied = Panel(
        "implied-weight",
        "The weight that a mean implies",
        "The ratio of mean and sum falls as 1/J: 1 for one latent, 0.05 for 20, 0.002 for 500.",
        across,
        Scale("β = mean / sum", 0.001, 1, _ticks("0.001", "0.01", "0.1", "1"), is_logarithmic=True),
        (
            Curve("β = 1/J", _rounded(weights), (60, 0.03), ink=2),
            Curve("J = 20: β = 0.05", ((20, 0.001), (20, 0.05), (1, 0.05)), (1.2, 0.033), dotted=True),
        ),
    )
    caption = (
        f"J equal latents with μ = {float(POSTERIOR['mu_1'])} and σ = {float(POSTERIOR['sigma_1'])}, each of KL "
        f"{one:.3f}. Beside a reconstruction term that is summed, the mean is the KL with β = 1/J: with 20 latents the "
        "prior counts a twentieth."
    )
    return Figure("figure-latents", caption, (values, implied))


def _of_scale(term: Term) -> Expr:
    """The term in SymPy as a function of sigma_1, at mean 0."""
    expression = to_sympy(term, {"mu_1": "real", "sigma_1": "positive"})
    return expression.subs(sympy.Symbol("mu_1", real=True), 0)


def _at(expression: Expr, sigma: Fraction) -> float:
    return round(float(expression.subs(SIGMA, sympy.Rational(sigma.numerator, sigma.denominator))), DIGITS)


def _curve(expression: Expr, low: str, high: str) -> tuple[tuple[float, float], ...]:
    """Closer together at small values, where these curves bend."""
    first, last = Fraction(low), Fraction(high)
    places = (first + (last - first) * Fraction(step, STEPS) ** 2 for step in range(STEPS + 1))
    return tuple((round(float(place), DIGITS), _at(expression, place)) for place in places)


def _tangent(slope: float, reach: float) -> tuple[tuple[float, float], ...]:
    """Through (1, 0)."""
    return ((1 - reach, -slope * reach), (1 + reach, slope * reach))


def _value(term: Term, latents: int) -> float:
    """At the posterior above, in so many equal latents."""
    return float(evaluate(term, Multiprecision(POSTERIOR, {"latent": latents, "batch": 1})))


def _rounded(points: Iterable[tuple[float, float]]) -> tuple[tuple[float, float], ...]:
    return tuple((float(across), round(up, DIGITS)) for across, up in points)


def _ticks(*labels: str) -> tuple[tuple[float, str], ...]:
    return tuple((float(label.replace("−", "-")), label) for label in labels)


def _sizes(sizes: Iterable[int]) -> tuple[tuple[float, str], ...]:
    return tuple((float(size), str(size)) for size in sizes)


def _fraction(value: float) -> str:
    return {0.5: "½"}.get(value, f"{value:g}")


__all__ = ["latents", "readings"]
