"""Derivatives done."""

from sympy import Derivative

from kl_check.algebra.symbolic import differentiated
from kl_check.derivation.rule import Inference, Rule, Ruling, compared


def _prove(inference: Inference) -> Ruling:
    left, right = inference.left, inference.right
    if len(left.atoms(Derivative)) <= len(right.atoms(Derivative)):
        return Ruling("silent", "the step does no derivative")
    return compared(differentiated(left), differentiated(right), linear=True)


RULE = Rule(
    name="differentiate",
    title="Differentiation",
    how="SymPy does the derivatives (Expr.diff; under ∫ it differentiates the integrand, as a Gaussian weight allows) "
    "and compares the results",
    prove=_prove,
)
