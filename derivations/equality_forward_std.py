"""Curvature of KL(q‖p) at p = q, in the standard deviation of q."""

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
forward = expectation(log(q / p), x, mu_1, sigma_1)

DERIVATION = Derivation(
    name="equality-forward-std",
    title="Curvature of KL(q‖p) at p = q, in the standard deviation of q",
    left_side=r"\frac{\partial^{2}}{\partial \sigma_1^{2}} D_{\mathrm{KL}}(q \,\|\, p) \Big|_{p = q}",
    assumptions=(
        real(mu_1, "the mean of q"),
        positive(sigma_1, "the standard deviation of q"),
        real(mu_2, "the mean of p"),
        positive(sigma_2, "the standard deviation of p"),
    ),
    start=derivative(derivative(forward, sigma_1), sigma_1),
    start_because="Near p = q both divergences are bowls. Their curvature in σ₁ says how steep they are; this is the "
    "forward one.",
    steps=(
        step(
            "cite",
            derivative(
                derivative(
                    log(sigma_2 / sigma_1) + (sigma_1**2 + (mu_1 - mu_2) ** 2) / (2 * sigma_2**2) - half, sigma_1
                ),
                sigma_1,
            ),
            "The divergence of q from p is known.",
            cites="univariate-general",
        ),
        step("differentiate", 1 / sigma_2**2 + 1 / sigma_1**2, "The slope is done twice."),
        step(
            "substitute",
            2 / sigma_1**2,
            "At p = q it is the Fisher information about σ₁, twice 1/σ₁².",
            where={mu_2: mu_1, sigma_2: sigma_1},
        ),
    ),
)
