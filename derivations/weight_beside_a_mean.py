"""Mean over latents beside a mean over pixels: β = P/J."""

from kl_check.derivation.vocabulary import (
    Derivation,
    Symbol,
    density,
    expectation,
    half,
    latents,
    log,
    mean_over_latents,
    mu,
    positive,
    real,
    sigma,
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
    name="weight-beside-a-mean",
    title="Mean over latents beside a mean over pixels: β = P/J",
    left_side=r"P \Big(\frac{R}{P} + \frac{1}{J} \sum_{i=1}^{J} D_{\mathrm{KL}}(q_i \,\|\, \mathcal{N}(0, 1))\Big)",
    assumptions=(
        real(mu, "the mean of a latent under q"),
        positive(sigma, "its standard deviation under q"),
        real(R, "the reconstruction error of a data point, summed over its pixels"),
        positive(P, "the number of pixels"),
    ),
    start=P * (R / P + mean_over_latents(kl)),
    start_because="Both terms are means, one over P pixels, one over J latents. The loss times P has the same optima; "
    "in it the reconstruction error R is the sum that the bound has.",
    steps=(
        step(
            "cite",
            P * (R / P + 1 / latents * sum_over_latents(half * (sigma**2 + mu**2 - 1) - log(sigma))),
            "The mean over the latents is a sum, divided by J.",
            cites="mean-over-latents",
        ),
        step(
            "algebra",
            R + P / latents * sum_over_latents(half * (sigma**2 + mu**2 - 1) - log(sigma)),
            "Multiplied out. So the weight is β = P/J: with 784 pixels and 20 latents, 39.2.",
        ),
    ),
)
