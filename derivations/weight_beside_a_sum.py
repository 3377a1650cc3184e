"""Mean over latents beside a summed reconstruction: β = 1/J."""

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
q = density(x, mu, sigma)
p = density(x, 0, 1)
kl = expectation(log(q / p), x, mu, sigma)

DERIVATION = Derivation(
    name="weight-beside-a-sum",
    title="Mean over latents beside a summed reconstruction: β = 1/J",
    left_side=r"R + \frac{1}{J} \sum_{i=1}^{J} D_{\mathrm{KL}}(q_i \,\|\, \mathcal{N}(0, 1))",
    assumptions=(
        real(mu, "the mean of a latent under q"),
        positive(sigma, "its standard deviation under q"),
        real(R, "the reconstruction error of a data point, summed over its pixels"),
    ),
    start=R + mean_over_latents(kl),
    start_because="A loss with the reconstruction error R summed over the pixels and the divergence averaged over the "
    "latents.",
    steps=(
        step(
            "cite",
            R + 1 / latents * sum_over_latents(half * (sigma**2 + mu**2 - 1) - log(sigma)),
            "So the divergence has the weight β = 1/J beside R: with 20 latents, a twentieth of what the bound asks "
            "for.",
            cites="mean-over-latents",
        ),
    ),
)
