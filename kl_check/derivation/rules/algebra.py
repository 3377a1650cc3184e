"""Closed forms rearranged."""

from kl_check.derivation.rule import Rule, equal_forms

RULE = Rule(
    name="algebra",
    title="Algebra",
    how="SymPy multiplies out both sides and takes logarithms of products apart, under the assumptions on the symbols; "
    "signs of ∫, E and Σ stay where they stand",
    prove=equal_forms(linear=False),
)
