"""What a standard deviation and a variance make of the KL, each in its own symbol."""

from __future__ import annotations

from fractions import Fraction

import sympy
from sympy import Expr

from kl_check.know.closed_forms import BY_NAME
from kl_check.know.variants import BY_NAME as VARIANTS
from kl_check.model.report import Curve, Figure, Panel, Scale
from kl_check.model.term import Term
from kl_check.report.figures.coordinates import MU, SIGMA, Points, at, curve, in_sympy, ticks


def figure() -> Figure:
    """The KL of a standard deviation and of a variance, as functions of the symbol, at mean 0; and their slopes."""
    std, variance = map(_of_scale, (BY_NAME["univariate-standard"].term, VARIANTS["std-for-variance"].term))
    bends = [at(sympy.diff(one, SIGMA, 2), Fraction(1)) for one in (std, variance)]
    curvatures = [_fraction(bend) for bend in bends]
    slopes = [sympy.diff(one, SIGMA) for one in (std, variance)]
    across = Scale("the symbol: σ for f, v for g", 0, 2.5, ticks("0", "0.5", "1", "1.5", "2", "2.5"))
    values = Panel(
        "readings",
        "Same minimum, another valley",
        "Two curves over the scale symbol from 0 to 2.5, both 0 at 1. f, the KL of a standard deviation, rises steeply "
        f"on both sides with curvature {curvatures[0]} at 1; g, the KL of a variance, lies below it, flat, with "
        f"curvature {curvatures[1]}.",
        across,
        Scale("KL, nats (μ = 0)", -0.3, 2, ticks("0", "0.5", "1", "1.5", "2")),
        (
            Curve("minimum at 1", ((1, -0.3), (1, 2)), (1.03, 1.9), dotted=True),
            Curve("f(σ) = ½(σ² − 1) − log σ", curve(std, "0.07", "2.5"), (1.08, 1.6), ink=0),
            Curve("g(v) = ½(v − 1 − log v)", curve(variance, "0.006", "2.5"), (2.48, -0.15), ink=1, label_ends=True),
        ),
    )
    gradients = Panel(
        "gradients",
        "Their gradients",
        "The derivatives of the two curves, both 0 at 1. That of f crosses there with slope "
        f"{curvatures[0]}, that of g with slope {curvatures[1]}; both fall towards minus infinity at 0, and that of g "
        "levels off at one half.",
        across,
        Scale("gradient", -3, 3, ticks("−3", "−2", "−1", "0", "1", "2", "3")),
        (
            Curve("", ((0, 0), (2.5, 0)), (0, 0), dotted=True),
            Curve(
                f"curvature {curvatures[0]}", _tangent(bends[0], 1.0), (1.95, 2.4), ink=0, dashed=True, label_ends=True
            ),
            Curve(
                f"curvature {curvatures[1]}", _tangent(bends[1], 1.0), (2.48, 0.72), ink=1, dashed=True, label_ends=True
            ),
            Curve("f′(σ) = σ − 1/σ", curve(slopes[0], "0.1", "2.5"), (0.47, -2.4), ink=0),
            Curve("g′(v) = ½(1 − 1/v)", curve(slopes[1], "0.1", "2.5"), (1.16, -0.5), ink=1),
        ),
    )
    caption = (
        "The right formula of a standard deviation (f) and of a variance (g), each in its own symbol. At the minimum f "
        f"has curvature {curvatures[0]}, g has {curvatures[1]}: where the network's output is a standard deviation and "
        "the loss takes it for a variance, the pull towards 1 is a quarter of what it should be near 1, and never more "
        "than ½ above it."
    )
    return Figure("figure-readings", caption, (values, gradients))


def _of_scale(term: Term) -> Expr:
    """The term in SymPy as a function of sigma_1, at mean 0."""
    return in_sympy(term).subs(MU, 0)


def _tangent(slope: float, reach: float) -> Points:
    """Through (1, 0)."""
    return ((1 - reach, -slope * reach), (1 + reach, slope * reach))


def _fraction(value: float) -> str:
    return {0.5: "½"}.get(value, f"{value:g}")
