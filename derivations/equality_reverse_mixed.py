"""KL(p‖q) at p = q: mean and standard deviation of q do not meet."""

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
    zero,
)

p = density(x, mu_2, sigma_2)
q = density(x, mu_1, sigma_1)
reverse = expectation(log(p / q), x, mu_2, sigma_2)

DERIVATION = Derivation(
    name="equality-reverse-mixed",
    title="Curvature of KL(p‖q) at p = q, between mean and standard deviation of q",
    left_side=r"\frac{\partial^{2}}{\partial \sigma_1 \partial \mu_1} D_{\mathrm{KL}}(p \,\|\, q) \Big|_{p = q}",
    assumptions=(
        real(mu_1, "the mean of q"),
        positive(sigma_1, "the standard deviation of q"),
        real(mu_2, "the mean of p"),
        positive(sigma_2, "the standard deviation of p"),
    ),
    start=derivative(derivative(reverse, mu_1), sigma_1),
    start_because="In the forward divergence the pull on μ₁ does not depend on σ₁. Here it does, but not at p = q.",
    steps=(
        step(
            "cite",
            derivative(
                derivative(log(sigma_1 / sigma_2) + (sigma_2**2 + (mu_2 - mu_1) ** 2) / (2 * sigma_1**2) - half, mu_1),
                sigma_1,
            ),
            "The divergence of p from q is the general formula with the two Gaussians exchanged.",
            where={mu_1: mu_2, sigma_1: sigma_2, mu_2: mu_1, sigma_2: sigma_1},
            cites="univariate-general",
        ),
        step("differentiate", 2 * (mu_2 - mu_1) / sigma_1**3, "A wider q is pulled less towards p."),
        step(
            "substitute",
            zero,
            "Where the means are equal nothing pulls on them. So at p = q both divergences have one Hessian, the "
            "Fisher information: 1/σ², 2/σ², and 0 beside the diagonal.",
            where={mu_2: mu_1, sigma_2: sigma_1},
        ),
    ),
)
