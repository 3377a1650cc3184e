"""Mean of the semi-analytic estimate of flow models."""

from kl_check.derivation.vocabulary import (
    Derivation,
    expectation,
    half,
    log,
    mu_1,
    mu_2,
    one,
    positive,
    real,
    sigma_1,
    sigma_2,
    step,
    z,
)

DERIVATION = Derivation(
    name="semi-analytic-mean",
    title="Mean of the semi-analytic estimate of flow models",
    left_side=r"\mathbb{E}[\log \sigma_2 - \log \sigma_1 - \tfrac{1}{2} + \tfrac{(z - \mu_2)^{2}}{2 \sigma_2^{2}}]",
    assumptions=(
        real(mu_1, "the mean of q"),
        positive(sigma_1, "the standard deviation of q"),
        real(mu_2, "the mean of p"),
        positive(sigma_2, "the standard deviation of p"),
    ),
    start=expectation(log(sigma_2) - log(sigma_1) - half + (z - mu_2) ** 2 / (2 * sigma_2**2), z, mu_1, sigma_1),
    start_because="Speech models with a flow prior take the entropy of q in closed form and log p at the draw z. "
    "There is no σ₁² in the line.",
    steps=(
        step(
            "linearity",
            (log(sigma_2) - log(sigma_1) - half) * expectation(one, z, mu_1, sigma_1)
            + 1 / (2 * sigma_2**2) * expectation((z - mu_2) ** 2, z, mu_1, sigma_1),
            "Constants in front.",
        ),
        step(
            "total-mass",
            log(sigma_2) - log(sigma_1) - half + 1 / (2 * sigma_2**2) * expectation((z - mu_2) ** 2, z, mu_1, sigma_1),
            "The mean of a constant is that constant.",
        ),
        step(
            "moments",
            log(sigma_2) - log(sigma_1) - half + 1 / (2 * sigma_2**2) * (sigma_1**2 + (mu_1 - mu_2) ** 2),
            "The spread of z brings the σ₁² that the line lacks; adding it by hand would count it twice.",
        ),
        step(
            "collect",
            log(sigma_2 / sigma_1) + (sigma_1**2 + (mu_1 - mu_2) ** 2) / (2 * sigma_2**2) - half,
            "It is the divergence of the two Gaussians: no bias.",
        ),
    ),
)
