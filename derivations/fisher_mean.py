"""The Fisher information of a Gaussian about its mean."""

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
)

q = density(x, mu, sigma)

DERIVATION = Derivation(
    name="fisher-mean",
    title="Fisher information about the mean",
    left_side=r"I_{\mu}",
    assumptions=(real(mu, "the mean of q"), positive(sigma, "the standard deviation of q")),
    start=expectation(derivative(log(q), mu) ** 2, x, mu, sigma),
    start_because="How much a draw tells about μ: the mean square of the slope of log q(x), with x held.",
    steps=(
        step(
            "log-density",
            expectation(
                derivative(-half * log(2 * pi * sigma**2) - (x - mu) ** 2 / (2 * sigma**2), mu) ** 2, x, mu, sigma
            ),
            "The log-density written out.",
        ),
        step(
            "differentiate",
            expectation(((x - mu) / sigma**2) ** 2, x, mu, sigma),
            "Only the squared distance holds μ; x is held.",
        ),
        step("linearity", 1 / sigma**4 * expectation((x - mu) ** 2, x, mu, sigma), "The constants move in front."),
        step("moments", 1 / sigma**2, "The mean squared deviation is σ², and σ² / σ⁴ is 1/σ²."),
    ),
)
