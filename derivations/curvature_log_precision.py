"""The curvature of the KL divergence from N(0, 1) in the log-precision."""

from kl_check.derivation.vocabulary import (
    Derivation,
    Symbol,
    density,
    derivative,
    exp,
    expectation,
    half,
    log,
    mu,
    real,
    step,
    x,
)

rho = Symbol("rho")
q = density(x, mu, exp(-rho / 2))
p = density(x, 0, 1)
kl = expectation(log(q / p), x, mu, exp(-rho / 2))

DERIVATION = Derivation(
    name="curvature-log-precision",
    title="Curvature of the KL from N(0, 1) in the log-precision",
    left_side=r"\frac{\partial^{2}}{\partial \rho^{2}} D_{\mathrm{KL}}(\mathcal{N}(\mu, e^{-\rho}) \,\|\, "
    r"\mathcal{N}(0, 1))",
    assumptions=(real(mu, "the mean of q"), real(rho, "the log-precision of q, log 1/σ²")),
    start=derivative(derivative(kl, rho), rho),
    start_because="The slope of the slope says how firmly ρ is held.",
    steps=(
        step("cite", derivative(half * (1 - exp(-rho)), rho), "The slope is known.", cites="gradient-log-precision"),
        step("linearity", -half * derivative(exp(-rho), rho), "The slope of a constant is 0."),
        step(
            "differentiate",
            half * exp(-rho),
            "It is positive everywhere, so the divergence is convex in ρ. At the optimum ρ = 0 it is ½.",
        ),
    ),
)
