"""Variance of k3 = (r − 1) − log r, for σ² above ½."""

from kl_check.derivation.vocabulary import (
    Derivation,
    Symbol,
    density,
    exp,
    expectation,
    half,
    integral,
    log,
    mu,
    mu_1,
    mu_2,
    number,
    one,
    positive,
    real,
    sigma,
    sigma_1,
    sigma_2,
    sqrt,
    step,
    x,
    zero,
)

w = Symbol("w")
sigma_w = sqrt(half + w)
q = density(x, mu, sigma_w)
p = density(x, 0, 1)
k3 = p / q - 1 - log(p / q)
kl = half * (sigma_w**2 + mu**2 - 1) - log(sigma_w)
second_moment = (half + w) / sqrt(2 * w) * exp(mu**2 / (2 * w))
forward = expectation(log(q / p), x, mu, sigma_w)
reverse = expectation(log(p / q), x, 0, 1)
k1_squared = expectation((log(q) - log(p)) ** 2, x, mu, sigma_w)

DERIVATION = Derivation(
    name="k3-variance",
    title="Variance of k3 = (r − 1) − log r, for σ² above ½",
    left_side=r"\operatorname{Var}[k_3]",
    assumptions=(real(mu, "the mean of q"), positive(w, "σ² − ½, for the standard deviation σ of q")),
    start=integral(q * k3**2, x) - integral(q * k3, x) ** 2,
    start_because="The mean of the square less the square of the mean, as integrals against q. Let w = σ² − ½ be "
    "positive.",
    steps=(
        step(
            "logarithm",
            integral(q * (p / q - 1 + log(q / p)) ** 2, x) - integral(q * k3, x) ** 2,
            "Minus the logarithm of r = p/q is that of q/p.",
        ),
        step(
            "algebra",
            integral(
                q * (p / q) ** 2 - 2 * p + q - 2 * p * log(p / q) - 2 * q * log(q / p) + q * (log(q) - log(p)) ** 2, x
            )
            - integral(q * k3, x) ** 2,
            "The square multiplied out; q cancels where it weighs p/q.",
        ),
        step(
            "linearity",
            integral(q * (p / q) ** 2, x)
            - 2 * integral(p, x)
            + integral(q, x)
            - 2 * integral(p * log(p / q), x)
            - 2 * integral(q * log(q / p), x)
            + integral(q * (log(q) - log(p)) ** 2, x)
            - integral(q * k3, x) ** 2,
            "Integral by integral.",
        ),
        step(
            "cite",
            second_moment
            - 2 * integral(p, x)
            + integral(q, x)
            - 2 * integral(p * log(p / q), x)
            - 2 * integral(q * log(q / p), x)
            + integral(q * (log(q) - log(p)) ** 2, x)
            - integral(q * k3, x) ** 2,
            "The mean of r² is known.",
            cites="k3-second-moment",
        ),
        step(
            "cite",
            second_moment
            - 2 * integral(p, x)
            + integral(q, x)
            - 2 * integral(p * log(p / q), x)
            - 2 * integral(q * log(q / p), x)
            + integral(q * (log(q) - log(p)) ** 2, x)
            - kl**2,
            "The mean of k3 is the divergence.",
            where={sigma: sigma_w},
            cites="k3-mean",
        ),
        step(
            "total-mass",
            second_moment
            - 1
            - 2 * integral(p * log(p / q), x)
            - 2 * integral(q * log(q / p), x)
            + integral(q * (log(q) - log(p)) ** 2, x)
            - kl**2,
            "Both densities integrate to 1.",
        ),
        step(
            "expectation",
            second_moment - 1 - 2 * reverse - 2 * forward + k1_squared - kl**2,
            "What is left are means: the two divergences, and the mean square of k1.",
        ),
        step(
            "cite",
            second_moment - 1 - 2 * reverse - 2 * kl + k1_squared - kl**2,
            "The divergence of q from p is known.",
            where={mu_1: mu, sigma_1: sigma_w},
            cites="univariate-standard",
        ),
        step(
            "cite",
            second_moment
            - 1
            - 2 * (log(sigma_w / one) + (one**2 + (zero - mu) ** 2) / (2 * sigma_w**2) - half)
            - 2 * kl
            + k1_squared
            - kl**2,
            "That of p from q is the general formula with N(0, 1) first.",
            where={mu_1: zero, sigma_1: one, mu_2: mu, sigma_2: sigma_w},
            cites="univariate-general",
        ),
        step(
            "moments",
            second_moment
            - 1
            - 2 * (log(sigma_w / one) + (one**2 + (zero - mu) ** 2) / (2 * sigma_w**2) - half)
            - 2 * kl
            + mu**2 * sigma_w**2
            + half * (sigma_w**2 - 1) ** 2,
            "The mean square of k1 less KL² is its variance.",
        ),
        step(
            "collect",
            second_moment
            - 1
            + mu**2 * (half + w)
            + half * (w - half) ** 2
            - ((w - half) ** 2 + (w + number(3, 2)) * mu**2) / (half + w),
            "In w: the variance of r, that of k1, and less twice the sum of both divergences. Like the mean of r² it "
            "grows without bound as σ² falls to ½.",
        ),
    ),
)
