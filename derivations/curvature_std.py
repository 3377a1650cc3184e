"""The curvature of the KL divergence from N(0, 1) in the standard deviation."""

from kl_check.derivation.vocabulary import (
    Derivation,
    density,
    derivative,
    expectation,
    log,
    mu,
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
    name="curvature-std",
    title="Curvature of the KL from N(0, 1) in the standard deviation",
    left_side=r"\frac{\partial^{2}}{\partial \sigma^{2}} D_{\mathrm{KL}}(\mathcal{N}(\mu, \sigma^2) \,\|\, "
    r"\mathcal{N}(0, 1))",
    assumptions=(real(mu, "the mean of q"), positive(sigma, "the standard deviation of q")),
    start=derivative(derivative(kl, sigma), sigma),
    start_because="The slope of the slope says how firmly σ is held.",
    steps=(
        step("cite", derivative((sigma**2 - 1) / sigma, sigma), "The slope is known.", cites="gradient-std"),
        step("algebra", derivative(sigma - 1 / sigma, sigma), "One summand pulls σ down, the other pushes it up."),
        step(
            "differentiate",
            1 + 1 / sigma**2,
            "It is positive everywhere, so the divergence is convex in σ. At the optimum σ = 1 it is 2.",
        ),
    ),
)
