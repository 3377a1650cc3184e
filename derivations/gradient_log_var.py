"""The slope of the KL divergence from N(0, 1) in the log-variance."""

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

s = Symbol("s")
q = density(x, mu, exp(s / 2))
p = density(x, 0, 1)
kl = expectation(log(q / p), x, mu, exp(s / 2))

DERIVATION = Derivation(
    name="gradient-log-var",
    title="Slope of the KL from N(0, 1) in the log-variance",
    left_side=r"\frac{\partial}{\partial s} D_{\mathrm{KL}}(\mathcal{N}(\mu, e^{s}) \,\|\, \mathcal{N}(0, 1))",
    assumptions=(real(mu, "the mean of q"), real(s, "the log-variance of q, log σ²")),
    start=derivative(kl, s),
    start_because="What gradient descent takes for s, where the network puts out the log-variance.",
    steps=(
        step(
            "cite",
            derivative(half * (exp(s / 2) ** 2 + mu**2 - 1) - log(exp(s / 2)), s),
            "The divergence itself is known.",
            where={mu_1: mu, sigma_1: exp(s / 2)},
            cites="univariate-standard",
        ),
        step(
            "algebra",
            derivative(half * (exp(s) + mu**2 - 1 - s), s),
            "The square of the standard deviation is eˢ, and its logarithm is s/2: the line that most VAEs hold.",
        ),
        step(
            "linearity",
            half * (derivative(exp(s), s) - derivative(s, s)),
            "Summand by summand; whatever does not hold s, the mean among it, has the slope 0.",
        ),
        step(
            "differentiate",
            half * (exp(s) - 1),
            "The exponential is its own slope. This is (σ² − 1)/2, which is 0 at s = 0 only.",
        ),
    ),
)
