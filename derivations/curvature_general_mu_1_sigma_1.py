"""Mixed curvature of the KL of two Gaussians: mean of q, standard deviation of q."""

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
    zero,
)

q = density(x, mu_1, sigma_1)
p = density(x, mu_2, sigma_2)
kl = expectation(log(q / p), x, mu_1, sigma_1)

DERIVATION = Derivation(
    name="curvature-general-mu-1-sigma-1",
    title="Mixed curvature of the KL of two Gaussians: mean of q, standard deviation of q",
    left_side=r"\frac{\partial^{2}}{\partial \sigma_1 \partial \mu_1} D_{\mathrm{KL}}(q \,\|\, p)",
    assumptions=(
        real(mu_1, "the mean of q"),
        positive(sigma_1, "the standard deviation of q"),
        real(mu_2, "the mean of p"),
        positive(sigma_2, "the standard deviation of p"),
    ),
    start=derivative(derivative(kl, mu_1), sigma_1),
    start_because="How the slope in μ₁ changes with σ₁: one entry of the Hessian.",
    steps=(
        step(
            "cite",
            derivative((mu_1 - mu_2) / sigma_2**2, sigma_1),
            "The slope in μ₁ is known.",
            cites="gradient-general-mu-1",
        ),
        step("differentiate", zero, "The pull on the mean of q does not depend on the scale of q."),
    ),
)
