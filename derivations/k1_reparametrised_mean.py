"""Gradient of k1 = log q − log p in the mean, reparametrised."""

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
    name="k1-reparametrised-mean",
    title="Gradient of k1 = log q − log p in the mean, reparametrised",
    left_side=r"\mathbb{E}\!\left[\tfrac{\partial}{\partial \mu} k_1\right]",
    assumptions=(real(mu, "the mean of q"), positive(sigma, "the standard deviation of q")),
    start=expectation(derivative(log(q) - log(p), mu), z, 0, 1),
    start_because="The draw is written as μ + σz with a standard normal z, so it moves with μ. This is the mean of "
    "what backpropagation gives.",
    steps=(
        step(
            "log-density",
            expectation(derivative((mu + sigma * z) ** 2 / 2 - z**2 / 2 - log(sigma), mu), z, 0, 1),
            "At the draw, log q is −½z² − log σ but for a constant that cancels.",
        ),
        step("differentiate", expectation(mu + sigma * z, z, 0, 1), "Only the square of the draw holds μ."),
        step("moments", mu, "Without bias: it is the slope of the divergence, μ."),
    ),
)
