"""Gibbs' inequality: the KL divergence is never negative, from its definition."""

from kl_check.derivation.vocabulary import (
    Derivation,
    density,
    expectation,
    integral,
    log,
    mu_1,
    mu_2,
    positive,
    real,
    sigma_1,
    sigma_2,
    step,
    u,
    x,
    zero,
)

q = density(x, mu_1, sigma_1)
p = density(x, mu_2, sigma_2)

DERIVATION = Derivation(
    name="gibbs-inequality",
    title="Gibbs' inequality",
    left_side=r"-D_{\mathrm{KL}}(q \,\|\, p)",
    assumptions=(
        real(mu_1, "the mean of q"),
        positive(sigma_1, "the standard deviation of q"),
        real(mu_2, "the mean of p"),
        positive(sigma_2, "the standard deviation of p"),
    ),
    start=expectation(log(p / q), x, mu_1, sigma_1),
    start_because="The divergence is the mean of log q/p; turned over, log p/q, it is minus the divergence.",
    steps=(
        step("expectation", integral(q * log(p / q), x), "A mean is an integral against the density of q."),
        step(
            "log-inequality",
            integral(q * (p / q - 1), x),
            "Use log u ≤ u − 1 at every x with u = p(x)/q(x). Equality would need p = q at (almost) every x, so for "
            "two Gaussians the same mean and the same standard deviation.",
            relation="<=",
            where={u: p / q},
            equality={mu_1: mu_2, sigma_1: sigma_2},
        ),
        step("algebra", integral(p - q, x), "Here q cancels."),
        step(
            "total-mass",
            zero,
            "Both densities have mass 1. So minus the divergence is at most 0. Only the last line needs densities, "
            "and no line a Gaussian.",
        ),
    ),
)
