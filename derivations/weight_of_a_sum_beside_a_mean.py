"""Sum over latents beside a mean over pixels: β = P."""

from kl_check.derivation.vocabulary import (
    Derivation,
    Symbol,
    density,
    expectation,
    half,
    log,
    mu,
    mu_1,
    positive,
    real,
    sigma,
    sigma_1,
    step,
    sum_over_latents,
    x,
)

R = Symbol("R")
P = Symbol("P")
q = density(x, mu, sigma)
p = density(x, 0, 1)
kl = expectation(log(q / p), x, mu, sigma)

DERIVATION = Derivation(
    name="weight-of-a-sum-beside-a-mean",
    title="Sum over latents beside a mean over pixels: β = P",
    left_side=r"P \Big(\frac{R}{P} + \sum_{i=1}^{J} D_{\mathrm{KL}}(q_i \,\|\, \mathcal{N}(0, 1))\Big)",
    assumptions=(
        real(mu, "the mean of a latent under q"),
        positive(sigma, "its standard deviation under q"),
        real(R, "the reconstruction error of a data point, summed over its pixels"),
        positive(P, "the number of pixels"),
    ),
    start=P * (R / P + sum_over_latents(kl)),
    start_because="The divergence is right, but the reconstruction error R is divided by the number of pixels. The "
    "loss times P has the same optima.",
    steps=(
        step("algebra", R + P * sum_over_latents(kl), "Multiplied out."),
        step(
            "cite",
            R + P * sum_over_latents(half * (sigma**2 + mu**2 - 1) - log(sigma)),
            "So the weight is β = P, 784 for small images: the latents are soon left unused. Divide the divergence by "
            "P too.",
            where={mu_1: mu, sigma_1: sigma},
            cites="univariate-standard",
        ),
    ),
)
