"""Gradient of k1 = log q − log p in the standard deviation, draws detached."""

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
    x,
    zero,
)

q = density(x, mu, sigma)
p = density(x, 0, 1)

DERIVATION = Derivation(
    name="k1-detached-std",
    title="Gradient of k1 = log q − log p in the standard deviation, draws detached",
    left_side=r"\mathbb{E}\!\left[\tfrac{\partial}{\partial \sigma} k_1\right]",
    assumptions=(real(mu, "the mean of q"), positive(sigma, "the standard deviation of q")),
    start=expectation(derivative(log(q) - log(p), sigma), x, mu, sigma),
    start_because="The draw x is detached: it is held while log q(x) is differentiated by σ.",
    steps=(
        step(
            "log-density",
            expectation(derivative(x**2 / 2 - (x - mu) ** 2 / (2 * sigma**2) - log(sigma), sigma), x, mu, sigma),
            "The two halves of log 2π cancel.",
        ),
        step(
            "differentiate",
            expectation((x - mu) ** 2 / sigma**3 - 1 / sigma, x, mu, sigma),
            "The slope of log q in σ; log p has none.",
        ),
        step(
            "moments",
            zero,
            "It is 0 on average, whatever the parameters: k1 on detached draws trains nothing but noise.",
        ),
    ),
)
