"""The slope of the KL divergence of two Gaussians in the standard deviation of q."""

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
    name="gradient-general-sigma-1",
    title="Slope of the KL of two Gaussians in the standard deviation of q",
    left_side=r"\frac{\partial}{\partial \sigma_1} D_{\mathrm{KL}}(q \,\|\, p)",
    assumptions=(
        real(mu_1, "the mean of q"),
        positive(sigma_1, "the standard deviation of q"),
        real(mu_2, "the mean of p"),
        positive(sigma_2, "the standard deviation of p"),
    ),
    start=derivative(kl, sigma_1),
    start_because="What gradient descent takes for σ₁, the others held.",
    steps=(
        step(
            "cite",
            derivative(log(sigma_2 / sigma_1) + (sigma_1**2 + (mu_1 - mu_2) ** 2) / (2 * sigma_2**2) - half, sigma_1),
            "The divergence itself is known.",
            cites="univariate-general",
        ),
        step(
            "linearity",
            1 / (2 * sigma_2**2) * derivative(sigma_1**2, sigma_1) - derivative(log(sigma_1), sigma_1),
            "Apart from the constants there is σ₁² over 2σ₂², and −log σ₁.",
        ),
        step(
            "differentiate", sigma_1 / sigma_2**2 - 1 / sigma_1, "It is zero where σ₁² = σ₂², wherever the means are."
        ),
    ),
)
