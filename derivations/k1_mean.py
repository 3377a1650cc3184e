"""Mean of k1 = log q(z) − log p(z)."""

from kl_check.derivation.vocabulary import (
    Derivation,
    density,
    expectation,
    half,
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
    name="k1-mean",
    title="Mean of k1 = log q(z) − log p(z)",
    left_side=r"\mathbb{E}[k_1]",
    assumptions=(real(mu, "the mean of q"), positive(sigma, "the standard deviation of q")),
    start=expectation(log(q) - log(p), x, mu, sigma),
    start_because="The estimate k1 is log q(x) − log p(x) at one draw x from q.",
    steps=(
        step(
            "logarithm",
            expectation(log(q / p), x, mu, sigma),
            "A difference of logarithms is the logarithm of the quotient.",
        ),
        step(
            "cite",
            half * (sigma**2 + mu**2 - 1) - log(sigma),
            "Its mean is the divergence, by definition: k1 has no bias.",
            where={mu_1: mu, sigma_1: sigma},
            cites="univariate-standard",
        ),
    ),
)
