"""A Gaussian density integrates to 1."""

from kl_check.derivation.vocabulary import (
    Derivation,
    density,
    exp,
    integral,
    mu,
    one,
    pi,
    positive,
    real,
    sigma,
    sqrt,
    step,
    y,
    z,
)

q = density(z, mu, sigma)

DERIVATION = Derivation(
    name="density-mass",
    title="A Gaussian density integrates to 1",
    left_side=r"\int_{-\infty}^{\infty} \mathcal{N}(z; \mu, \sigma^{2}) \, dz",
    assumptions=(real(mu, "the mean of q"), positive(sigma, "the standard deviation of q")),
    start=integral(q, z),
    start_because="The mass of N(μ, σ²) over the real line.",
    steps=(
        step(
            "change-of-variable",
            integral(density(y, 0, 1), y),
            "Put z = μ + σy, so that dz = σ dy: every Gaussian is the standard normal, moved and stretched.",
            where={z: mu + sigma * y},
        ),
        step("log-density", integral(exp(-(y**2) / 2) / sqrt(2 * pi), y), "The density written out."),
        step("integrate", one, "The integral of exp(−y²/2) is √(2π), which is what that root is for."),
    ),
)
