"""Gradient of k2 = ½ (log q − log p)² in the mean, draws detached."""

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
    name="k2-detached-mean",
    title="Gradient of k2 = ½ (log q − log p)² in the mean, draws detached",
    left_side=r"\mathbb{E}\!\left[\tfrac{\partial}{\partial \mu} k_2\right]",
    assumptions=(real(mu, "the mean of q"), positive(sigma, "the standard deviation of q")),
    start=expectation(derivative(half * (log(q) - log(p)) ** 2, mu), x, mu, sigma),
    start_because="The draw x is detached: it is held while log q(x) is differentiated by μ.",
    steps=(
        step(
            "log-density",
            expectation(
                derivative(half * (x**2 / 2 - (x - mu) ** 2 / (2 * sigma**2) - log(sigma)) ** 2, mu), x, mu, sigma
            ),
            "The two halves of log 2π cancel.",
        ),
        step(
            "differentiate",
            expectation((x**2 / 2 - (x - mu) ** 2 / (2 * sigma**2) - log(sigma)) * ((x - mu) / sigma**2), x, mu, sigma),
            "The log-ratio times the slope of log q.",
        ),
        step(
            "moments",
            mu,
            "It is the slope of the divergence, μ. The value of k2 has a bias; its slope on detached draws has none.",
        ),
    ),
)
