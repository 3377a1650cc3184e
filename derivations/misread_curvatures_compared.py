"""The curvatures of the right line and of the misread one at the optimum: 2 and ½."""

from kl_check.derivation.vocabulary import (
    Derivation,
    derivative,
    half,
    log,
    mu,
    number,
    one,
    positive,
    real,
    sigma,
    step,
)

f = half * (mu**2 + sigma**2 - 1) - log(sigma)
g = -half + mu**2 / 2 + (sigma - log(sigma)) / 2

DERIVATION = Derivation(
    name="misread-curvatures-compared",
    title="At the optimum the right line is curved four times as much",
    left_side=r"\left. \frac{f''(\sigma)}{g''(\sigma)} \right|_{\sigma = 1}",
    assumptions=(real(mu, "a mean"), positive(sigma, "the number that is put into both formulas")),
    start=derivative(derivative(f, sigma), sigma) / derivative(derivative(g, sigma), sigma),
    start_because="The divergence is f = ½(μ² + σ² − 1) − log σ for a standard deviation σ, and g = −½ + μ²/2 + (σ − "
    "log σ)/2 for a variance σ. With one number σ in both, their curvatures compare so.",
    steps=(
        step(
            "differentiate",
            (1 + 1 / sigma**2) / (1 / (2 * sigma**2)),
            "The curvature of f is 1 + 1/σ², that of g is 1/(2σ²).",
        ),
        step("substitute", number(2) / half, "At the optimum σ = 1 they are 2 and ½.", where={sigma: one}),
        step("algebra", number(4), "Put into each other's place, g holds σ at 1 a quarter as firmly."),
    ),
)
