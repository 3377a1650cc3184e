"""Mean of r² with r = p(z)/q(z), for σ² above ½."""

from kl_check.derivation.vocabulary import (
    Derivation,
    Symbol,
    density,
    exp,
    half,
    integral,
    mu,
    pi,
    positive,
    real,
    sqrt,
    step,
    x,
)

w = Symbol("w")
sigma_w = sqrt(half + w)
q = density(x, mu, sigma_w)
p = density(x, 0, 1)

DERIVATION = Derivation(
    name="k3-second-moment",
    title="Mean of r² with r = p(z)/q(z), for σ² above ½",
    left_side=r"\mathbb{E}[r^{2}]",
    assumptions=(real(mu, "the mean of q"), positive(w, "σ² − ½, for the standard deviation σ of q")),
    start=integral(q * (p / q) ** 2, x),
    start_because="The variance of k3 needs the mean of r². Let w = σ² − ½ be positive.",
    steps=(
        step("algebra", integral(p**2 / q, x), "One q cancels."),
        step(
            "log-density",
            integral(sigma_w / sqrt(2 * pi) * (exp((x - mu) ** 2 / (1 + 2 * w)) * exp(-(x**2))), x),
            "The densities written out: p² falls as exp(−x²), and 1/q rises as exp((x − μ)²/(1 + 2w)).",
        ),
        step(
            "exponential",
            integral(sigma_w / sqrt(2 * pi) * exp((x - mu) ** 2 / (1 + 2 * w) - x**2), x),
            "One exponent.",
        ),
        step(
            "complete-the-square",
            integral(sigma_w / sqrt(2 * pi) * exp(mu**2 / (2 * w) - 2 * w / (1 + 2 * w) * (x + mu / (2 * w)) ** 2), x),
            "For w > 0 the exponent is a falling parabola; its top is at −μ/(2w).",
        ),
        step(
            "exponential",
            integral(
                sigma_w / sqrt(2 * pi) * (exp(mu**2 / (2 * w)) * exp(-2 * w / (1 + 2 * w) * (x + mu / (2 * w)) ** 2)), x
            ),
            "The rest of the square does not depend on x.",
        ),
        step(
            "log-density",
            integral(
                (half + w) / sqrt(2 * w) * exp(mu**2 / (2 * w)) * density(x, -mu / (2 * w), sqrt((half + w) / (2 * w))),
                x,
            ),
            "That is a Gaussian with variance (½ + w)/(2w), but for a constant.",
        ),
        step(
            "total-mass",
            (half + w) / sqrt(2 * w) * exp(mu**2 / (2 * w)),
            "A density integrates to 1. The mean is finite for every w > 0, and grows without bound as w falls to 0.",
        ),
    ),
)
