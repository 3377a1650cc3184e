"""The KL divergence of a Gaussian from N(0, 1), written with a precision."""

from kl_check.derivation.vocabulary import (
    Derivation,
    Symbol,
    density,
    expectation,
    half,
    log,
    mu_1,
    positive,
    real,
    sigma_1,
    sqrt,
    step,
    x,
)

tau = Symbol("tau")
std = 1 / sqrt(tau)
q = density(x, mu_1, std)
p = density(x, 0, 1)

DERIVATION = Derivation(
    name="standard-precision",
    title="KL of a univariate Gaussian from N(0, 1), with a precision",
    left_side=r"D_{\mathrm{KL}}(q \,\|\, \mathcal{N}(0, 1))",
    assumptions=(real(mu_1, "the mean of q"), positive(tau, "the precision 1/σ₁² of q")),
    start=expectation(log(q / p), x, mu_1, std),
    start_because="A precision τ stands for the standard deviation 1/√τ.",
    steps=(
        step(
            "cite",
            half * (std**2 + mu_1**2 - 1) - log(std),
            "The divergence from N(0, 1) is known for a standard deviation; only its name changes.",
            where={sigma_1: std},
            cites="univariate-standard",
        ),
        step(
            "collect",
            half * (1 / tau + mu_1**2 - 1 + log(tau)),
            "The variance is 1/τ, and −log σ₁ is +½ log τ: the logarithm changes its sign.",
        ),
    ),
)
