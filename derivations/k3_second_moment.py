"""Mean of r² with r = p(z)/q(z), for σ² above ½."""

from kl_check.derivation.vocabulary import (
    Derivation,
    Symbol,
    density,
    exp,
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
sigma_w = sqrt(1 + w) / sqrt(2)
q = density(x, mu, sigma_w)
p = density(x, 0, 1)

DERIVATION = Derivation(
    name="k3-second-moment",
    title="Mean of r² with r = p(z)/q(z), for σ² above ½",
    left_side=r"\mathbb{E}[r^{2}]",
    assumptions=(real(mu, "the mean of q"), positive(w, "2σ² − 1, for the standard deviation σ of q")),
    start=integral(q * (p / q) ** 2, x),
    start_because="The variance of k3 needs the mean of r². Let σ² = (1 + w)/2, so that w > 0 says σ² > ½.",
    steps=(
        step("algebra", integral(p**2 / q, x), "One q cancels."),
        step(
            "log-density",
            integral(sigma_w / sqrt(2 * pi) * (exp((x - mu) ** 2 / (1 + w)) * exp(-(x**2))), x),
            "The densities written out: p² falls as exp(−x²), and 1/q rises as exp((x − μ)²/(1 + w)).",
        ),
        step("exponential", integral(sigma_w / sqrt(2 * pi) * exp((x - mu) ** 2 / (1 + w) - x**2), x), "One exponent."),
        step(
            "complete-the-square",
            integral(sigma_w / sqrt(2 * pi) * exp(mu**2 / w - w / (1 + w) * (x + mu / w) ** 2), x),
            "For w > 0 the exponent is a falling parabola; its top is at −μ/w.",
        ),
        step(
            "exponential",
            integral(sigma_w / sqrt(2 * pi) * (exp(mu**2 / w) * exp(-w / (1 + w) * (x + mu / w) ** 2)), x),
            "The rest of the square does not depend on x.",
        ),
        step(
            "log-density",
            integral((1 + w) / (2 * sqrt(w)) * exp(mu**2 / w) * density(x, -mu / w, sqrt(1 + w) / sqrt(2 * w)), x),
            "That is a Gaussian with variance (1 + w)/(2w), but for a constant.",
        ),
        step(
            "total-mass",
            (1 + w) / (2 * sqrt(w)) * exp(mu**2 / w),
            "A density integrates to 1. The mean is finite for every w > 0, and grows without bound as w falls to 0.",
        ),
    ),
)
