"""The slope of the KL divergence from N(0, 1) in the precision."""

from kl_check.derivation.vocabulary import (
    Derivation,
    Symbol,
    density,
    derivative,
    expectation,
    half,
    log,
    mu,
    mu_1,
    positive,
    real,
    sigma_1,
    sqrt,
    step,
    x,
)

tau = Symbol("tau")
q = density(x, mu, 1 / sqrt(tau))
p = density(x, 0, 1)
kl = expectation(log(q / p), x, mu, 1 / sqrt(tau))

DERIVATION = Derivation(
    name="gradient-precision",
    title="Slope of the KL from N(0, 1) in the precision",
    left_side=r"\frac{\partial}{\partial \tau} D_{\mathrm{KL}}(\mathcal{N}(\mu, 1/\tau) \,\|\, \mathcal{N}(0, 1))",
    assumptions=(real(mu, "the mean of q"), positive(tau, "the precision of q, 1/σ²")),
    start=derivative(kl, tau),
    start_because="What gradient descent takes for τ, where the network puts out the precision.",
    steps=(
        step(
            "cite",
            derivative(half * ((1 / sqrt(tau)) ** 2 + mu**2 - 1) - log(1 / sqrt(tau)), tau),
            "The divergence itself is known.",
            where={mu_1: mu, sigma_1: 1 / sqrt(tau)},
            cites="univariate-standard",
        ),
        step(
            "algebra",
            derivative(half * (1 / tau + mu**2 - 1 + log(tau)), tau),
            "The variance is 1/τ, and log 1/√τ is −½ log τ: the logarithm changes its sign.",
        ),
        step(
            "linearity",
            half * (derivative(1 / tau, tau) + derivative(log(tau), tau)),
            "Summand by summand; whatever does not hold τ, the mean among it, has the slope 0.",
        ),
        step("differentiate", half * (1 / tau - 1 / tau**2), "The inverse has the slope −1/τ², the logarithm 1/τ."),
        step(
            "collect",
            (tau - 1) / (2 * tau**2),
            "It is zero at τ = 1 only, and tends to 0 for large τ: there is little pull back from a sharp q.",
        ),
    ),
)
