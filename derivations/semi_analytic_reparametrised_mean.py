"""Gradient of the semi-analytic estimate in the mean, reparametrised."""

from kl_check.derivation.vocabulary import (
    Derivation,
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

DERIVATION = Derivation(
    name="semi-analytic-reparametrised-mean",
    title="Gradient of the semi-analytic estimate in the mean, reparametrised",
    left_side=r"\mathbb{E}\!\left[\tfrac{\partial}{\partial \mu} (\tfrac{1}{2} z^{2} - \log \sigma - "
    r"\tfrac{1}{2})\right]",
    assumptions=(real(mu, "the mean of q"), positive(sigma, "the standard deviation of q")),
    start=expectation(derivative(half * drawn**2 - log(sigma) - half, mu), z, 0, 1),
    start_because="The draw is written as μ + σz with a standard normal z, so it moves with μ. This is the mean of "
    "what backpropagation gives. Here p is N(0, 1).",
    steps=(
        step("differentiate", expectation(mu + sigma * z, z, 0, 1), "Only the square of the draw holds μ."),
        step("moments", mu, "Without bias: it is the slope of the divergence, μ."),
    ),
)
