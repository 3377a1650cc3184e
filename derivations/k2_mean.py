"""Mean of k2 = ½ (log q(z) − log p(z))²."""

from kl_check.derivation.vocabulary import (
    Derivation,
    density,
    expectation,
    half,
    log,
    mu,
    positive,
    real,
    sigma,
    step,
    variance,
    x,
)

q = density(x, mu, sigma)
p = density(x, 0, 1)

DERIVATION = Derivation(
    name="k2-mean",
    title="Mean of k2 = ½ (log q(z) − log p(z))²",
    left_side=r"\mathbb{E}[k_2]",
    assumptions=(real(mu, "the mean of q"), positive(sigma, "the standard deviation of q")),
    start=half * expectation((log(q) - log(p)) ** 2, x, mu, sigma),
    start_because="The estimate k2 is half the square of log q(x) − log p(x): never negative, whatever the draw.",
    steps=(
        step(
            "variance",
            half * (variance(log(q) - log(p), x, mu, sigma) + expectation(log(q) - log(p), x, mu, sigma) ** 2),
            "The mean of a square is the variance plus the square of the mean.",
        ),
        step(
            "cite",
            half * (mu**2 * sigma**2 + half * (sigma**2 - 1) ** 2 + expectation(log(q) - log(p), x, mu, sigma) ** 2),
            "The variance is that of k1.",
            cites="k1-variance",
        ),
        step(
            "cite",
            half * (mu**2 * sigma**2 + half * (sigma**2 - 1) ** 2 + (half * (sigma**2 + mu**2 - 1) - log(sigma)) ** 2),
            "The mean is that of k1: the divergence. So k2 has a bias: its mean is not KL but ½ (KL² + the variance "
            "of k1).",
            cites="k1-mean",
        ),
    ),
)
