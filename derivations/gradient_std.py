"""The slope of the KL divergence from N(0, 1) in the standard deviation."""

from kl_check.derivation.vocabulary import (
    Derivation,
    density,
    derivative,
    expectation,
    half,
    log,
    mu,
    mu_1,
    positive,
    real,
    sigma,
    sigma_1,
    step,
    x,
)

q = density(x, mu, sigma)
p = density(x, 0, 1)
kl = expectation(log(q / p), x, mu, sigma)

DERIVATION = Derivation(
    name="gradient-std",
    title="Slope of the KL from N(0, 1) in the standard deviation",
    left_side=r"\frac{\partial}{\partial \sigma} D_{\mathrm{KL}}(\mathcal{N}(\mu, \sigma^2) \,\|\, \mathcal{N}(0, 1))",
    assumptions=(real(mu, "the mean of q"), positive(sigma, "the standard deviation of q")),
    start=derivative(kl, sigma),
    start_because="What gradient descent takes for σ, where the network puts out the standard deviation.",
    steps=(
        step(
            "cite",
            derivative(half * (sigma**2 + mu**2 - 1) - log(sigma), sigma),
            "The divergence itself is known.",
            where={mu_1: mu, sigma_1: sigma},
            cites="univariate-standard",
        ),
        step(
            "linearity",
            half * derivative(sigma**2, sigma) - derivative(log(sigma), sigma),
            "Summand by summand; whatever does not hold σ, the mean among it, has the slope 0.",
        ),
        step("differentiate", sigma - 1 / sigma, "The square has the slope 2σ, the logarithm 1/σ."),
        step(
            "collect",
            (sigma**2 - 1) / sigma,
            "Over one denominator the sign is seen: negative below σ = 1, zero there, positive above.",
        ),
    ),
)
