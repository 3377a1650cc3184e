"""The slope of the KL divergence from N(0, 1) in the log standard deviation."""

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

t = Symbol("t")
q = density(x, mu, exp(t))
p = density(x, 0, 1)
kl = expectation(log(q / p), x, mu, exp(t))

DERIVATION = Derivation(
    name="gradient-log-std",
    title="Slope of the KL from N(0, 1) in the log standard deviation",
    left_side=r"\frac{\partial}{\partial t} D_{\mathrm{KL}}(\mathcal{N}(\mu, e^{2t}) \,\|\, \mathcal{N}(0, 1))",
    assumptions=(real(mu, "the mean of q"), real(t, "the log standard deviation of q, log σ")),
    start=derivative(kl, t),
    start_because="What gradient descent takes for t, where the network puts out the log standard deviation.",
    steps=(
        step(
            "cite",
            derivative(half * (exp(t) ** 2 + mu**2 - 1) - log(exp(t)), t),
            "The divergence itself is known.",
            where={mu_1: mu, sigma_1: exp(t)},
            cites="univariate-standard",
        ),
        step(
            "algebra",
            derivative(half * (exp(2 * t) + mu**2 - 1) - t, t),
            "The square of eᵗ is e²ᵗ, and the logarithm undoes the exponential.",
        ),
        step(
            "linearity",
            half * derivative(exp(2 * t), t) - derivative(t, t),
            "Summand by summand; whatever does not hold t, the mean among it, has the slope 0.",
        ),
        step(
            "differentiate",
            exp(2 * t) - 1,
            "The exponential has the slope 2e²ᵗ, of which the ½ leaves e²ᵗ. This is σ² − 1.",
        ),
    ),
)
