"""Curvature of the KL of two Gaussians in the standard deviation of q."""

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
    name="curvature-general-sigma-1",
    title="Curvature of the KL of two Gaussians in the standard deviation of q",
    left_side=r"\frac{\partial^{2}}{\partial \sigma_1^{2}} D_{\mathrm{KL}}(q \,\|\, p)",
    assumptions=(
        real(mu_1, "the mean of q"),
        positive(sigma_1, "the standard deviation of q"),
        real(mu_2, "the mean of p"),
        positive(sigma_2, "the standard deviation of p"),
    ),
    start=derivative(derivative(kl, sigma_1), sigma_1),
    start_because="The slope of the slope in σ₁: one entry of the Hessian.",
    steps=(
        step(
            "cite",
            derivative(sigma_1 / sigma_2**2 - 1 / sigma_1, sigma_1),
            "The slope in σ₁ is known.",
            cites="gradient-general-sigma-1",
        ),
        step(
            "linearity",
            1 / sigma_2**2 * derivative(sigma_1, sigma_1) - derivative(1 / sigma_1, sigma_1),
            "Constants in front.",
        ),
        step(
            "differentiate",
            1 / sigma_2**2 + 1 / sigma_1**2,
            "It is positive everywhere: for a given p the divergence is convex in σ₁.",
        ),
    ),
)
