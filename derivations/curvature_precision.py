"""The curvature of the KL divergence from N(0, 1) in the precision."""

from kl_check.derivation.vocabulary import (
    Derivation,
    Symbol,
    density,
    derivative,
    expectation,
    half,
    log,
    mu,
    positive,
    real,
    sqrt,
    step,
    x,
)

tau = Symbol("tau")
q = density(x, mu, 1 / sqrt(tau))
p = density(x, 0, 1)
kl = expectation(log(q / p), x, mu, 1 / sqrt(tau))

DERIVATION = Derivation(
    name="curvature-precision",
    title="Curvature of the KL from N(0, 1) in the precision",
    left_side=r"\frac{\partial^{2}}{\partial \tau^{2}} D_{\mathrm{KL}}(\mathcal{N}(\mu, 1/\tau) \,\|\, \mathcal{N}(0, "
    r"1))",
    assumptions=(real(mu, "the mean of q"), positive(tau, "the precision of q, 1/σ²")),
    start=derivative(derivative(kl, tau), tau),
    start_because="The slope of the slope says how firmly τ is held.",
    steps=(
        step("cite", derivative((tau - 1) / (2 * tau**2), tau), "The slope is known.", cites="gradient-precision"),
        step(
            "linearity",
            half * derivative(1 / tau - 1 / tau**2, tau),
            "Apart again, the two powers are differentiated one by one.",
        ),
        step(
            "differentiate",
            half * (2 / tau**3 - 1 / tau**2),
            "At the optimum τ = 1 it is ½. Beyond τ = 2 it is negative: of the six roles this is the one in which the "
            "divergence is not convex.",
        ),
    ),
)
