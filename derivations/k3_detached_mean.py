"""Gradient of k3 = r − 1 − log r in the mean, draws detached."""

from kl_check.derivation.vocabulary import (
    Derivation,
    density,
    derivative,
    expectation,
    integral,
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
    name="k3-detached-mean",
    title="Gradient of k3 = r − 1 − log r in the mean, draws detached",
    left_side=r"\mathbb{E}\!\left[\tfrac{\partial}{\partial \mu} k_3\right]",
    assumptions=(real(mu, "the mean of q"), positive(sigma, "the standard deviation of q")),
    start=integral(q * derivative(p / q - 1 - log(p / q), mu), x),
    start_because="The draw x is detached: it is held while log q(x) is differentiated by μ. The mean is written as "
    "an integral.",
    steps=(
        step(
            "differentiate",
            integral(q * (1 - p / q) * ((x - mu) / sigma**2), x),
            "The slope of log q, less p/q times that slope.",
        ),
        step(
            "algebra",
            integral(q * ((x - mu) / sigma**2) - p * ((x - mu) / sigma**2), x),
            "Where the ratio is weighted by q, q cancels.",
        ),
        step(
            "linearity",
            integral(q * ((x - mu) / sigma**2), x) - integral(p * ((x - mu) / sigma**2), x),
            "Two integrals.",
        ),
        step(
            "expectation",
            expectation((x - mu) / sigma**2, x, mu, sigma) - expectation((x - mu) / sigma**2, x, 0, 1),
            "One mean under q, one under p.",
        ),
        step(
            "moments",
            mu / sigma**2,
            "The first is 0. What is left is the slope of the reverse divergence, KL(p‖q): μ/σ² for μ.",
        ),
    ),
)
