"""The KL divergence from N(0, 1) is 0 at μ = 0, σ = 1, and nowhere else."""

from kl_check.derivation.vocabulary import (
    Derivation,
    density,
    expectation,
    half,
    log,
    mu,
    mu_1,
    one,
    positive,
    real,
    sigma,
    sigma_1,
    step,
    u,
    x,
    zero,
)

q = density(x, mu, sigma)
p = density(x, 0, 1)
kl = expectation(log(q / p), x, mu, sigma)

DERIVATION = Derivation(
    name="minimum-standard",
    title="The only minimum of the KL from N(0, 1)",
    left_side=r"D_{\mathrm{KL}}(\mathcal{N}(\mu, \sigma^2) \,\|\, \mathcal{N}(0, 1))",
    assumptions=(real(mu, "the mean of q"), positive(sigma, "the standard deviation of q")),
    start=kl,
    start_because="The least value is sought over all μ and σ, not only near a point at which the slopes vanish.",
    steps=(
        step(
            "cite",
            half * (sigma**2 + mu**2 - 1) - log(sigma),
            "The divergence itself is known.",
            where={mu_1: mu, sigma_1: sigma},
            cites="univariate-standard",
        ),
        step(
            "collect",
            half * mu**2 + half * (sigma**2 - 1 - log(sigma**2)),
            "One part holds the mean, the other the scale; log σ is half of log σ².",
        ),
        step(
            "square",
            half * (sigma**2 - 1 - log(sigma**2)),
            "A square is never negative, and 0 only for μ = 0.",
            where={u: mu},
            relation=">=",
            equality={mu: zero},
        ),
        step(
            "log-inequality",
            half * (sigma**2 - 1 - (sigma**2 - 1)),
            "A logarithm lies below its tangent at 1, log u ≤ u − 1, here with u = σ²; they touch at σ = 1 only.",
            where={u: sigma**2},
            relation=">=",
            equality={sigma: one},
        ),
        step("algebra", zero, "Nothing is left. Both equalities hold at μ = 0 and σ = 1 together, and there alone."),
    ),
)
