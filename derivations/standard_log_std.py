"""The KL divergence of a Gaussian from N(0, 1), written with a log standard deviation."""

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

t = Symbol("t")
std = exp(t)
q = density(x, mu_1, std)
p = density(x, 0, 1)

DERIVATION = Derivation(
    name="standard-log-std",
    title="KL of a univariate Gaussian from N(0, 1), with a log standard deviation",
    left_side=r"D_{\mathrm{KL}}(q \,\|\, \mathcal{N}(0, 1))",
    assumptions=(real(mu_1, "the mean of q"), real(t, "the log standard deviation log σ₁ of q")),
    start=expectation(log(q / p), x, mu_1, std),
    start_because="A log standard deviation t stands for the standard deviation eᵗ. It may be any real number, so a "
    "network's output can be taken as it is.",
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
            half * (exp(2 * t) + mu_1**2 - 1) - t,
            "The square of eᵗ is e²ᵗ, and log eᵗ is t, without any ½: the factor 2 went into the exponent.",
        ),
    ),
)
