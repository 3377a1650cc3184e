"""The curvature of the KL divergence from N(0, 1) in the log standard deviation."""

from kl_check.derivation.vocabulary import (
    Derivation,
    Symbol,
    density,
    derivative,
    exp,
    expectation,
    log,
    mu,
    real,
    step,
    x,
)

t = Symbol("t")
q = density(x, mu, exp(t))
p = density(x, 0, 1)
kl = expectation(log(q / p), x, mu, exp(t))

DERIVATION = Derivation(
    name="curvature-log-std",
    title="Curvature of the KL from N(0, 1) in the log standard deviation",
    left_side=r"\frac{\partial^{2}}{\partial t^{2}} D_{\mathrm{KL}}(\mathcal{N}(\mu, e^{2t}) \,\|\, \mathcal{N}(0, 1))",
    assumptions=(real(mu, "the mean of q"), real(t, "the log standard deviation of q, log σ")),
    start=derivative(derivative(kl, t), t),
    start_because="The slope of the slope says how firmly t is held.",
    steps=(
        step("cite", derivative(exp(2 * t) - 1, t), "The slope is known.", cites="gradient-log-std"),
        step("linearity", derivative(exp(2 * t), t), "The slope of a constant is 0."),
        step(
            "differentiate",
            2 * exp(2 * t),
            "It is positive everywhere, so the divergence is convex in log σ. At the optimum t = 0 it is 2.",
        ),
    ),
)
