"""Sum and mean over latents, as their number grows."""

from __future__ import annotations

from fractions import Fraction

from kl_check.algebra.evaluate import evaluate
from kl_check.algebra.multiprecision import Multiprecision
from kl_check.know.closed_forms import BY_NAME
from kl_check.know.variants import BY_NAME as VARIANTS
from kl_check.model.report import Curve, Figure, Panel, Scale
from kl_check.model.term import Term
from kl_check.report.figures.coordinates import rounded, ticks

POSTERIOR = {"mu_1": Fraction(1, 2), "sigma_1": Fraction(4, 5)}
SIZES = (1, 2, 5, 10, 20, 50, 100, 200, 500)


def figure() -> Figure:
    """Sum and mean over J equal latents, and the weight that the mean amounts to."""
    total, mean = BY_NAME["diagonal-standard"].term, VARIANTS["mean-for-sum"].term
    one = value(total, 1)
    sums, means = ([(size, value(term, size)) for size in SIZES] for term in (total, mean))
    weights = [(size, small / large) for (size, small), (_, large) in zip(means, sums, strict=True)]
    across = Scale("J, the number of latents", 1, 500, ticks(*map(str, SIZES)), is_logarithmic=True)
    values = Panel(
        "latents",
        "The sum grows, the mean does not",
        f"Over 1 to 500 latents the sum grows from {one:.2f} to {sums[-1][1]:.0f} nats, a straight line on logarithmic "
        f"axes; the mean stays at {one:.2f}.",
        across,
        Scale("KL, nats", 0.1, 100, ticks("0.1", "1", "10", "100"), is_logarithmic=True),
        (
            Curve("sum: the KL", rounded(sums), (16, 5.2), ink=0, label_ends=True),
            Curve("mean: the KL of one latent", rounded(means), (480, 0.27), ink=1, label_ends=True),
        ),
    )
    implied = Panel(
        "implied-weight",
        "The weight that a mean implies",
        "The ratio of mean and sum falls as 1/J: 1 for one latent, 0.05 for 20, 0.002 for 500.",
        across,
        Scale("β = mean / sum", 0.001, 1, ticks("0.001", "0.01", "0.1", "1"), is_logarithmic=True),
        (
            Curve("β = 1/J", rounded(weights), (60, 0.03), ink=2),
            Curve("J = 20: β = 0.05", ((20, 0.001), (20, 0.05), (1, 0.05)), (1.2, 0.033), dotted=True),
        ),
    )
    caption = (
        f"J equal latents with μ = {float(POSTERIOR['mu_1'])} and σ = {float(POSTERIOR['sigma_1'])}, each of KL "
        f"{one:.3f}. Beside a reconstruction term that is summed, the mean is the KL with β = 1/J: with 20 latents the "
        "prior counts a twentieth."
    )
    return Figure("figure-latents", caption, (values, implied))


def value(term: Term, latents: int) -> float:
    """At the posterior above, in so many equal latents."""
    return float(evaluate(term, Multiprecision(POSTERIOR, {"latent": latents, "batch": 1})))
