"""The KL divergence of a Gaussian from N(0, 1), written with a variance."""

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

v = Symbol("v")
std = sqrt(v)
q = density(x, mu_1, std)
p = density(x, 0, 1)

DERIVATION = Derivation(
    name="standard-var",
    title="KL of a univariate Gaussian from N(0, 1), with a variance",
    left_side=r"D_{\mathrm{KL}}(q \,\|\, \mathcal{N}(0, 1))",
    assumptions=(real(mu_1, "the mean of q"), positive(v, "the variance σ₁² of q")),
    start=expectation(log(q / p), x, mu_1, std),
    start_because="A variance v stands for the standard deviation √v.",
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
            half * (v + mu_1**2 - 1 - log(v)),
            "The square of √v is v, and log √v is ½ log v: with a variance the ½ stands before the whole.",
        ),
    ),
)
