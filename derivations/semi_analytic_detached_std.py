"""Gradient of the semi-analytic estimate in the standard deviation, draws detached."""

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
    x,
)

DERIVATION = Derivation(
    name="semi-analytic-detached-std",
    title="Gradient of the semi-analytic estimate in the standard deviation, draws detached",
    left_side=r"\mathbb{E}\!\left[\tfrac{\partial}{\partial \sigma} (\tfrac{1}{2} z^{2} - \log \sigma - "
    r"\tfrac{1}{2})\right]",
    assumptions=(real(mu, "the mean of q"), positive(sigma, "the standard deviation of q")),
    start=expectation(derivative(half * x**2 - log(sigma) - half, sigma), x, mu, sigma),
    start_because="The draw x is detached: it is held while the rest is differentiated by σ. Here p is N(0, 1).",
    steps=(
        step("differentiate", expectation(-1 / sigma, x, mu, sigma), "Only the logarithm holds σ."),
        step(
            "total-mass",
            -1 / sigma,
            "Not σ − 1/σ: on detached draws the line widens q without end, and pulls on μ not at all.",
        ),
    ),
)
