"""What the bound lacks is the divergence from the true posterior."""

from kl_check.derivation.vocabulary import (
    Derivation,
    Symbol,
    density,
    expectation,
    log,
    mu,
    positive,
    real,
    sigma,
    sqrt,
    step,
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
    name="elbo-identity",
    title="What the bound lacks is the divergence from the true posterior",
    left_side=r"\mathrm{ELBO} + D_{\mathrm{KL}}(q \,\|\, p(z | x))",
    assumptions=(
        real(mu, "the mean of q"),
        positive(sigma, "the standard deviation of q"),
        real(a, "the slope of the decoder"),
        positive(tau, "the standard deviation of its noise"),
        real(x, "the data point"),
    ),
    start=expectation(log(likelihood), z, mu, sigma)
    - expectation(log(q / prior), z, mu, sigma)
    + expectation(log(q / posterior), z, mu, sigma),
    start_because="The bound is the mean of log p(x|z) less the divergence of q from the prior. Take the Gaussian "
    "decoder p(x|z) = N(az, τ²), whose posterior and evidence are known, and add the divergence of q from the "
    "posterior.",
    steps=(
        step(
            "linearity",
            expectation(log(likelihood) - log(q / prior) + log(q / posterior), z, mu, sigma),
            "All three are means under q.",
        ),
        step(
            "logarithm", expectation(log(likelihood * prior / posterior), z, mu, sigma), "The logarithms of q cancel."
        ),
        step(
            "bayes",
            expectation(log(evidence * posterior / posterior), z, mu, sigma),
            "Bayes: likelihood times prior is evidence times posterior, here in Gaussians.",
        ),
        step("algebra", expectation(log(evidence), z, mu, sigma), "The posterior cancels."),
        step(
            "total-mass",
            log(evidence),
            "The evidence p(x) does not depend on z. So whatever q is, bound and divergence add up to log p(x): "
            "raising the one lowers the other.",
        ),
    ),
)
