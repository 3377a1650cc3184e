"""The density of an affine image."""

from kl_check.derivation.rule import Rule, equal_forms

RULE = Rule(
    name="affine",
    title="Density of an affine image",
    how="SymPy writes every density out and compares: N(a + b y; m, s²) is N(y; (m − a)/b, (s/b)²)/b, for b > 0",
    prove=equal_forms(linear=False),
)
