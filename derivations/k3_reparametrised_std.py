"""Gradient of k3 = r − 1 − log r in the standard deviation, reparametrised."""

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
    z,
)

drawn = mu + sigma * z
q = density(drawn, mu, sigma)
p = density(drawn, 0, 1)

DERIVATION = Derivation(
    name="k3-reparametrised-std",
    title="Gradient of k3 = r − 1 − log r in the standard deviation, reparametrised",
    left_side=r"\mathbb{E}\!\left[\tfrac{\partial}{\partial \sigma} k_3\right]",
    assumptions=(real(mu, "the mean of q"), positive(sigma, "the standard deviation of q")),
    start=integral(density(z, 0, 1) * derivative(p / q - 1 - log(p / q), sigma), z),
    start_because="The draw is written as μ + σz with a standard normal z, so it moves with σ. This is the mean, as "
    "an integral, of what backpropagation gives.",
    steps=(
        step(
            "differentiate",
            integral(density(z, 0, 1) * (1 - p / q) * ((mu + sigma * z) * z - 1 / sigma), z),
            "The slope of log q − log p is that of k1; the ratio p/q changes by minus itself times that slope.",
        ),
        step(
            "algebra",
            integral(
                density(z, 0, 1) * ((mu + sigma * z) * z - 1 / sigma) - sigma * p * ((mu + sigma * z) * z - 1 / sigma),
                z,
            ),
            "At the draw q is the standard normal density of z over σ.",
        ),
        step(
            "affine",
            integral(
                density(z, 0, 1) * ((mu + sigma * z) * z - 1 / sigma)
                - density(z, -mu / sigma, 1 / sigma) * ((mu + sigma * z) * z - 1 / sigma),
                z,
            ),
            "Times σ, the density of N(0, 1) at μ + σz is a density in z: that of noise whose draws come from p.",
        ),
        step(
            "linearity",
            integral(density(z, 0, 1) * ((mu + sigma * z) * z - 1 / sigma), z)
            - integral(density(z, -mu / sigma, 1 / sigma) * ((mu + sigma * z) * z - 1 / sigma), z),
            "Two integrals.",
        ),
        step(
            "expectation",
            expectation((mu + sigma * z) * z - 1 / sigma, z, 0, 1)
            - expectation((mu + sigma * z) * z - 1 / sigma, z, -mu / sigma, 1 / sigma),
            "Two means.",
        ),
        step(
            "moments",
            sigma - 1 / sigma,
            "Without bias: it is the slope of the divergence, σ − 1/σ. The second mean is 0.",
        ),
    ),
)
