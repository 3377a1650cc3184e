"""The KL divergence of two univariate Gaussians as a cross-entropy minus an entropy."""

from kl_check.derivation.vocabulary import (
    Derivation,
    density,
    expectation,
    half,
    log,
    mu_1,
    mu_2,
    pi,
    positive,
    real,
    sigma_1,
    sigma_2,
    step,
    x,
)

q = density(x, mu_1, sigma_1)
p = density(x, mu_2, sigma_2)

DERIVATION = Derivation(
    name="univariate-entropies",
    title="KL of two univariate Gaussians, by cross-entropy and entropy",
    left_side=r"D_{\mathrm{KL}}(q \,\|\, p)",
    assumptions=(
        real(mu_1, "the mean of q"),
        positive(sigma_1, "the standard deviation of q"),
        real(mu_2, "the mean of p"),
        positive(sigma_2, "the standard deviation of p"),
    ),
    start=expectation(log(q / p), x, mu_1, sigma_1),
    start_because="The divergence is what it costs, on average, to expect p while the samples come from q.",
    steps=(
        step(
            "logarithm",
            expectation(-log(p) - -log(q), x, mu_1, sigma_1),
            "The log-ratio is the surprise under p less the surprise under q.",
        ),
        step(
            "linearity",
            expectation(-log(p), x, mu_1, sigma_1) - expectation(-log(q), x, mu_1, sigma_1),
            "The mean of a difference is the difference of the means: the cross-entropy H(q, p) minus the entropy "
            "H(q).",
        ),
        step(
            "cite",
            half * log(2 * pi * sigma_2**2)
            + (sigma_1**2 + (mu_1 - mu_2) ** 2) / (2 * sigma_2**2)
            - expectation(-log(q), x, mu_1, sigma_1),
            "The cross-entropy is known.",
            cites="cross-entropy",
        ),
        step(
            "cite",
            half * log(2 * pi * sigma_2**2)
            + (sigma_1**2 + (mu_1 - mu_2) ** 2) / (2 * sigma_2**2)
            - (half * log(2 * pi * sigma_1**2) + half),
            "So is the entropy. It holds σ₁: the divergence and the cross-entropy do not differ by a constant when q "
            "is learned.",
            cites="entropy",
        ),
        step(
            "collect",
            log(sigma_2 / sigma_1) + (sigma_1**2 + (mu_1 - mu_2) ** 2) / (2 * sigma_2**2) - half,
            "The two log 2π cancel. The −½ of the result is the mean of ½z² in the entropy of q; it is not in any "
            "density.",
        ),
    ),
)
