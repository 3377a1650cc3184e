"""Gradient of k1 = log q − log p in the standard deviation, reparametrised."""

from kl_check.derivation.vocabulary import (
    Derivation,
    density,
    derivative,
    expectation,
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
    name="k1-reparametrised-std",
    title="Gradient of k1 = log q − log p in the standard deviation, reparametrised",
    left_side=r"\mathbb{E}\!\left[\tfrac{\partial}{\partial \sigma} k_1\right]",
    assumptions=(real(mu, "the mean of q"), positive(sigma, "the standard deviation of q")),
    start=expectation(derivative(log(q) - log(p), sigma), z, 0, 1),
    start_because="The draw is written as μ + σz with a standard normal z, so it moves with σ. This is the mean of "
    "what backpropagation gives.",
    steps=(
        step(
            "log-density",
            expectation(derivative((mu + sigma * z) ** 2 / 2 - z**2 / 2 - log(sigma), sigma), z, 0, 1),
            "At the draw, log q is −½z² − log σ but for a constant that cancels.",
        ),
        step(
            "differentiate",
            expectation((mu + sigma * z) * z - 1 / sigma, z, 0, 1),
            "The chain rule: the draw moves with z.",
        ),
        step("moments", sigma - 1 / sigma, "Without bias: it is the slope of the divergence, σ − 1/σ."),
    ),
)
