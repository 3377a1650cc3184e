"""The slope of the KL divergence from N(0, 1) in the variance."""

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

v = Symbol("v")
q = density(x, mu, sqrt(v))
p = density(x, 0, 1)
kl = expectation(log(q / p), x, mu, sqrt(v))

DERIVATION = Derivation(
    name="gradient-var",
    title="Slope of the KL from N(0, 1) in the variance",
    left_side=r"\frac{\partial}{\partial v} D_{\mathrm{KL}}(\mathcal{N}(\mu, v) \,\|\, \mathcal{N}(0, 1))",
    assumptions=(real(mu, "the mean of q"), positive(v, "the variance of q")),
    start=derivative(kl, v),
    start_because="What gradient descent takes for v, where the network puts out the variance.",
    steps=(
        step(
            "cite",
            derivative(half * (sqrt(v) ** 2 + mu**2 - 1) - log(sqrt(v)), v),
            "The divergence itself is known.",
            where={mu_1: mu, sigma_1: sqrt(v)},
            cites="univariate-standard",
        ),
        step(
            "algebra",
            derivative(half * (v + mu**2 - 1 - log(v)), v),
            "The square of √v is v, and log √v is half of log v: the 2 and the square go together.",
        ),
        step(
            "linearity",
            half * (derivative(v, v) - derivative(log(v), v)),
            "Summand by summand; whatever does not hold v, the mean among it, has the slope 0.",
        ),
        step("differentiate", half * (1 - 1 / v), "The variance has the slope 1, its logarithm 1/v."),
        step(
            "collect",
            (v - 1) / (2 * v),
            "It is zero at v = 1 only. Towards v = 0 it falls without bound; for large v it tends to ½ and no further.",
        ),
    ),
)
