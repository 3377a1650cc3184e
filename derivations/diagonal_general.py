"""The KL divergence of two Gaussians with diagonal covariance: the sum of those of their latents."""

from kl_check.derivation.vocabulary import (
    Derivation,
    density,
    expectation,
    half,
    log,
    mu_1,
    mu_2,
    positive,
    product_over_latents,
    real,
    sigma_1,
    sigma_2,
    step,
    sum_over_latents,
    x,
)

q = density(x, mu_1, sigma_1)
p = density(x, mu_2, sigma_2)

DERIVATION = Derivation(
    name="diagonal-general",
    title="KL of two Gaussians with diagonal covariance",
    left_side=r"D_{\mathrm{KL}}(q \,\|\, p)",
    assumptions=(
        real(mu_1, "the mean of a latent under q"),
        positive(sigma_1, "its standard deviation under q"),
        real(mu_2, "its mean under p"),
        positive(sigma_2, "its standard deviation under p"),
    ),
    start=expectation(log(product_over_latents(q) / product_over_latents(p)), x, mu_1, sigma_1),
    start_because="By definition, the divergence is the mean of log q(x)/p(x) for x drawn from q. A diagonal "
    "covariance makes the J latents independent, so each density is a product over the latents.",
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
            sum_over_latents(log(sigma_2 / sigma_1) + (sigma_1**2 + (mu_1 - mu_2) ** 2) / (2 * sigma_2**2) - half),
            "Under the sum stands the divergence of two univariate Gaussians, which is known.",
            cites="univariate-general",
        ),
    ),
)
