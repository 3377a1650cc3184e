"""The mixed second derivative of the KL divergence from N(0, 1): mean and scale do not meet."""

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
    zero,
)

q = density(x, mu, sigma)
p = density(x, 0, 1)
kl = expectation(log(q / p), x, mu, sigma)

DERIVATION = Derivation(
    name="curvature-mixed",
    title="Mean and scale are separate in the KL from N(0, 1)",
    left_side=r"\frac{\partial^{2}}{\partial \sigma \partial \mu} D_{\mathrm{KL}}(\mathcal{N}(\mu, \sigma^2) \,\|\, "
    r"\mathcal{N}(0, 1))",
    assumptions=(real(mu, "the mean of q"), positive(sigma, "the standard deviation of q")),
    start=derivative(derivative(kl, mu), sigma),
    start_because="The entry of the Hessian beside the diagonal: how the pull on the mean changes with the scale.",
    steps=(
        step("cite", derivative(mu, sigma), "The slope in the mean is known: it is μ itself.", cites="gradient-mean"),
        step(
            "differentiate",
            zero,
            "It does not hold σ. So the Hessian is diagonal, in every role of the scale: each role is a function of σ "
            "alone.",
        ),
    ),
)
