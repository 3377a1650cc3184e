"""Mean of k3 = (r − 1) − log r, with r = p(z)/q(z)."""

from kl_check.derivation.vocabulary import (
    Derivation,
    density,
    expectation,
    half,
    integral,
    log,
    mu,
    mu_1,
    positive,
    real,
    sigma,
    sigma_1,
    step,
    x,
)

q = density(x, mu, sigma)
p = density(x, 0, 1)

DERIVATION = Derivation(
    name="k3-mean",
    title="Mean of k3 = (r − 1) − log r, with r = p(z)/q(z)",
    left_side=r"\mathbb{E}[k_3]",
    assumptions=(real(mu, "the mean of q"), positive(sigma, "the standard deviation of q")),
    start=integral(q * (p / q - 1 - log(p / q)), x),
    start_because="The estimate k3 is r − 1 − log r at one draw from q, with r = p/q; it is never negative. Its mean "
    "is the integral against q.",
    steps=(
        step(
            "logarithm",
            integral(q * (p / q - 1) + q * log(q / p), x),
            "Minus the logarithm of a quotient is that of its inverse.",
        ),
        step("algebra", integral(p - q + q * log(q / p), x), "Where the ratio is weighted by q, q cancels."),
        step("linearity", integral(p, x) - integral(q, x) + integral(q * log(q / p), x), "Integral by integral."),
        step("total-mass", integral(q * log(q / p), x), "Both densities integrate to 1: the mean of r − 1 is 0."),
        step("expectation", expectation(log(q / p), x, mu, sigma), "What is left is a mean under q."),
        step(
            "cite",
            half * (sigma**2 + mu**2 - 1) - log(sigma),
            "It is the divergence: k3 has no bias.",
            where={mu_1: mu, sigma_1: sigma},
            cites="univariate-standard",
        ),
    ),
)
