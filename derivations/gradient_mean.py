"""The slope of the KL divergence from N(0, 1) in the mean."""

from kl_check.derivation.vocabulary import (
    Derivation,
    density,
    derivative,
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
kl = expectation(log(q / p), x, mu, sigma)

DERIVATION = Derivation(
    name="gradient-mean",
    title="Slope of the KL from N(0, 1) in the mean",
    left_side=r"\frac{\partial}{\partial \mu} D_{\mathrm{KL}}(\mathcal{N}(\mu, \sigma^2) \,\|\, \mathcal{N}(0, 1))",
    assumptions=(real(mu, "the mean of q"), positive(sigma, "the standard deviation of q")),
    start=derivative(kl, mu),
    start_because="What gradient descent takes for the mean, whatever role the scale has.",
    steps=(
        step(
            "cite",
            derivative(half * (sigma**2 + mu**2 - 1) - log(sigma), mu),
            "The divergence itself is known.",
            where={mu_1: mu, sigma_1: sigma},
            cites="univariate-standard",
        ),
        step("linearity", half * derivative(mu**2, mu), "Only one summand holds μ; the others have the slope 0."),
        step(
            "differentiate",
            mu,
            "The square has the slope 2μ. So the divergence pulls on the mean like a spring, with a force that does "
            "not depend on σ.",
        ),
    ),
)
