"""The logarithm of a Gaussian density."""

from kl_check.derivation.vocabulary import (
    Derivation,
    density,
    exp,
    half,
    log,
    mu_1,
    pi,
    positive,
    real,
    sigma_1,
    sqrt,
    step,
    x,
)

DERIVATION = Derivation(
    name="log-density",
    title="Log-density of a Gaussian",
    left_side=r"\log q(x)",
    assumptions=(
        real(x, "where the density is taken"),
        real(mu_1, "the mean of q"),
        positive(sigma_1, "the standard deviation of q"),
    ),
    start=log(density(x, mu_1, sigma_1)),
    start_because="Here q is the Gaussian N(μ₁, σ₁²). Everything that follows uses its logarithm.",
    steps=(
        step(
            "log-density",
            log(exp(-((x - mu_1) ** 2) / (2 * sigma_1**2)) / (sigma_1 * sqrt(2 * pi))),
            "The density is a bell: e to minus half the squared distance from the mean, counted in standard "
            "deviations, over the constant that makes its area 1.",
        ),
        step(
            "logarithm",
            -((x - mu_1) ** 2) / (2 * sigma_1**2) - log(sigma_1) - half * log(2 * pi),
            "The logarithm undoes the exponential and takes the constant apart.",
        ),
        step(
            "collect",
            -half * log(2 * pi * sigma_1**2) - (x - mu_1) ** 2 / (2 * sigma_1**2),
            "Since log σ₁ is half of log σ₁², both constants fit under one logarithm.",
        ),
    ),
)
