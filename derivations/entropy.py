"""The entropy of a Gaussian."""

from kl_check.derivation.vocabulary import (
    Derivation,
    density,
    expectation,
    half,
    log,
    mu_1,
    pi,
    positive,
    real,
    sigma_1,
    step,
    x,
    z,
)

DERIVATION = Derivation(
    name="entropy",
    title="Entropy of a Gaussian",
    left_side=r"H(q)",
    assumptions=(real(mu_1, "the mean of q"), positive(sigma_1, "the standard deviation of q")),
    start=expectation(-log(density(x, mu_1, sigma_1)), x, mu_1, sigma_1),
    start_because="The (differential) entropy is the mean surprise −log q(x) of a sample x from q itself.",
    steps=(
        step(
            "log-density",
            expectation(half * log(2 * pi * sigma_1**2) + (x - mu_1) ** 2 / (2 * sigma_1**2), x, mu_1, sigma_1),
            "The surprise is a constant plus half the squared distance to the mean, counted in standard deviations.",
        ),
        step(
            "lotus",
            expectation(half * log(2 * pi * sigma_1**2) + half * z**2, z, 0, 1),
            "Count in standard deviations: with x = μ₁ + σ₁z, z is standard normal.",
            where={x: mu_1 + sigma_1 * z},
        ),
        step(
            "moments",
            half * log(2 * pi * sigma_1**2) + half,
            "The mean of z² is 1. So the entropy grows with log σ₁ and knows nothing of the mean; where σ₁ moves, it "
            "moves too.",
        ),
    ),
)
