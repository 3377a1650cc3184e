"""The slope of the line that holds a variance, where its symbol is taken for the standard deviation."""

from kl_check.derivation.vocabulary import (
    Derivation,
    derivative,
    half,
    log,
    mu,
    positive,
    real,
    sigma,
    step,
)

g = -half + mu**2 / 2 + (sigma - log(sigma)) / 2

DERIVATION = Derivation(
    name="misread-slope",
    title="Slope of −½ + μ²/2 + (σ − log σ)/2 in σ",
    left_side=r"g'(\sigma)",
    assumptions=(real(mu, "a mean"), positive(sigma, "the number that is put into both formulas")),
    start=derivative(g, sigma),
    start_because="The line g = −½ + μ²/2 + (σ − log σ)/2 is also used with a standard deviation for σ. This is how "
    "it pulls on σ then.",
    steps=(
        step(
            "linearity",
            half * (derivative(sigma, sigma) - derivative(log(sigma), sigma)),
            "What does not hold σ has the slope 0.",
        ),
        step("differentiate", half * (1 - 1 / sigma), "The slopes are 1 and 1/σ."),
        step(
            "collect",
            (sigma - 1) / (2 * sigma),
            "Half of (σ − 1)/σ. It is zero at σ = 1, as it should be, and it is never above ½.",
        ),
    ),
)
