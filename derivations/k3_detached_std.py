"""Gradient of k3 = r − 1 − log r in the standard deviation, draws detached."""

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
    name="k3-detached-std",
    title="Gradient of k3 = r − 1 − log r in the standard deviation, draws detached",
    left_side=r"\mathbb{E}\!\left[\tfrac{\partial}{\partial \sigma} k_3\right]",
    assumptions=(real(mu, "the mean of q"), positive(sigma, "the standard deviation of q")),
    start=integral(q * derivative(p / q - 1 - log(p / q), sigma), x),
    start_because="The draw x is detached: it is held while log q(x) is differentiated by σ. The mean is written as "
    "an integral.",
    steps=(
        step(
            "differentiate",
            integral(q * (1 - p / q) * ((x - mu) ** 2 / sigma**3 - 1 / sigma), x),
            "The slope of log q, less p/q times that slope.",
        ),
        step(
            "algebra",
            integral(q * ((x - mu) ** 2 / sigma**3 - 1 / sigma) - p * ((x - mu) ** 2 / sigma**3 - 1 / sigma), x),
            "Where the ratio is weighted by q, q cancels.",
        ),
        step(
            "linearity",
            integral(q * ((x - mu) ** 2 / sigma**3 - 1 / sigma), x)
            - integral(p * ((x - mu) ** 2 / sigma**3 - 1 / sigma), x),
            "Two integrals.",
        ),
        step(
            "expectation",
            expectation((x - mu) ** 2 / sigma**3 - 1 / sigma, x, mu, sigma)
            - expectation((x - mu) ** 2 / sigma**3 - 1 / sigma, x, 0, 1),
            "One mean under q, one under p.",
        ),
        step(
            "moments",
            1 / sigma - (1 + mu**2) / sigma**3,
            "The first is 0. What is left is the slope of the reverse divergence, KL(p‖q).",
        ),
    ),
)
