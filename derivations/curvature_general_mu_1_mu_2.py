"""Mixed curvature of the KL of two Gaussians: mean of q, mean of p."""

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
    name="curvature-general-mu-1-mu-2",
    title="Mixed curvature of the KL of two Gaussians: mean of q, mean of p",
    left_side=r"\frac{\partial^{2}}{\partial \mu_2 \partial \mu_1} D_{\mathrm{KL}}(q \,\|\, p)",
    assumptions=(
        real(mu_1, "the mean of q"),
        positive(sigma_1, "the standard deviation of q"),
        real(mu_2, "the mean of p"),
        positive(sigma_2, "the standard deviation of p"),
    ),
    start=derivative(derivative(kl, mu_1), mu_2),
    start_because="How the slope in μ₁ changes with μ₂: one entry of the Hessian.",
    steps=(
        step(
            "cite",
            derivative((mu_1 - mu_2) / sigma_2**2, mu_2),
            "The slope in μ₁ is known.",
            cites="gradient-general-mu-1",
        ),
        step("linearity", 1 / sigma_2**2 * derivative(mu_1 - mu_2, mu_2), "Constants in front."),
        step(
            "differentiate",
            -1 / sigma_2**2,
            "Moving p by as much as q changes nothing, so this is minus the curvature in μ₁.",
        ),
    ),
)
