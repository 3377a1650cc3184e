"""Var f = E[f²] − E[f]²."""

from dataclasses import replace

from kl_check.derivation.rule import Rule
from kl_check.derivation.rules.total_mass import RULE as TOTAL_MASS

RULE = replace(
    TOTAL_MASS,
    name="variance",
    title="Var f = E[f²] − E[f]²",
    how="SymPy multiplies the square out, splits every ∫ with constants in front (the mean of f is one), does those of "
    "a density alone, and compares the two sides",
)

__all__ = ["RULE", "Rule"]
