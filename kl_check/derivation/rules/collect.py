"""A sum put in order."""

from kl_check.derivation.rule import Rule, equal_forms

RULE = Rule(
    name="collect",
    title="Collecting terms",
    how="SymPy multiplies out both sides and takes logarithms of products apart, under the assumptions on the symbols",
    prove=equal_forms(linear=False),
)
