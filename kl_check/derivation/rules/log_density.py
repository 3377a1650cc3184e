"""The Gaussian log-density written out."""

from kl_check.derivation.rule import Rule, equal_forms

RULE = Rule(
    name="log-density",
    title="Gaussian log-density",
    how="SymPy puts exp(−(x − μ)²/(2σ²)) / (σ √(2π)) for each density, takes its logarithm and compares the two sides",
    prove=equal_forms(linear=False),
)
