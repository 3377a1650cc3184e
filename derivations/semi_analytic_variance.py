"""Variance of the semi-analytic estimate."""

from kl_check.derivation.vocabulary import (
    Derivation,
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
    z,
)

DERIVATION = Derivation(
    name="semi-analytic-variance",
    title="Variance of the semi-analytic estimate",
    left_side=r"\operatorname{Var}[\tfrac{1}{2} z^{2} - \log \sigma - \tfrac{1}{2}]",
    assumptions=(real(mu, "the mean of q"), positive(sigma, "the standard deviation of q")),
    start=variance(half * x**2 - log(sigma) - half, x, mu, sigma),
    start_because="With p = N(0, 1) the line is ½x² − log σ − ½ at one draw x from q.",
    steps=(
        step(
            "moments",
            expectation((half * (x**2 - mu**2 - sigma**2)) ** 2, x, mu, sigma),
            "Under q the mean of x² is μ² + σ²; the constants drop out.",
        ),
        step(
            "lotus",
            expectation((mu * sigma * z + half * sigma**2 * (z**2 - 1)) ** 2, z, 0, 1),
            "Put x = μ + σz with a standard normal z.",
            where={x: mu + sigma * z},
        ),
        step(
            "linearity",
            mu**2 * sigma**2 * expectation(z**2, z, 0, 1)
            + mu * sigma**3 * expectation(z * (z**2 - 1), z, 0, 1)
            + sigma**4 / 4 * expectation((z**2 - 1) ** 2, z, 0, 1),
            "The square multiplied out.",
        ),
        step(
            "moments",
            mu**2 * sigma**2 + half * sigma**4,
            "The three means are 1, 0 and 2. Where k1 has (σ² − 1)² this has σ⁴: less for σ² < ½, more for a wider q, "
            "and ½ at the optimum, where k1 has nothing.",
        ),
    ),
)
