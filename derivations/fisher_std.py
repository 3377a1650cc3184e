"""The Fisher information of a Gaussian about its standard deviation."""

from kl_check.derivation.vocabulary import (
    Derivation,
    density,
    derivative,
    expectation,
    half,
    log,
    mu,
    one,
    pi,
    positive,
    real,
    sigma,
    step,
    x,
)

q = density(x, mu, sigma)

DERIVATION = Derivation(
    name="fisher-std",
    title="Fisher information about the standard deviation",
    left_side=r"I_{\sigma}",
    assumptions=(real(mu, "the mean of q"), positive(sigma, "the standard deviation of q")),
    start=expectation(derivative(log(q), sigma) ** 2, x, mu, sigma),
    start_because="How much a draw tells about σ: the mean square of the slope of log q(x), with x held.",
    steps=(
        step(
            "log-density",
            expectation(
                derivative(-half * log(2 * pi * sigma**2) - (x - mu) ** 2 / (2 * sigma**2), sigma) ** 2, x, mu, sigma
            ),
            "The log-density written out.",
        ),
        step(
            "differentiate",
            expectation(((x - mu) ** 2 / sigma**3 - 1 / sigma) ** 2, x, mu, sigma),
            "Only the squared distance and log σ hold σ; x is held.",
        ),
        step(
            "linearity",
            1 / sigma**6 * expectation((x - mu) ** 4, x, mu, sigma)
            - 2 / sigma**4 * expectation((x - mu) ** 2, x, mu, sigma)
            + 1 / sigma**2 * expectation(one, x, mu, sigma),
            "Multiplied out, with the constants in front.",
        ),
        step("moments", 2 / sigma**2, "The fourth central moment is 3σ⁴, the second σ²: 3 − 2 + 1 = 2."),
    ),
)
