"""The Fisher information of a Gaussian between mean and standard deviation: none."""

from kl_check.derivation.vocabulary import (
    Derivation,
    density,
    derivative,
    expectation,
    half,
    log,
    mu,
    pi,
    positive,
    real,
    sigma,
    step,
    x,
    zero,
)

q = density(x, mu, sigma)

DERIVATION = Derivation(
    name="fisher-mixed",
    title="Fisher information between mean and standard deviation",
    left_side=r"I_{\mu \sigma}",
    assumptions=(real(mu, "the mean of q"), positive(sigma, "the standard deviation of q")),
    start=expectation(derivative(log(q), mu) * derivative(log(q), sigma), x, mu, sigma),
    start_because="The mean product of the two slopes of log q(x) says whether they go together.",
    steps=(
        step(
            "log-density",
            expectation(
                derivative(-half * log(2 * pi * sigma**2) - (x - mu) ** 2 / (2 * sigma**2), mu)
                * derivative(-half * log(2 * pi * sigma**2) - (x - mu) ** 2 / (2 * sigma**2), sigma),
                x,
                mu,
                sigma,
            ),
            "The log-density written out.",
        ),
        step(
            "differentiate",
            expectation((x - mu) / sigma**2 * ((x - mu) ** 2 / sigma**3 - 1 / sigma), x, mu, sigma),
            "The slopes in μ and in σ.",
        ),
        step(
            "linearity",
            1 / sigma**5 * expectation((x - mu) ** 3, x, mu, sigma) - 1 / sigma**3 * expectation(x - mu, x, mu, sigma),
            "Multiplied out, with the constants in front.",
        ),
        step(
            "moments",
            zero,
            "Odd central moments vanish. So the Fisher information is diagonal: 1/σ² for μ and 2/σ² for σ.",
        ),
    ),
)
