"""Curvature of the KL of two Gaussians in the standard deviation of p."""

from kl_check.derivation.vocabulary import (
    Derivation,
    density,
    derivative,
    expectation,
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
    name="curvature-general-sigma-2",
    title="Curvature of the KL of two Gaussians in the standard deviation of p",
    left_side=r"\frac{\partial^{2}}{\partial \sigma_2^{2}} D_{\mathrm{KL}}(q \,\|\, p)",
    assumptions=(
        real(mu_1, "the mean of q"),
        positive(sigma_1, "the standard deviation of q"),
        real(mu_2, "the mean of p"),
        positive(sigma_2, "the standard deviation of p"),
    ),
    start=derivative(derivative(kl, sigma_2), sigma_2),
    start_because="The slope of the slope in σ₂: one entry of the Hessian.",
    steps=(
        step(
            "cite",
            derivative(1 / sigma_2 - (sigma_1**2 + (mu_1 - mu_2) ** 2) / sigma_2**3, sigma_2),
            "The slope in σ₂ is known.",
            cites="gradient-general-sigma-2",
        ),
        step(
            "linearity",
            derivative(1 / sigma_2, sigma_2) - (sigma_1**2 + (mu_1 - mu_2) ** 2) * derivative(1 / sigma_2**3, sigma_2),
            "Constants in front.",
        ),
        step(
            "differentiate",
            3 * (sigma_1**2 + (mu_1 - mu_2) ** 2) / sigma_2**4 - 1 / sigma_2**2,
            "Where σ₂² is more than three times the mean squared distance it is negative: the divergence is not "
            "convex in σ₂.",
        ),
    ),
)
