"""The divergence in bits."""

from kl_check.derivation.vocabulary import (
    Derivation,
    density,
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

DERIVATION = Derivation(
    name="bits",
    title="The divergence in bits",
    left_side=r"\mathbb{E}_{x \sim q}\!\left[\log_2 \frac{q(x)}{p(x)}\right]",
    assumptions=(
        real(mu_1, "the mean of q"),
        positive(sigma_1, "the standard deviation of q"),
        real(mu_2, "the mean of p"),
        positive(sigma_2, "the standard deviation of p"),
    ),
    start=expectation(log(q / p) / log(2), x, mu_1, sigma_1),
    start_because="A logarithm to the base 2 is the natural one, divided by log 2. With it the divergence is counted "
    "in bits.",
    steps=(
        step("linearity", 1 / log(2) * expectation(log(q / p), x, mu_1, sigma_1), "The factor does not depend on x."),
        step(
            "cite",
            1 / log(2) * (log(sigma_2 / sigma_1) + (sigma_1**2 + (mu_1 - mu_2) ** 2) / (2 * sigma_2**2) - half),
            "The divergence in nats is known. One nat is 1/log 2 = 1.4427 bits; the squares are divided too, not only "
            "the logarithm.",
            cites="univariate-general",
        ),
    ),
)
