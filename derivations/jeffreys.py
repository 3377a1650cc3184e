"""The sum of the KL divergences in both directions."""

from kl_check.derivation.vocabulary import (
    Derivation,
    density,
    expectation,
    half,
    log,
    mu_1,
    mu_2,
    positive,
    real,
    sigma_1,
    sigma_2,
    step,
    x,
)

q = density(x, mu_1, sigma_1)
p = density(x, mu_2, sigma_2)
forward = expectation(log(q / p), x, mu_1, sigma_1)
reverse = expectation(log(p / q), x, mu_2, sigma_2)

DERIVATION = Derivation(
    name="jeffreys",
    title="Both directions together",
    left_side=r"D_{\mathrm{KL}}(q \,\|\, p) + D_{\mathrm{KL}}(p \,\|\, q)",
    assumptions=(
        real(mu_1, "the mean of q"),
        positive(sigma_1, "the standard deviation of q"),
        real(mu_2, "the mean of p"),
        positive(sigma_2, "the standard deviation of p"),
    ),
    start=forward + reverse,
    start_because="The divergence is not symmetric, its sum with the exchanged one is (Jeffreys).",
    steps=(
        step(
            "cite",
            log(sigma_2 / sigma_1) + (sigma_1**2 + (mu_1 - mu_2) ** 2) / (2 * sigma_2**2) - half + reverse,
            "The divergence of q from p is known.",
            cites="univariate-general",
        ),
        step(
            "cite",
            log(sigma_2 / sigma_1)
            + (sigma_1**2 + (mu_1 - mu_2) ** 2) / (2 * sigma_2**2)
            - half
            + (log(sigma_1 / sigma_2) + (sigma_2**2 + (mu_2 - mu_1) ** 2) / (2 * sigma_1**2) - half),
            "The other is the same formula with the two Gaussians exchanged.",
            where={mu_1: mu_2, sigma_1: sigma_2, mu_2: mu_1, sigma_2: sigma_1},
            cites="univariate-general",
        ),
        step(
            "algebra",
            (sigma_1**2 + (mu_1 - mu_2) ** 2) / (2 * sigma_2**2)
            + (sigma_2**2 + (mu_1 - mu_2) ** 2) / (2 * sigma_1**2)
            - 1,
            "The logarithms cancel.",
        ),
        step(
            "collect",
            ((sigma_1**2 - sigma_2**2) ** 2 + (sigma_1**2 + sigma_2**2) * (mu_1 - mu_2) ** 2)
            / (2 * sigma_1**2 * sigma_2**2),
            "Over one denominator, σ₁⁴ + σ₂⁴ − 2σ₁²σ₂² is a square: both parts are never negative, and 0 only at p = "
            "q.",
        ),
    ),
)
