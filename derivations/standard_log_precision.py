"""The KL divergence of a Gaussian from N(0, 1), written with a log-precision."""

from kl_check.derivation.vocabulary import (
    Derivation,
    Symbol,
    density,
    exp,
    expectation,
    half,
    log,
    mu_1,
    real,
    sigma_1,
    step,
    x,
)

rho = Symbol("rho")
std = exp(-half * rho)
q = density(x, mu_1, std)
p = density(x, 0, 1)

DERIVATION = Derivation(
    name="standard-log-precision",
    title="KL of a univariate Gaussian from N(0, 1), with a log-precision",
    left_side=r"D_{\mathrm{KL}}(q \,\|\, \mathcal{N}(0, 1))",
    assumptions=(real(mu_1, "the mean of q"), real(rho, "the log-precision log 1/σ₁² of q")),
    start=expectation(log(q / p), x, mu_1, std),
    start_because="A log-precision ρ stands for the standard deviation e^(−ρ/2). It is minus the log-variance.",
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
            half * (exp(-rho) + mu_1**2 - 1 + rho),
            "The variance is e^(−ρ), and −log σ₁ is +ρ/2.",
        ),
    ),
)
