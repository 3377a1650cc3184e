"""Gradient of k2 = ½ (log q − log p)² in the standard deviation, draws detached."""

from kl_check.derivation.vocabulary import (
    Derivation,
    density,
    derivative,
    expectation,
    half,
    log,
    mu,
    positive,
    real,
    sigma,
    step,
    x,
)

q = density(x, mu, sigma)
p = density(x, 0, 1)

DERIVATION = Derivation(
    name="k2-detached-std",
    title="Gradient of k2 = ½ (log q − log p)² in the standard deviation, draws detached",
    left_side=r"\mathbb{E}\!\left[\tfrac{\partial}{\partial \sigma} k_2\right]",
    assumptions=(real(mu, "the mean of q"), positive(sigma, "the standard deviation of q")),
    start=expectation(derivative(half * (log(q) - log(p)) ** 2, sigma), x, mu, sigma),
    start_because="The draw x is detached: it is held while log q(x) is differentiated by σ.",
    steps=(
        step(
            "log-density",
            expectation(
                derivative(half * (x**2 / 2 - (x - mu) ** 2 / (2 * sigma**2) - log(sigma)) ** 2, sigma), x, mu, sigma
            ),
            "The two halves of log 2π cancel.",
        ),
        step(
            "differentiate",
            expectation(
                (x**2 / 2 - (x - mu) ** 2 / (2 * sigma**2) - log(sigma)) * ((x - mu) ** 2 / sigma**3 - 1 / sigma),
                x,
                mu,
                sigma,
            ),
            "The log-ratio times the slope of log q.",
        ),
        step(
            "moments",
            sigma - 1 / sigma,
            "It is the slope of the divergence, σ − 1/σ. The value of k2 has a bias; its slope on detached draws has "
            "none.",
        ),
    ),
)
