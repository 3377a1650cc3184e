"""Sums taken apart, and constants in front."""

from kl_check.derivation.rule import Rule, equal_forms

RULE = Rule(
    name="linearity",
    title="Linearity of ∫, E and Σ",
    how="SymPy splits every ∫ and Σ into those of its summands, with constants in front, and compares the two sides; "
    "no integral is done",
    prove=equal_forms(linear=True),
)
