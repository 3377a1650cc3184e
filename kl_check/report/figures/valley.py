"""The KL over mean and scale, as a map."""

from __future__ import annotations

import math
from collections.abc import Callable

from sympy import Expr, lambdify, solve

from kl_check.know.closed_forms import BY_NAME
from kl_check.model.report import Curve, Figure, Panel, Scale
from kl_check.report.figures.coordinates import MU, SIGMA, STEPS, Points, in_sympy, rounded, ticks

LEVELS = (0.1, 0.5, 1.0, 2.0)


def figure() -> Figure:
    """Lines of equal KL from N(0, 1), over (μ, σ) and over (μ, log σ²)."""
    kl = in_sympy(BY_NAME["univariate-standard"].term)
    rings = {level: _ring(kl, level) for level in LEVELS}
    across = Scale("mean μ", -2.5, 2.5, ticks("−2", "−1", "0", "1", "2"))
    scales = Panel(
        "valley",
        "One valley: over the standard deviation",
        "Closed lines of equal KL, at 0.1, 0.5, 1 and 2 nats, around the one minimum 0 at mean 0 and standard "
        "deviation 1. They are egg-shaped: steep towards σ = 0, flatter towards large σ.",
        across,
        Scale("standard deviation σ", 0, 2.75, ticks("0", "0.5", "1", "1.5", "2", "2.5")),
        (
            *(_level(level, ring, (0.04, max(up for _, up in ring) + 0.07)) for level, ring in rings.items()),
            Curve("0", ((0, 1),), (0.12, 1), ink=1, marks=True),
        ),
    )
    logs = {level: tuple((mean, 2 * math.log(std)) for mean, std in ring) for level, ring in rings.items()}
    log_variances = Panel(
        "valley-log",
        "The same over the log-variance",
        "The same lines of equal KL over mean and log-variance s, around the minimum 0 at mean 0 and s = 0: the KL "
        "rises like eˢ upwards and like −s downwards.",
        across,
        Scale("log-variance s = log σ²", -5.8, 2.4, ticks("−5", "−4", "−3", "−2", "−1", "0", "1", "2")),
        (
            *(_level(level, rounded(ring), (0.04, min(up for _, up in ring) - 0.3)) for level, ring in logs.items()),
            Curve("0", ((0, 0),), (0.12, 0), ink=1, marks=True),
        ),
    )
    caption = (
        "The KL of one latent from N(0, 1), in nats: each line joins posteriors that are equally far from the prior. "
        "There is one minimum, 0 at μ = 0 and σ = 1, and no other stationary point; which symbol holds the scale "
        "changes the shape of the valley, not its floor."
    )
    return Figure("figure-valley", caption, (scales, log_variances))


def _level(level: float, ring: Points, label_at: tuple[float, float]) -> Curve:
    return Curve(f"{level:g}", ring, label_at, ink=0)


def _ring(kl: Expr, level: float) -> Points:
    """The points at which the KL is `level`, once around."""
    right = max(solve(kl - level, MU), key=lambda root: root.subs(SIGMA, 1))
    square, at_zero = lambdify(SIGMA, right**2), lambdify(SIGMA, kl.subs(MU, 0) - level)
    low, high = _root(at_zero, 1e-6, 1.0), _root(at_zero, 1.0, 9.0)
    turns = (math.pi * step / STEPS for step in range(2 * STEPS + 1))
    return rounded(_on_ring(square, low, high, turn) for turn in turns)


def _on_ring(square: Callable[[float], float], low: float, high: float, turn: float) -> tuple[float, float]:
    """Closer together where the ring turns back; the second half of a turn is on the left."""
    std = (low + high) / 2 - (high - low) / 2 * math.cos(turn)
    return math.copysign(math.sqrt(max(0.0, square(std))), math.sin(turn)), std


def _root(function: Callable[[float], float], low: float, high: float) -> float:
    """Where the sign changes, by halving."""
    is_positive = function(low) > 0
    for _ in range(80):
        middle = (low + high) / 2
        low, high = (middle, high) if (function(middle) > 0) == is_positive else (low, middle)
    return (low + high) / 2
