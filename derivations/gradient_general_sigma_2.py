"""The slope of the KL divergence of two Gaussians in the standard deviation of p."""

from kl_check.derivation.vocabulary import (
    Derivation,
    density,
    derivative,
    expectation,
    half,
    log,
    mu_1,
    mu_2,
    positive,
    real,
    sigma_1,
    sigma_2,
    step,
    x,
)

q = density(x, mu_1, sigma_1)
p = density(x, mu_2, sigma_2)
kl = expectation(log(q / p), x, mu_1, sigma_1)

DERIVATION = Derivation(
    name="gradient-general-sigma-2",
    title="Slope of the KL of two Gaussians in the standard deviation of p",
    left_side=r"\frac{\partial}{\partial \sigma_2} D_{\mathrm{KL}}(q \,\|\, p)",
    assumptions=(
        real(mu_1, "the mean of q"),
        positive(sigma_1, "the standard deviation of q"),
        real(mu_2, "the mean of p"),
        positive(sigma_2, "the standard deviation of p"),
    ),
    start=derivative(kl, sigma_2),
    start_because="What gradient descent takes for σ₂, the others held.",
    steps=(
        step(
            "cite",
            derivative(log(sigma_2 / sigma_1) + (sigma_1**2 + (mu_1 - mu_2) ** 2) / (2 * sigma_2**2) - half, sigma_2),
            "The divergence itself is known.",
            cites="univariate-general",
        ),
        step(
            "linearity",
            derivative(log(sigma_2), sigma_2)
            + (sigma_1**2 + (mu_1 - mu_2) ** 2) * derivative(1 / (2 * sigma_2**2), sigma_2),
            "The scale of p stands in the logarithm and under the squares.",
        ),
        step(
            "differentiate",
            1 / sigma_2 - (sigma_1**2 + (mu_1 - mu_2) ** 2) / sigma_2**3,
            "It is zero where σ₂² is the mean squared distance from μ₂ under q: a p that is fitted covers all of q.",
        ),
    ),
)
