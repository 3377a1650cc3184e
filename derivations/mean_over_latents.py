"""A mean over the latents is the divergence divided by J."""

from kl_check.derivation.vocabulary import (
    Derivation,
    density,
    expectation,
    half,
    latents,
    log,
    mean_over_latents,
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

q = density(x, mu, sigma)
p = density(x, 0, 1)
kl = expectation(log(q / p), x, mu, sigma)

DERIVATION = Derivation(
    name="mean-over-latents",
    title="A mean over the latents is the divergence divided by J",
    left_side=r"\frac{1}{J} \sum_{i=1}^{J} D_{\mathrm{KL}}(q_i \,\|\, \mathcal{N}(0, 1))",
    assumptions=(real(mu, "the mean of a latent under q"), positive(sigma, "its standard deviation under q")),
    start=mean_over_latents(kl),
    start_because="The latents are independent, so their divergences add up. Some lines take their mean instead.",
    steps=(
        step("linearity", 1 / latents * sum_over_latents(kl), "A mean is the sum, divided by the number of latents."),
        step(
            "cite",
            1 / latents * sum_over_latents(half * (sigma**2 + mu**2 - 1) - log(sigma)),
            "Under the sum stands the divergence of one latent. The whole has the weight 1/J, which no learning rate "
            "undoes where another term stands beside it.",
            where={mu_1: mu, sigma_1: sigma},
            cites="univariate-standard",
        ),
    ),
)
