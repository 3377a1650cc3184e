"""Mean of r² with r = p(z)/q(z), for σ² up to ½: infinite."""

from kl_check.derivation.vocabulary import (
    Derivation,
    Symbol,
    density,
    exp,
    mu,
    number,
    pi,
    real,
    sqrt,
    step,
    u,
    x,
)

a = Symbol("a")
sigma_a = sqrt(1 / (2 + 2 * a**2))
height = sigma_a / sqrt(2 * pi)
q = density(x, mu, sigma_a)
p = density(x, 0, 1)
q_mirrored = density(-x, mu, sigma_a)
p_mirrored = density(-x, 0, 1)

DERIVATION = Derivation(
    name="k3-second-moment-infinite",
    title="Mean of r² with r = p(z)/q(z), for σ² up to ½: infinite",
    left_side=r"\frac{p(x)^{2}}{q(x)} + \frac{p(-x)^{2}}{q(-x)}",
    assumptions=(
        real(x, "where the densities are taken"),
        real(mu, "the mean of q"),
        real(a, "any number; σ² = 1/(2 + 2a²)"),
    ),
    start=p**2 / q + p_mirrored**2 / q_mirrored,
    start_because="The mean of r² is the integral of p²/q. Let σ² = 1/(2 + 2a²), which is any value up to ½, and look "
    "at x and −x together.",
    steps=(
        step(
            "log-density",
            height * (exp((1 + a**2) * (x - mu) ** 2) * exp(-(x**2)))
            + height * (exp((1 + a**2) * (x + mu) ** 2) * exp(-(x**2))),
            "The densities written out: 1/q rises at least as fast as p² falls.",
        ),
        step(
            "exponential",
            height
            * exp(a**2 * x**2 + (1 + a**2) * mu**2)
            * (exp(2 * (1 + a**2) * mu * x) + exp(-2 * (1 + a**2) * mu * x)),
            "What x and −x share moves in front.",
        ),
        step(
            "exponential",
            height
            * exp(a**2 * x**2 + (1 + a**2) * mu**2)
            * ((exp((1 + a**2) * mu * x) - exp(-(1 + a**2) * mu * x)) ** 2 + 2),
            "A number and its inverse are 2 more than the square of the difference of their roots.",
        ),
        step(
            "square",
            height * exp(a**2 * x**2 + (1 + a**2) * mu**2) * number(2),
            "A square is never negative.",
            where={u: exp((1 + a**2) * mu * x) - exp(-(1 + a**2) * mu * x)},
            relation=">=",
        ),
        step(
            "log-inequality",
            height * (1 + (a**2 * x**2 + (1 + a**2) * mu**2)) * number(2),
            "With t for the exponent, eᵗ ≥ 1 + t.",
            where={u: exp(a**2 * x**2 + (1 + a**2) * mu**2)},
            relation=">=",
        ),
        step(
            "square",
            height * (1 + (1 + a**2) * mu**2) * number(2),
            "A square is never negative.",
            where={u: a * x},
            relation=">=",
        ),
        step(
            "square",
            2 * height,
            "Nor is this one. So p²/q does not fall to 0: however far one integrates, each further step adds at least "
            "this height times its length. The mean of r², and with it the variance of k3, is infinite.",
            where={u: mu},
            relation=">=",
        ),
    ),
)
