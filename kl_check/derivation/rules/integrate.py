"""Integrals done."""

from sympy import Integral

from kl_check.algebra.symbolic import integrated
from kl_check.derivation.rule import Inference, Rule, Ruling, compared


def _prove(inference: Inference) -> Ruling:
    left, right = inference.left, inference.right
    if len(left.atoms(Integral)) <= len(right.atoms(Integral)):
        return Ruling("silent", "the step does no integral")
    left, right = integrated(left), integrated(right)
    if left.has(Integral) or right.has(Integral):
        return Ruling("silent", "SymPy leaves an integral undone")
    return compared(left, right, linear=True)


RULE = Rule(
    name="integrate",
    title="Integration",
    how="SymPy does the integrals (sympy.integrate over the real line, summand by summand) and compares the results",
    prove=_prove,
)
