"""Gradient of the semi-analytic estimate in the standard deviation, reparametrised."""

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
    name="semi-analytic-reparametrised-std",
    title="Gradient of the semi-analytic estimate in the standard deviation, reparametrised",
    left_side=r"\mathbb{E}\!\left[\tfrac{\partial}{\partial \sigma} (\tfrac{1}{2} z^{2} - \log \sigma - "
    r"\tfrac{1}{2})\right]",
    assumptions=(real(mu, "the mean of q"), positive(sigma, "the standard deviation of q")),
    start=expectation(derivative(half * drawn**2 - log(sigma) - half, sigma), z, 0, 1),
    start_because="The draw is written as μ + σz with a standard normal z, so it moves with σ. This is the mean of "
    "what backpropagation gives. Here p is N(0, 1).",
    steps=(
        step(
            "differentiate",
            expectation((mu + sigma * z) * z - 1 / sigma, z, 0, 1),
            "The chain rule: the draw moves with z.",
        ),
        step("moments", sigma - 1 / sigma, "Without bias: it is the slope of the divergence, σ − 1/σ."),
    ),
)
