"""The KL divergence of a Gaussian from N(0, 1), written with a log-variance."""

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

s = Symbol("s")
std = exp(s / 2)
q = density(x, mu_1, std)
p = density(x, 0, 1)

DERIVATION = Derivation(
    name="standard-log-var",
    title="KL of a univariate Gaussian from N(0, 1), with a log-variance",
    left_side=r"D_{\mathrm{KL}}(q \,\|\, \mathcal{N}(0, 1))",
    assumptions=(real(mu_1, "the mean of q"), real(s, "the log-variance log σ₁² of q")),
    start=expectation(log(q / p), x, mu_1, std),
    start_because="A log-variance s stands for the standard deviation e^(s/2). It may be any real number.",
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
            -half * (1 + s - mu_1**2 - exp(s)),
            "The square of e^(s/2) is eˢ, and its logarithm is s/2. Taken out with its sign, this is the line that "
            "VAEs carry: −½ (1 + s − μ² − eˢ).",
        ),
    ),
)
