"""Gradient of k2 = ½ (log q − log p)² in the mean, reparametrised."""

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
    z,
)

drawn = mu + sigma * z
q = density(drawn, mu, sigma)
p = density(drawn, 0, 1)

DERIVATION = Derivation(
    name="k2-reparametrised-mean",
    title="Gradient of k2 = ½ (log q − log p)² in the mean, reparametrised",
    left_side=r"\mathbb{E}\!\left[\tfrac{\partial}{\partial \mu} k_2\right]",
    assumptions=(real(mu, "the mean of q"), positive(sigma, "the standard deviation of q")),
    start=expectation(derivative(half * (log(q) - log(p)) ** 2, mu), z, 0, 1),
    start_because="The draw is written as μ + σz with a standard normal z, so it moves with μ. This is the mean of "
    "what backpropagation gives.",
    steps=(
        step(
            "log-density",
            expectation(derivative(half * ((mu + sigma * z) ** 2 / 2 - z**2 / 2 - log(sigma)) ** 2, mu), z, 0, 1),
            "At the draw, log q is −½z² − log σ but for a constant that cancels.",
        ),
        step(
            "differentiate",
            expectation(((mu + sigma * z) ** 2 / 2 - z**2 / 2 - log(sigma)) * (mu + sigma * z), z, 0, 1),
            "The chain rule: the log-ratio times its own slope.",
        ),
        step(
            "moments",
            mu * (half * (sigma**2 + mu**2 - 1) - log(sigma) + sigma**2),
            "Not μ, but μ times the divergence plus σ²: at the same place, with another weight.",
        ),
    ),
)
