"""The curvature of the KL divergence from N(0, 1) in the variance."""

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

v = Symbol("v")
q = density(x, mu, sqrt(v))
p = density(x, 0, 1)
kl = expectation(log(q / p), x, mu, sqrt(v))

DERIVATION = Derivation(
    name="curvature-var",
    title="Curvature of the KL from N(0, 1) in the variance",
    left_side=r"\frac{\partial^{2}}{\partial v^{2}} D_{\mathrm{KL}}(\mathcal{N}(\mu, v) \,\|\, \mathcal{N}(0, 1))",
    assumptions=(real(mu, "the mean of q"), positive(v, "the variance of q")),
    start=derivative(derivative(kl, v), v),
    start_because="The slope of the slope says how firmly v is held.",
    steps=(
        step("cite", derivative((v - 1) / (2 * v), v), "The slope is known.", cites="gradient-var"),
        step("algebra", derivative(half - half / v, v), "The ½ is constant; what is left to differentiate is −1/(2v)."),
        step(
            "differentiate",
            1 / (2 * v**2),
            "It is positive everywhere, so the divergence is convex in v. At the optimum v = 1 it is ½.",
        ),
    ),
)
