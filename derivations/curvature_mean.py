"""The curvature of the KL divergence from N(0, 1) in the mean."""

from kl_check.derivation.vocabulary import (
    Derivation,
    density,
    derivative,
    expectation,
    log,
    mu,
    one,
    positive,
    real,
    sigma,
    step,
    x,
)

q = density(x, mu, sigma)
p = density(x, 0, 1)
kl = expectation(log(q / p), x, mu, sigma)

DERIVATION = Derivation(
    name="curvature-mean",
    title="Curvature of the KL from N(0, 1) in the mean",
    left_side=r"\frac{\partial^{2}}{\partial \mu^{2}} D_{\mathrm{KL}}(\mathcal{N}(\mu, \sigma^2) \,\|\, "
    r"\mathcal{N}(0, 1))",
    assumptions=(real(mu, "the mean of q"), positive(sigma, "the standard deviation of q")),
    start=derivative(derivative(kl, mu), mu),
    start_because="The slope of the slope says how firmly the mean is held.",
    steps=(
        step("cite", derivative(mu, mu), "The slope is known: it is μ itself.", cites="gradient-mean"),
        step("differentiate", one, "It is the same for every μ and every σ."),
    ),
)
