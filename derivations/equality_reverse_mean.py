"""Curvature of KL(p‖q), in the mean of q."""

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
reverse = expectation(log(p / q), x, mu_2, sigma_2)

DERIVATION = Derivation(
    name="equality-reverse-mean",
    title="Curvature of KL(p‖q), in the mean of q",
    left_side=r"\frac{\partial^{2}}{\partial \mu_1^{2}} D_{\mathrm{KL}}(p \,\|\, q)",
    assumptions=(
        real(mu_1, "the mean of q"),
        positive(sigma_1, "the standard deviation of q"),
        real(mu_2, "the mean of p"),
        positive(sigma_2, "the standard deviation of p"),
    ),
    start=derivative(derivative(reverse, mu_1), mu_1),
    start_because="The reverse divergence, with the arguments exchanged, and its curvature in μ₁.",
    steps=(
        step(
            "cite",
            derivative(
                derivative(log(sigma_1 / sigma_2) + (sigma_2**2 + (mu_2 - mu_1) ** 2) / (2 * sigma_1**2) - half, mu_1),
                mu_1,
            ),
            "The divergence of p from q is the same formula with the two Gaussians exchanged.",
            where={mu_1: mu_2, sigma_1: sigma_2, mu_2: mu_1, sigma_2: sigma_1},
            cites="univariate-general",
        ),
        step(
            "differentiate",
            1 / sigma_1**2,
            "The slope is done twice. It is the Fisher information about μ₁ for every p.",
        ),
    ),
)
