"""The KL divergence of a Gaussian with diagonal covariance from N(0, I): the KL term of a VAE."""

from kl_check.derivation.vocabulary import (
    Derivation,
    density,
    expectation,
    half,
    log,
    mu_1,
    positive,
    product_over_latents,
    real,
    sigma_1,
    step,
    sum_over_latents,
    x,
)

q = density(x, mu_1, sigma_1)
p = density(x, 0, 1)

DERIVATION = Derivation(
    name="diagonal-standard",
    title="KL of a Gaussian with diagonal covariance from N(0, I)",
    left_side=r"D_{\mathrm{KL}}(q \,\|\, \mathcal{N}(0, I))",
    assumptions=(real(mu_1, "the mean of a latent under q"), positive(sigma_1, "its standard deviation under q")),
    start=expectation(log(product_over_latents(q) / product_over_latents(p)), x, mu_1, sigma_1),
    start_because="By definition, the divergence is the mean of log q(x)/p(x) for x drawn from q. Under both the J "
    "latents are independent, so each density is a product over the latents.",
    steps=(
        step(
            "logarithm",
            expectation(sum_over_latents(log(q)) - sum_over_latents(log(p)), x, mu_1, sigma_1),
            "The logarithm turns products into sums and the quotient into a difference.",
        ),
        step(
            "linearity",
            expectation(sum_over_latents(log(q) - log(p)), x, mu_1, sigma_1),
            "Two sums over the same latents are one sum of differences.",
        ),
        step(
            "logarithm",
            expectation(sum_over_latents(log(q / p)), x, mu_1, sigma_1),
            "Latent by latent, a difference of logarithms is the logarithm of a quotient.",
        ),
        step(
            "sum-of-expectations",
            sum_over_latents(expectation(log(q / p), x, mu_1, sigma_1)),
            "The mean of a sum is the sum of the means, and each summand knows one latent only: the others integrate "
            "to 1.",
        ),
        step(
            "cite",
            sum_over_latents(half * (sigma_1**2 + mu_1**2 - 1) - log(sigma_1)),
            "Under the sum stands the divergence of a univariate Gaussian from N(0, 1), which is known. It is a sum, "
            "and not a mean: every latent adds its own divergence.",
            cites="univariate-standard",
        ),
    ),
)
