"""The trace trick: a quadratic form is a trace, a trace turns its factors round, and tr Σ⁻¹Σ = J."""

from kl_check.derivation.rule import for_arrays

RULE = for_arrays("trace", "Trace", "zᵀA z = tr(A z zᵀ), tr(AB) = tr(BA), tr I = J")
