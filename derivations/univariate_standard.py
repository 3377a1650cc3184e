"""The KL divergence of a univariate Gaussian from N(0, 1): the general closed form with μ₂ = 0 and σ₂ = 1."""

from kl_check.derivation.vocabulary import (
    Derivation,
    density,
    expectation,
    half,
    log,
    mu_1,
    mu_2,
    one,
    positive,
    real,
    sigma_1,
    sigma_2,
    step,
    x,
    zero,
)

q = density(x, mu_1, sigma_1)
p = density(x, 0, 1)

DERIVATION = Derivation(
    name="univariate-standard",
    title="KL of a univariate Gaussian from N(0, 1)",
    left_side=r"D_{\mathrm{KL}}(q \,\|\, \mathcal{N}(0, 1))",
    assumptions=(real(mu_1, "the mean of q"), positive(sigma_1, "the standard deviation of q")),
    start=expectation(log(q / p), x, mu_1, sigma_1),
    start_because="By definition, the divergence of q = N(μ₁, σ₁²) from the standard normal is the mean of "
    "log q(x)/p(x) for x drawn from q, in nats.",
    steps=(
        step(
            "cite",
            log(one / sigma_1) + (sigma_1**2 + (mu_1 - zero) ** 2) / (2 * one**2) - half,
            "This is the divergence of two Gaussians, which is known, with μ₂ = 0 and σ₂ = 1.",
            where={mu_2: zero, sigma_2: one},
            cites="univariate-general",
        ),
        step(
            "algebra",
            -log(sigma_1) + (sigma_1**2 + mu_1**2) / 2 - half,
            "The logarithm of 1/σ₁ is −log σ₁; the zero and the ones do nothing.",
        ),
        step(
            "algebra",
            half * (sigma_1**2 + mu_1**2 - 1) - log(sigma_1),
            "Collect what carries the factor ½. Since log σ₁ = ½ log σ₁², that ½ can also stand before the whole.",
        ),
    ),
)
