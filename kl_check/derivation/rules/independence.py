"""The joint density of independent variables is a product, and its logarithm a sum."""

from kl_check.derivation.rule import Rule, equal_forms

RULE = Rule(
    name="independence",
    title="Independence",
    how="SymPy takes the logarithm of the product of densities apart, factor by factor, and compares the two sides",
    prove=equal_forms(linear=False),
)
