"""What −½ + μ²/2 + (σ − log σ)/2 is: the KL divergence of a Gaussian whose variance, not standard deviation, is σ."""

from kl_check.derivation.vocabulary import (
    Derivation,
    density,
    expectation,
    half,
    log,
    mu,
    mu_1,
    positive,
    real,
    sigma,
    sigma_1,
    sqrt,
    step,
    x,
)

q = density(x, mu, sqrt(sigma))
p = density(x, 0, 1)

DERIVATION = Derivation(
    name="misread-value",
    title="A variance called σ: −½ + μ²/2 + (σ − log σ)/2",
    left_side=r"D_{\mathrm{KL}}(\mathcal{N}(\mu, \sigma) \,\|\, \mathcal{N}(0, 1))",
    assumptions=(real(mu, "the mean of q"), positive(sigma, "the variance of q")),
    start=expectation(log(q / p), x, mu, sqrt(sigma)),
    start_because="Let σ name the variance, so that the standard deviation is √σ.",
    steps=(
        step(
            "cite",
            half * (sqrt(sigma) ** 2 + mu**2 - 1) - log(sqrt(sigma)),
            "The divergence from N(0, 1) is known.",
            where={mu_1: mu, sigma_1: sqrt(sigma)},
            cites="univariate-standard",
        ),
        step(
            "algebra",
            -half + mu**2 / 2 + (sigma - log(sigma)) / 2,
            "The square of √σ is σ, and log √σ is half of log σ: the 2 and the square go together. So this line is "
            "exact, with σ for the variance; with σ for the standard deviation it is the divergence of another "
            "Gaussian.",
        ),
    ),
)
