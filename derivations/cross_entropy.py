"""The cross-entropy of two Gaussians."""

from kl_check.derivation.vocabulary import (
    Derivation,
    density,
    expectation,
    half,
    log,
    mu_1,
    mu_2,
    pi,
    positive,
    real,
    sigma_1,
    sigma_2,
    step,
    x,
)

DERIVATION = Derivation(
    name="cross-entropy",
    title="Cross-entropy of two Gaussians",
    left_side=r"H(q, p)",
    assumptions=(
        real(mu_1, "the mean of q"),
        positive(sigma_1, "the standard deviation of q"),
        real(mu_2, "the mean of p"),
        positive(sigma_2, "the standard deviation of p"),
    ),
    start=expectation(-log(density(x, mu_2, sigma_2)), x, mu_1, sigma_1),
    start_because="The cross-entropy is the mean surprise of someone who expects p while the samples come from q.",
    steps=(
        step(
            "log-density",
            expectation(half * log(2 * pi * sigma_2**2) + (x - mu_2) ** 2 / (2 * sigma_2**2), x, mu_1, sigma_1),
            "The surprise under p: a constant plus half the squared distance to p's mean, in p's standard deviations.",
        ),
        step(
            "algebra",
            expectation(
                half * log(2 * pi * sigma_2**2)
                + ((x - mu_1) ** 2 + 2 * (mu_1 - mu_2) * (x - mu_1) + (mu_1 - mu_2) ** 2) / (2 * sigma_2**2),
                x,
                mu_1,
                sigma_1,
            ),
            "Go from x to μ₂ by way of μ₁, where x is at home: x − μ₂ = (x − μ₁) + (μ₁ − μ₂), squared.",
        ),
        step(
            "moments",
            half * log(2 * pi * sigma_2**2) + (sigma_1**2 + (mu_1 - mu_2) ** 2) / (2 * sigma_2**2),
            "Here (x − μ₁)² has the mean σ₁² and x − μ₁ the mean 0, so the cross term falls away: the mean squared "
            "distance to μ₂ is the variance plus the squared distance of the two means.",
        ),
    ),
)
