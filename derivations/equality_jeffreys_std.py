"""Curvature of KL(q‖p) + KL(p‖q) at p = q, in the standard deviation of q."""

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
reverse = expectation(log(p / q), x, mu_2, sigma_2)

DERIVATION = Derivation(
    name="equality-jeffreys-std",
    title="Curvature of KL(q‖p) + KL(p‖q) at p = q, in the standard deviation of q",
    left_side=r"\frac{\partial^{2}}{\partial \sigma_1^{2}} \big(D_{\mathrm{KL}}(q \,\|\, p) + D_{\mathrm{KL}}(p "
    r"\,\|\, q)\big) \Big|_{p = q}",
    assumptions=(
        real(mu_1, "the mean of q"),
        positive(sigma_1, "the standard deviation of q"),
        real(mu_2, "the mean of p"),
        positive(sigma_2, "the standard deviation of p"),
    ),
    start=derivative(derivative(forward + reverse, sigma_1), sigma_1),
    start_because="The sum of both, which no exchange changes (Jeffreys), and its curvature in σ₁.",
    steps=(
        step(
            "cite",
            derivative(
                derivative(
                    log(sigma_2 / sigma_1) + (sigma_1**2 + (mu_1 - mu_2) ** 2) / (2 * sigma_2**2) - half + reverse,
                    sigma_1,
                ),
                sigma_1,
            ),
            "The divergence of q from p is known.",
            cites="univariate-general",
        ),
        step(
            "cite",
            derivative(
                derivative(
                    log(sigma_2 / sigma_1)
                    + (sigma_1**2 + (mu_1 - mu_2) ** 2) / (2 * sigma_2**2)
                    - half
                    + (log(sigma_1 / sigma_2) + (sigma_2**2 + (mu_2 - mu_1) ** 2) / (2 * sigma_1**2) - half),
                    sigma_1,
                ),
                sigma_1,
            ),
            "The divergence of p from q is the same formula with the two Gaussians exchanged.",
            where={mu_1: mu_2, sigma_1: sigma_2, mu_2: mu_1, sigma_2: sigma_1},
            cites="univariate-general",
        ),
        step(
            "differentiate",
            1 / sigma_2**2 + 1 / sigma_1**2 + (3 * (sigma_2**2 + (mu_2 - mu_1) ** 2) / sigma_1**4 - 1 / sigma_1**2),
            "The slope is done twice.",
        ),
        step(
            "substitute",
            4 / sigma_1**2,
            "At p = q it is twice the Fisher information, and so twice the curvature of either divergence.",
            where={mu_2: mu_1, sigma_2: sigma_1},
        ),
    ),
)
