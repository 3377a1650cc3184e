"""Variance of k2 = ½ (log q(z) − log p(z))²."""

from kl_check.derivation.vocabulary import (
    Derivation,
    Symbol,
    expectation,
    half,
    real,
    step,
    variance,
    z,
)

kappa = Symbol("kappa")
b = Symbol("b")
c = Symbol("c")

DERIVATION = Derivation(
    name="k2-variance",
    title="Variance of k2 = ½ (log q(z) − log p(z))²",
    left_side=r"\operatorname{Var}[k_2]",
    assumptions=(
        real(kappa, "the mean of the log-ratio, the divergence"),
        real(b, "what z weighs in the log-ratio"),
        real(c, "what z² weighs in the log-ratio"),
    ),
    start=variance(half * (kappa + b * z + c * (z**2 - 1)) ** 2, z, 0, 1),
    start_because="In a standard normal z the log-ratio of two Gaussians is κ + bz + c(z² − 1), with the divergence "
    "for κ. Against N(0, 1), b = μσ and c = ½(σ² − 1).",
    steps=(
        step(
            "moments",
            expectation(
                (half * (kappa + b * z + c * (z**2 - 1)) ** 2 - half * (kappa**2 + b**2 + 2 * c**2)) ** 2, z, 0, 1
            ),
            "The mean of k2 is half of κ² + b² + 2c².",
        ),
        step(
            "algebra",
            expectation(
                (kappa * (b * z + c * (z**2 - 1)) + half * (b * z + c * (z**2 - 1)) ** 2 - half * (b**2 + 2 * c**2))
                ** 2,
                z,
                0,
                1,
            ),
            "The squares of κ cancel.",
        ),
        step(
            "moments",
            kappa**2 * (b**2 + 2 * c**2)
            + kappa * (6 * b**2 * c + 8 * c**3)
            + half * (b**4 + 28 * b**2 * c**2 + 28 * c**4),
            "The even moments of z up to the eighth are 1, 3, 15 and 105.",
        ),
    ),
)
