"""The slope of the KL divergence of two Gaussians in the mean of q."""

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
    name="gradient-general-mu-1",
    title="Slope of the KL of two Gaussians in the mean of q",
    left_side=r"\frac{\partial}{\partial \mu_1} D_{\mathrm{KL}}(q \,\|\, p)",
    assumptions=(
        real(mu_1, "the mean of q"),
        positive(sigma_1, "the standard deviation of q"),
        real(mu_2, "the mean of p"),
        positive(sigma_2, "the standard deviation of p"),
    ),
    start=derivative(kl, mu_1),
    start_because="What gradient descent takes for μ₁, the others held.",
    steps=(
        step(
            "cite",
            derivative(log(sigma_2 / sigma_1) + (sigma_1**2 + (mu_1 - mu_2) ** 2) / (2 * sigma_2**2) - half, mu_1),
            "The divergence itself is known.",
            cites="univariate-general",
        ),
        step(
            "linearity",
            1 / (2 * sigma_2**2) * derivative((mu_1 - mu_2) ** 2, mu_1),
            "Only the distance of the means holds μ₁.",
        ),
        step(
            "differentiate",
            (mu_1 - mu_2) / sigma_2**2,
            "The pull towards μ₂ grows with the distance and with the precision of p; the scale of q does not enter.",
        ),
    ),
)
