"""The KL divergence of two univariate Gaussians, from its definition to the closed form."""

from kl_check.derivation.vocabulary import (
    Derivation,
    density,
    expectation,
    half,
    integral,
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
    z,
)

q = density(x, mu_1, sigma_1)
p = density(x, mu_2, sigma_2)
phi = density(z, 0, 1)

DERIVATION = Derivation(
    name="univariate-general",
    title="KL of two univariate Gaussians",
    left_side=r"D_{\mathrm{KL}}(q \,\|\, p)",
    assumptions=(
        real(mu_1, "the mean of q"),
        positive(sigma_1, "the standard deviation of q"),
        real(mu_2, "the mean of p"),
        positive(sigma_2, "the standard deviation of p"),
    ),
    start=expectation(log(q / p), x, mu_1, sigma_1),
    start_because="By definition, the divergence of q = N(μ₁, σ₁²) from p = N(μ₂, σ₂²) is the mean of log q(x)/p(x) "
    "for x drawn from q, in nats.",
    steps=(
        step(
            "expectation",
            integral(q * log(q / p), x),
            "The mean of a function of x is its integral against the density from which x is drawn.",
        ),
        step(
            "logarithm",
            integral(q * (log(q) - log(p)), x),
            "Both densities are positive everywhere, so the logarithm of their quotient is a difference of logarithms.",
        ),
        step(
            "linearity",
            integral(q * log(q), x) - integral(q * log(p), x),
            "The integral of a difference is the difference of integrals: minus the entropy of q, plus the "
            "cross-entropy of p under q.",
        ),
        step(
            "log-density",
            integral(q * (-half * log(2 * pi * sigma_1**2) - (x - mu_1) ** 2 / (2 * sigma_1**2)), x)
            - integral(q * (-half * log(2 * pi * sigma_2**2) - (x - mu_2) ** 2 / (2 * sigma_2**2)), x),
            "The logarithm of a Gaussian density is a constant minus half the squared distance to its mean, counted "
            "in standard deviations.",
        ),
        step(
            "linearity",
            -half * log(2 * pi * sigma_1**2) * integral(q, x)
            - 1 / (2 * sigma_1**2) * integral(q * (x - mu_1) ** 2, x)
            + half * log(2 * pi * sigma_2**2) * integral(q, x)
            + 1 / (2 * sigma_2**2) * integral(q * (x - mu_2) ** 2, x),
            "Whatever does not depend on x moves in front of the integral. What is left to do: the total mass of q, "
            "and its mean squared distance from μ₁ and from μ₂.",
        ),
        step(
            "change-of-variable",
            -half * log(2 * pi * sigma_1**2) * integral(phi, z)
            - half * integral(phi * z**2, z)
            + half * log(2 * pi * sigma_2**2) * integral(phi, z)
            + 1 / (2 * sigma_2**2) * integral(phi * (sigma_1 * z + (mu_1 - mu_2)) ** 2, z),
            "Put x = μ₁ + σ₁z, so that dx = σ₁ dz and z is standard normal: the reparametrisation that a VAE samples "
            "with.",
            where={x: mu_1 + sigma_1 * z},
        ),
        step(
            "linearity",
            -half * log(2 * pi * sigma_1**2) * integral(phi, z)
            - half * integral(phi * z**2, z)
            + half * log(2 * pi * sigma_2**2) * integral(phi, z)
            + 1
            / (2 * sigma_2**2)
            * (
                sigma_1**2 * integral(phi * z**2, z)
                + 2 * sigma_1 * (mu_1 - mu_2) * integral(phi * z, z)
                + (mu_1 - mu_2) ** 2 * integral(phi, z)
            ),
            "Multiply out the square. Only three integrals remain: the moments of order 0, 1 and 2 of the standard "
            "normal.",
        ),
        step(
            "integrate",
            -half * (1 + log(2 * pi * sigma_1**2))
            + (half * log(2 * pi * sigma_2**2) + (sigma_1**2 + (mu_1 - mu_2) ** 2) / (2 * sigma_2**2)),
            "The moments are 1, 0 and 1. The first part is minus the entropy of q; the second is the cross-entropy.",
        ),
        step(
            "algebra",
            log(sigma_2 / sigma_1) + (sigma_1**2 + (mu_1 - mu_2) ** 2) / (2 * sigma_2**2) - half,
            "The two halves of log 2π cancel, and half of log σ₂² − log σ₁² is log σ₂/σ₁.",
        ),
    ),
)
