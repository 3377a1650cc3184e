"""x = μ + L z: a Gaussian vector from independent standard normal variables."""

from kl_check.derivation.rule import for_arrays

RULE = for_arrays(
    "whiten",
    "Whitening",
    "if z ~ N(0, I) and Σ = L Lᵀ, then μ + L z ~ N(μ, Σ), so the mean of f(x) is that of f(μ + L z)",
)
