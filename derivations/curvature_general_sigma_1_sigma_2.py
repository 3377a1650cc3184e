"""Mixed curvature of the KL of two Gaussians: standard deviation of q, standard deviation of p."""

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
    name="curvature-general-sigma-1-sigma-2",
    title="Mixed curvature of the KL of two Gaussians: standard deviation of q, standard deviation of p",
    left_side=r"\frac{\partial^{2}}{\partial \sigma_2 \partial \sigma_1} D_{\mathrm{KL}}(q \,\|\, p)",
    assumptions=(
        real(mu_1, "the mean of q"),
        positive(sigma_1, "the standard deviation of q"),
        real(mu_2, "the mean of p"),
        positive(sigma_2, "the standard deviation of p"),
    ),
    start=derivative(derivative(kl, sigma_1), sigma_2),
    start_because="How the slope in σ₁ changes with σ₂: one entry of the Hessian.",
    steps=(
        step(
            "cite",
            derivative(sigma_1 / sigma_2**2 - 1 / sigma_1, sigma_2),
            "The slope in σ₁ is known.",
            cites="gradient-general-sigma-1",
        ),
        step("linearity", sigma_1 * derivative(1 / sigma_2**2, sigma_2), "Constants in front."),
        step("differentiate", -2 * sigma_1 / sigma_2**3, "A wider p calls for a wider q."),
    ),
)
