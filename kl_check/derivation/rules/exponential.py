"""The product of exponentials."""

from sympy import powsimp

from kl_check.algebra.symbolic import normal_form
from kl_check.derivation.rule import Inference, Rule, Ruling, compared


def _prove(inference: Inference) -> Ruling:
    sides = (normal_form(side, linear=False) for side in (inference.left, inference.right))
    left, right = (powsimp(side, deep=True, combine="exp") for side in sides)
    return compared(left, right, linear=False)


RULE = Rule(
    name="exponential",
    title="Product of exponentials",
    how="SymPy multiplies out both sides, writes every product of exponentials as the exponential of a sum, and "
    "compares; signs of ∫, E and Σ stay where they stand",
    prove=_prove,
)
