"""The bound in which the divergence stands."""

from kl_check.derivation.vocabulary import (
    Derivation,
    Symbol,
    density,
    expectation,
    integral,
    log,
    mu,
    one,
    positive,
    real,
    sigma,
    sqrt,
    step,
    u,
    x,
    z,
)

a = Symbol("a")
tau = Symbol("tau")
likelihood = density(x, a * z, tau)
prior = density(z, 0, 1)
evidence = density(x, 0, sqrt(a**2 + tau**2))
posterior = density(z, a * x / (a**2 + tau**2), tau / sqrt(a**2 + tau**2))
q = density(z, mu, sigma)

DERIVATION = Derivation(
    name="elbo-bound",
    title="The bound in which the divergence stands",
    left_side=r"\mathbb{E}_{z \sim q}[\log p(x | z)] - D_{\mathrm{KL}}(q \,\|\, p(z))",
    assumptions=(
        real(mu, "the mean of q"),
        positive(sigma, "the standard deviation of q"),
        real(a, "the slope of the decoder"),
        positive(tau, "the standard deviation of its noise"),
        real(x, "the data point"),
    ),
    start=expectation(log(likelihood), z, mu, sigma) - expectation(log(q / prior), z, mu, sigma),
    start_because="What a VAE maximises: the reconstruction term less the divergence of q from the prior. Take the "
    "Gaussian decoder p(x|z) = N(az, τ²).",
    steps=(
        step("linearity", expectation(log(likelihood) - log(q / prior), z, mu, sigma), "Both are means under q."),
        step(
            "logarithm",
            expectation(log(likelihood * prior / q), z, mu, sigma),
            "The logarithms of products and quotients together.",
        ),
        step(
            "bayes",
            expectation(log(evidence) + log(posterior / q), z, mu, sigma),
            "Bayes: likelihood times prior is evidence times posterior, here in Gaussians.",
        ),
        step("expectation", integral(q * (log(evidence) + log(posterior / q)), z), "The mean under q as an integral."),
        step(
            "log-inequality",
            integral(q * (log(evidence) + (posterior / q - 1)), z),
            "A logarithm lies below its tangent at 1, log u ≤ u − 1, here with u = p(z|x)/q(z); they touch only where "
            "q is the posterior.",
            where={u: posterior / q},
            relation="<=",
            equality={mu: a * x / (a**2 + tau**2), sigma: tau / sqrt(a**2 + tau**2)},
        ),
        step("algebra", integral(q * log(evidence) + posterior - q, z), "Where the ratio is weighted by q, q cancels."),
        step(
            "linearity",
            log(evidence) * integral(q, z) + integral(posterior, z) - integral(q, z),
            "Integral by integral.",
        ),
        step(
            "cite",
            log(evidence) * integral(q, z) + one - integral(q, z),
            "The posterior integrates to 1, as every density does.",
            where={mu: a * x / (a**2 + tau**2), sigma: tau / sqrt(a**2 + tau**2)},
            cites="density-mass",
        ),
        step(
            "total-mass",
            log(evidence),
            "So does q. Hence the bound is at most log p(x), the log-likelihood of the data point, and reaches it for "
            "q = p(z|x).",
        ),
    ),
)
