"""The KL divergence of two univariate Gaussians from the moments of the log-ratio, a quadratic in a standard normal."""

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
    z,
)

q = density(x, mu_1, sigma_1)
p = density(x, mu_2, sigma_2)
shift = (mu_1 - mu_2) / sigma_2
ratio = sigma_1 / sigma_2

DERIVATION = Derivation(
    name="univariate-moments",
    title="KL of two univariate Gaussians, by the moments of the log-ratio",
    left_side=r"D_{\mathrm{KL}}(q \,\|\, p)",
    assumptions=(
        real(mu_1, "the mean of q"),
        positive(sigma_1, "the standard deviation of q"),
        real(mu_2, "the mean of p"),
        positive(sigma_2, "the standard deviation of p"),
    ),
    start=expectation(log(q / p), x, mu_1, sigma_1),
    start_because="By definition, the divergence is the mean of the log-ratio log q(x)/p(x) for x drawn from q.",
    steps=(
        step(
            "log-density",
            expectation(
                log(sigma_2 / sigma_1) - (x - mu_1) ** 2 / (2 * sigma_1**2) + (x - mu_2) ** 2 / (2 * sigma_2**2),
                x,
                mu_1,
                sigma_1,
            ),
            "Both densities have the factor 1/√(2π), so their quotient has none.",
        ),
        step(
            "lotus",
            expectation(log(sigma_2 / sigma_1) - half * z**2 + half * (shift + ratio * z) ** 2, z, 0, 1),
            "Put x = μ₁ + σ₁z with z standard normal. Seen from p, the sample is then (μ₁ − μ₂)/σ₂ plus σ₁/σ₂ times z.",
            where={x: mu_1 + sigma_1 * z},
        ),
        step(
            "collect",
            expectation(
                (log(sigma_2 / sigma_1) + half * shift**2) + shift * ratio * z + half * (ratio**2 - 1) * z**2, z, 0, 1
            ),
            "Sort by powers of z: the log-ratio is a + bz + cz², and this one line also gives its variance, b² + 2c².",
        ),
        step(
            "moments",
            (log(sigma_2 / sigma_1) + half * shift**2) + half * (ratio**2 - 1),
            "The mean of z is 0 and that of z² is 1, so the mean of the whole is a + c.",
        ),
        step(
            "collect",
            log(sigma_2 / sigma_1) + (sigma_1**2 + (mu_1 - mu_2) ** 2) / (2 * sigma_2**2) - half,
            "Bring the two squares over one denominator.",
        ),
    ),
)
