"""The slope of the KL divergence from N(0, 1) in the log-precision."""

from kl_check.derivation.vocabulary import (
    Derivation,
    Symbol,
    density,
    derivative,
    exp,
    expectation,
    half,
    log,
    mu,
    mu_1,
    real,
    sigma_1,
    step,
    x,
)

rho = Symbol("rho")
q = density(x, mu, exp(-rho / 2))
p = density(x, 0, 1)
kl = expectation(log(q / p), x, mu, exp(-rho / 2))

DERIVATION = Derivation(
    name="gradient-log-precision",
    title="Slope of the KL from N(0, 1) in the log-precision",
    left_side=r"\frac{\partial}{\partial \rho} D_{\mathrm{KL}}(\mathcal{N}(\mu, e^{-\rho}) \,\|\, \mathcal{N}(0, 1))",
    assumptions=(real(mu, "the mean of q"), real(rho, "the log-precision of q, log 1/σ²")),
    start=derivative(kl, rho),
    start_because="What gradient descent takes for ρ, where the network puts out the log-precision.",
    steps=(
        step(
            "cite",
            derivative(half * (exp(-rho / 2) ** 2 + mu**2 - 1) - log(exp(-rho / 2)), rho),
            "The divergence itself is known.",
            where={mu_1: mu, sigma_1: exp(-rho / 2)},
            cites="univariate-standard",
        ),
        step(
            "algebra",
            derivative(half * (exp(-rho) + mu**2 - 1 + rho), rho),
            "It is the form in the log-variance with −ρ for s.",
        ),
        step(
            "linearity",
            half * (derivative(exp(-rho), rho) + derivative(rho, rho)),
            "Summand by summand; whatever does not hold ρ, the mean among it, has the slope 0.",
        ),
        step(
            "differentiate",
            half * (1 - exp(-rho)),
            "The exponential has the slope −e^(−ρ). For large ρ the whole tends to ½.",
        ),
    ),
)
