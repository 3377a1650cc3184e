"""How the slopes of the right line and of the misread one are related."""

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
    zero,
)

f = half * (mu**2 + sigma**2 - 1) - log(sigma)
g = -half + mu**2 / 2 + (sigma - log(sigma)) / 2

DERIVATION = Derivation(
    name="misread-slopes-compared",
    title="The right slope is 2(σ + 1) times the misread one",
    left_side=r"f'(\sigma) - 2 (\sigma + 1)\, g'(\sigma)",
    assumptions=(real(mu, "a mean"), positive(sigma, "the number that is put into both formulas")),
    start=derivative(f, sigma) - 2 * (sigma + 1) * derivative(g, sigma),
    start_because="Beside g stands f = ½(μ² + σ² − 1) − log σ, the divergence for a standard deviation σ. Both slopes "
    "vanish at σ = 1; this is what stands between them.",
    steps=(
        step(
            "cite",
            derivative(f, sigma) - 2 * (sigma + 1) * ((sigma - 1) / (2 * sigma)),
            "The slope of g is known.",
            cites="misread-slope",
        ),
        step(
            "differentiate",
            sigma - 1 / sigma - 2 * (sigma + 1) * ((sigma - 1) / (2 * sigma)),
            "In f the square has the slope 2σ, the logarithm 1/σ.",
        ),
        step("algebra", (sigma**2 - 1) / sigma - (sigma + 1) * (sigma - 1) / sigma, "Each over one denominator."),
        step(
            "algebra",
            zero,
            "As σ² − 1 = (σ + 1)(σ − 1), nothing is left. So f is four times as steep as g about σ = 1, more above, "
            "and twice as steep near σ = 0.",
        ),
    ),
)
