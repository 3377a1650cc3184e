"""The KL divergence does not change when the variable is shifted and scaled."""

from kl_check.derivation.vocabulary import (
    Derivation,
    Symbol,
    density,
    expectation,
    log,
    mu_1,
    mu_2,
    positive,
    real,
    sigma_1,
    sigma_2,
    step,
    x,
    y,
)

a = Symbol("a")
b = Symbol("b")

DERIVATION = Derivation(
    name="affine-invariance",
    title="The KL does not depend on units and origin",
    left_side=r"D_{\mathrm{KL}}(q \,\|\, p)",
    assumptions=(
        real(mu_1, "the mean of q"),
        positive(sigma_1, "the standard deviation of q"),
        real(mu_2, "the mean of p"),
        positive(sigma_2, "the standard deviation of p"),
        real(a, "the new origin"),
        positive(b, "the new unit"),
    ),
    start=expectation(log(density(x, mu_1, sigma_1) / density(x, mu_2, sigma_2)), x, mu_1, sigma_1),
    start_because="Measure the same x in another unit and from another origin, as degrees Celsius for Fahrenheit: "
    "x = a + by.",
    steps=(
        step(
            "lotus",
            expectation(
                log(density(a + b * y, mu_1, sigma_1) / density(a + b * y, mu_2, sigma_2)),
                y,
                (mu_1 - a) / b,
                sigma_1 / b,
            ),
            "If x is drawn from N(μ₁, σ₁²), then y = (x − a)/b is drawn from the Gaussian whose mean and standard "
            "deviation are μ₁ and σ₁ in the new unit.",
            where={x: a + b * y},
        ),
        step(
            "affine",
            expectation(
                log(
                    (density(y, (mu_1 - a) / b, sigma_1 / b) / b) / (density(y, (mu_2 - a) / b, sigma_2 / b) / b),
                ),
                y,
                (mu_1 - a) / b,
                sigma_1 / b,
            ),
            "A density is mass per unit, so the change of unit divides both by b.",
        ),
        step(
            "algebra",
            expectation(
                log(density(y, (mu_1 - a) / b, sigma_1 / b) / density(y, (mu_2 - a) / b, sigma_2 / b)),
                y,
                (mu_1 - a) / b,
                sigma_1 / b,
            ),
            "The two b cancel in the quotient. What stands here is the divergence of the same two Gaussians, in the "
            "new unit. The entropy alone would have kept a log b.",
        ),
    ),
)
