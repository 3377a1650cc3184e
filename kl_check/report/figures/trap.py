"""What `scipy.integrate.quad` returns without a warning when it is given the integral as it stands."""

from __future__ import annotations

import math
from fractions import Fraction

from scipy.integrate import quad

from kl_check.algebra.evaluate import evaluate
from kl_check.algebra.multiprecision import Multiprecision
from kl_check.confirm.methods.quadrature import divergence
from kl_check.know.closed_forms import BY_NAME
from kl_check.model.report import Curve, Figure, Panel, Scale
from kl_check.report.figures.coordinates import powers, rounded, ticks

WIDTHS = tuple(10 ** (-step / 4) for step in range(13))
MEANS = tuple(range(21))


def figure() -> Figure:
    """The same integral over x, over the standardised variable, and the closed form: as q narrows, and as it moves."""
    narrow = Panel(
        "trap-narrow",
        "As the posterior narrows",
        "KL of N(3, σ²) from N(−1, 2²), σ from 1 down to 0.001. The closed form rises from 2.3 to 9.1 nats, and "
        "quadrature in the standardised variable lies on it everywhere. Quadrature over all x lies on it down to "
        "σ = 0.018 and is exactly 0 from there on.",
        Scale("standard deviation σ of the posterior", 0.0007, 1.4, powers(-3, 0), is_logarithmic=True),
        Scale("KL, nats", -0.6, 10, ticks("0", "2", "4", "6", "8", "10")),
        (
            Curve("", rounded((std, _exact(3, std, -1, 2)) for std in WIDTHS), (1, 1), dashed=True),
            Curve(
                "over all x: 0.0 ± 0.0",
                rounded((std, naive(3, std, -1, 2)) for std in WIDTHS),
                (0.0011, 0.75),
                ink=1,
                marks=True,
            ),
            Curve(
                "over t = (x − μ)/σ",
                rounded((std, divergence(3, std, -1, 2)[0]) for std in WIDTHS),
                (0.0011, 9.75),
                ink=0,
                marks=True,
            ),
        ),
    )
    away = Panel(
        "trap-away",
        "As it moves away from the prior",
        "KL of N(μ, 0.1²) from N(0, 1), μ from 0 to 20. The closed form rises as μ²/2 and quadrature in the "
        "standardised variable follows it. Quadrature over all x follows it up to μ = 4, and is 0 at 5, right at 6, "
        "0 at 7 and 8, right at 9, and 0 from 10 on.",
        Scale("mean μ of the posterior", -0.6, 20.6, ticks("0", "5", "10", "15", "20")),
        Scale("KL, nats", -14, 215, ticks("0", "50", "100", "150", "200")),
        (
            Curve("", rounded((mean, _exact(mean, 0.1, 0, 1)) for mean in MEANS), (1, 1), dashed=True),
            Curve(
                "over all x", rounded((mean, naive(mean, 0.1, 0, 1)) for mean in MEANS), (10.5, 15), ink=1, marks=True
            ),
            Curve(
                "over t",
                rounded((mean, divergence(mean, 0.1, 0, 1)[0]) for mean in MEANS),
                (10.5, 100),
                ink=0,
                marks=True,
            ),
        ),
    )
    caption = (
        "`scipy.integrate.quad` of q log(q/p) from −∞ to ∞, as it stands, and in the standardised variable; the dashed "
        "line is the closed form. Where q is narrow or far out, none of the points that quad tries falls on it: for "
        "N(3, 0.01²) from N(−1, 2²) it returns 0.0 with an error estimate of 0.0 and no warning, and the value is "
        "6.798. A right formula looks wrong beside it, and a formula that is 0 looks right."
    )
    return Figure("figure-trap", caption, (narrow, away))


def naive(mean: float, std: float, mean_2: float, std_2: float) -> float:
    """What `quad` returns for the definition of the KL over all x, with no care taken but that logs do not overflow."""
    half_log = math.log(2 * math.pi) / 2

    def integrand(x: float) -> float:
        log_q = -(((x - mean) / std) ** 2) / 2 - math.log(std) - half_log
        log_p = -(((x - mean_2) / std_2) ** 2) / 2 - math.log(std_2) - half_log
        return math.exp(log_q) * (log_q - log_p)

    value: float = quad(integrand, -math.inf, math.inf)[0]
    return value


def _exact(mean: float, std: float, mean_2: float, std_2: float) -> float:
    given = {"mu_1": mean, "sigma_1": std, "mu_2": mean_2, "sigma_2": std_2}
    world = Multiprecision({name: Fraction(number) for name, number in given.items()}, {"latent": 1, "batch": 1})
    return float(evaluate(BY_NAME["univariate-general"].term, world))
