"""The KL divergence from N(0, 1) in the log-variance is 0 at μ = 0, s = 0, and nowhere else."""

from kl_check.derivation.vocabulary import (
    Derivation,
    Symbol,
    density,
    exp,
    expectation,
    half,
    log,
    mu,
    mu_1,
    real,
    sigma_1,
    step,
    u,
    x,
    zero,
)

s = Symbol("s")
q = density(x, mu, exp(s / 2))
p = density(x, 0, 1)

DERIVATION = Derivation(
    name="minimum-log-var",
    title="The only minimum of the KL from N(0, 1), in the log-variance",
    left_side=r"D_{\mathrm{KL}}(\mathcal{N}(\mu, e^{s}) \,\|\, \mathcal{N}(0, 1))",
    assumptions=(real(mu, "the mean of q"), real(s, "the log-variance of q, log σ²")),
    start=expectation(log(q / p), x, mu, exp(s / 2)),
    start_because="Another role of the scale moves no value, so the minimum must be at s = log 1.",
    steps=(
        step(
            "cite",
            half * (exp(s / 2) ** 2 + mu**2 - 1) - log(exp(s / 2)),
            "The divergence itself is known.",
            where={mu_1: mu, sigma_1: exp(s / 2)},
            cites="univariate-standard",
        ),
        step(
            "algebra",
            half * mu**2 + half * (exp(s) - 1 - log(exp(s))),
            "The square of the standard deviation is eˢ, and log eˢ is s.",
        ),
        step(
            "square",
            half * (exp(s) - 1 - log(exp(s))),
            "A square is never negative, and 0 only for μ = 0.",
            where={u: mu},
            relation=">=",
            equality={mu: zero},
        ),
        step(
            "log-inequality",
            half * (exp(s) - 1 - (exp(s) - 1)),
            "A logarithm lies below its tangent at 1, here at u = eˢ; they touch at s = 0 only.",
            where={u: exp(s)},
            relation=">=",
            equality={s: zero},
        ),
        step(
            "algebra",
            zero,
            "Nothing is left. A line whose least value is not 0, or lies elsewhere, is not this divergence.",
        ),
    ),
)
