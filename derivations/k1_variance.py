"""Variance of k1 = log q(z) − log p(z)."""

from kl_check.derivation.vocabulary import (
    Derivation,
    density,
    expectation,
    half,
    log,
    mu,
    positive,
    real,
    sigma,
    step,
    variance,
    x,
    z,
)

q = density(x, mu, sigma)
p = density(x, 0, 1)

DERIVATION = Derivation(
    name="k1-variance",
    title="Variance of k1 = log q(z) − log p(z)",
    left_side=r"\operatorname{Var}[k_1]",
    assumptions=(real(mu, "the mean of q"), positive(sigma, "the standard deviation of q")),
    start=variance(log(q) - log(p), x, mu, sigma),
    start_because="How far one draw is off, in the mean square.",
    steps=(
        step(
            "log-density",
            variance(x**2 / 2 - (x - mu) ** 2 / (2 * sigma**2) - log(sigma), x, mu, sigma),
            "The two halves of log 2π cancel.",
        ),
        step(
            "moments",
            expectation((half * (x**2 - mu**2 - sigma**2) - half * ((x - mu) ** 2 / sigma**2 - 1)) ** 2, x, mu, sigma),
            "Under q the mean of x² is μ² + σ², that of (x − μ)²/σ² is 1.",
        ),
        step(
            "lotus",
            expectation((mu * sigma * z + half * (sigma**2 - 1) * (z**2 - 1)) ** 2, z, 0, 1),
            "Put x = μ + σz with a standard normal z.",
            where={x: mu + sigma * z},
        ),
        step(
            "linearity",
            mu**2 * sigma**2 * expectation(z**2, z, 0, 1)
            + mu * sigma * (sigma**2 - 1) * expectation(z * (z**2 - 1), z, 0, 1)
            + (sigma**2 - 1) ** 2 / 4 * expectation((z**2 - 1) ** 2, z, 0, 1),
            "The square multiplied out.",
        ),
        step(
            "moments",
            mu**2 * sigma**2 + half * (sigma**2 - 1) ** 2,
            "The three means are 1, 0 and 2. At μ = 0, σ = 1 the variance is 0: every single draw gives the right "
            "value there.",
        ),
    ),
)
