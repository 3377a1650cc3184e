"""The curvature of the KL divergence from N(0, 1) in the log-variance."""

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

s = Symbol("s")
q = density(x, mu, exp(s / 2))
p = density(x, 0, 1)
kl = expectation(log(q / p), x, mu, exp(s / 2))

DERIVATION = Derivation(
    name="curvature-log-var",
    title="Curvature of the KL from N(0, 1) in the log-variance",
    left_side=r"\frac{\partial^{2}}{\partial s^{2}} D_{\mathrm{KL}}(\mathcal{N}(\mu, e^{s}) \,\|\, \mathcal{N}(0, 1))",
    assumptions=(real(mu, "the mean of q"), real(s, "the log-variance of q, log σ²")),
    start=derivative(derivative(kl, s), s),
    start_because="The slope of the slope says how firmly s is held.",
    steps=(
        step("cite", derivative(half * (exp(s) - 1), s), "The slope is known.", cites="gradient-log-var"),
        step("linearity", half * derivative(exp(s), s), "The slope of a constant is 0."),
        step(
            "differentiate",
            half * exp(s),
            "It is positive everywhere, so the divergence is convex in s. At the optimum s = 0 it is ½.",
        ),
    ),
)
