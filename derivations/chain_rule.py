"""The chain rule of the KL divergence, for a Gaussian pair whose second member depends on the first."""

from kl_check.derivation.vocabulary import (
    Derivation,
    Symbol,
    density,
    expectation,
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

a = Symbol("a")
b = Symbol("b")
alpha = Symbol("alpha")
beta = Symbol("beta")
tau_1 = Symbol("tau_1")
tau_2 = Symbol("tau_2")
q = density(x, mu_1, sigma_1)
p = density(x, mu_2, sigma_2)
q_given = density(y, a + b * x, tau_1)
p_given = density(y, alpha + beta * x, tau_2)

DERIVATION = Derivation(
    name="chain-rule",
    title="Chain rule of the KL",
    left_side=r"D_{\mathrm{KL}}(q(x, y) \,\|\, p(x, y))",
    assumptions=(
        real(mu_1, "the mean of x under q"),
        positive(sigma_1, "its standard deviation under q"),
        real(mu_2, "its mean under p"),
        positive(sigma_2, "its standard deviation under p"),
        real(a, "where the mean of y under q starts"),
        real(b, "how it moves with x"),
        positive(tau_1, "the standard deviation of y, given x, under q"),
        real(alpha, "where the mean of y under p starts"),
        real(beta, "how it moves with x"),
        positive(tau_2, "the standard deviation of y, given x, under p"),
    ),
    start=expectation(expectation(log((q * q_given) / (p * p_given)), y, a + b * x, tau_1), x, mu_1, sigma_1),
    start_because="Draw x from q, then y from q given that x: each joint density is a product q(x) q(y|x), and the "
    "mean is taken over y first and over x after.",
    steps=(
        step(
            "logarithm",
            expectation(expectation(log(q / p) + log(q_given / p_given), y, a + b * x, tau_1), x, mu_1, sigma_1),
            "The logarithm of a product is a sum.",
        ),
        step(
            "linearity",
            expectation(
                expectation(log(q / p), y, a + b * x, tau_1) + expectation(log(q_given / p_given), y, a + b * x, tau_1),
                x,
                mu_1,
                sigma_1,
            ),
            "The mean over y of a sum is the sum of the means over y.",
        ),
        step(
            "total-mass",
            expectation(
                log(q / p) + expectation(log(q_given / p_given), y, a + b * x, tau_1),
                x,
                mu_1,
                sigma_1,
            ),
            "The first part, log q(x)/p(x), does not know y, so its mean over y is itself: a density integrates to 1.",
        ),
        step(
            "linearity",
            expectation(log(q / p), x, mu_1, sigma_1)
            + expectation(expectation(log(q_given / p_given), y, a + b * x, tau_1), x, mu_1, sigma_1),
            "What remains are two divergences: that of x, plus the mean, over x from q, of that of y given x. Nothing "
            "here used the form of the densities; they are Gaussian so that every line can be checked.",
        ),
    ),
)
