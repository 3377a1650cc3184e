"""The logarithm of a quotient or product."""

from kl_check.derivation.rule import Rule, equal_forms

RULE = Rule(
    name="logarithm",
    title="Logarithm of a quotient or product",
    how="SymPy takes the logarithms apart, which it does for positive factors only, and multiplies out both sides",
    prove=equal_forms(linear=False),
)
