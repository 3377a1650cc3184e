"""The KL divergence of two Gaussians is never negative, and zero only if they are the same."""

from kl_check.derivation.vocabulary import (
    Derivation,
    half,
    log,
    mu_1,
    mu_2,
    positive,
    real,
    sigma_1,
    sigma_2,
    step,
    u,
    zero,
)

ratio = sigma_1**2 / sigma_2**2
distance = (mu_1 - mu_2) ** 2 / (2 * sigma_2**2)

DERIVATION = Derivation(
    name="nonnegativity",
    title="The KL of two Gaussians is never negative",
    left_side=r"D_{\mathrm{KL}}(q \,\|\, p)",
    assumptions=(
        real(mu_1, "the mean of q"),
        positive(sigma_1, "the standard deviation of q"),
        real(mu_2, "the mean of p"),
        positive(sigma_2, "the standard deviation of p"),
    ),
    start=log(sigma_2 / sigma_1) + (sigma_1**2 + (mu_1 - mu_2) ** 2) / (2 * sigma_2**2) - half,
    start_because="The closed form has a positive and a negative part, so its sign is not plain to see.",
    steps=(
        step(
            "collect",
            half * (ratio - 1 - log(ratio)) + distance,
            "Write it in the ratio u = σ₁²/σ₂² of the variances: one part for the scales, one for the means.",
        ),
        step(
            "log-inequality",
            half * (ratio - 1 - (ratio - 1)) + distance,
            "The logarithm lies below its tangent at 1, log u ≤ u − 1, and touches it only there. So the part of the "
            "scales is at least 0, and 0 only if σ₁ = σ₂.",
            relation=">=",
            where={u: ratio},
            equality={sigma_1: sigma_2},
        ),
        step("algebra", distance, "What is left is the part of the means."),
        step(
            "square",
            zero,
            "A square is never negative, and 0 only if μ₁ = μ₂. So the divergence is at least 0, and 0 only if mean "
            "and standard deviation both agree.",
            relation=">=",
            where={u: mu_1 - mu_2},
            equality={mu_1: mu_2},
        ),
    ),
)
