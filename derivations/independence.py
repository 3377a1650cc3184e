"""The KL divergence of two independent Gaussian variables: the sum of the two divergences."""

from kl_check.derivation.vocabulary import (
    Derivation,
    Symbol,
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
    y,
)

nu_1 = Symbol("nu_1")
tau_1 = Symbol("tau_1")
nu_2 = Symbol("nu_2")
tau_2 = Symbol("tau_2")
q_x = density(x, mu_1, sigma_1)
p_x = density(x, mu_2, sigma_2)
q_y = density(y, nu_1, tau_1)
p_y = density(y, nu_2, tau_2)
q_of_x = density(x, nu_1, tau_1)
p_of_x = density(x, nu_2, tau_2)

DERIVATION = Derivation(
    name="independence",
    title="KL of independent variables",
    left_side=r"D_{\mathrm{KL}}(q(x)\, q(y) \,\|\, p(x)\, p(y))",
    assumptions=(
        real(mu_1, "the mean of x under q"),
        positive(sigma_1, "its standard deviation under q"),
        real(mu_2, "its mean under p"),
        positive(sigma_2, "its standard deviation under p"),
        real(nu_1, "the mean of y under q"),
        positive(tau_1, "its standard deviation under q"),
        real(nu_2, "its mean under p"),
        positive(tau_2, "its standard deviation under p"),
    ),
    start=expectation(expectation(log((q_x * q_y) / (p_x * p_y)), y, nu_1, tau_1), x, mu_1, sigma_1),
    start_because="Let x and y be independent, under q and under p: then each joint density is a product.",
    steps=(
        step(
            "independence",
            expectation(expectation(log(q_x / p_x) + log(q_y / p_y), y, nu_1, tau_1), x, mu_1, sigma_1),
            "The logarithm turns the product of the densities into a sum, one part for each variable.",
        ),
        step(
            "total-mass",
            expectation(log(q_x / p_x), x, mu_1, sigma_1) + expectation(log(q_y / p_y), y, nu_1, tau_1),
            "Each part knows one variable only, so the mean over the other one does nothing to it.",
        ),
        step(
            "lotus",
            expectation(log(q_x / p_x), x, mu_1, sigma_1) + expectation(log(q_of_x / p_of_x), x, nu_1, tau_1),
            "The name of the variable under a mean does not matter.",
            where={y: x},
        ),
        step(
            "cite",
            (log(sigma_2 / sigma_1) + (sigma_1**2 + (mu_1 - mu_2) ** 2) / (2 * sigma_2**2) - half)
            + expectation(log(q_of_x / p_of_x), x, nu_1, tau_1),
            "The first is known.",
            cites="univariate-general",
        ),
        step(
            "cite",
            (log(sigma_2 / sigma_1) + (sigma_1**2 + (mu_1 - mu_2) ** 2) / (2 * sigma_2**2) - half)
            + (log(tau_2 / tau_1) + (tau_1**2 + (nu_1 - nu_2) ** 2) / (2 * tau_2**2) - half),
            "So is the second, under its own names. Divergences of independent variables add up; they are not "
            "averaged.",
            where={mu_1: nu_1, sigma_1: tau_1, mu_2: nu_2, sigma_2: tau_2},
            cites="univariate-general",
        ),
    ),
)
