"""An expectation is an integral against its density."""

from kl_check.derivation.rule import Rule, equal_forms

RULE = Rule(
    name="expectation",
    title="Definition of the expectation",
    how="SymPy writes E[f(x)] as ∫ f(x) q(x) dx and compares the integrands",
    prove=equal_forms(linear=False),
)
