"""A quadratic written as a square and a rest."""

from kl_check.derivation.rule import Rule, equal_forms

RULE = Rule(
    name="complete-the-square",
    title="Completing the square",
    how="SymPy multiplies out both sides: the square with its rest is the quadratic",
    prove=equal_forms(linear=False),
)
