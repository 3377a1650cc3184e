"""Bayes' theorem for Gaussians: likelihood times prior is evidence times posterior."""

from sympy import Integral

from kl_check.derivation.rule import Inference, Rule, Ruling, compared


def _prove(inference: Inference) -> Ruling:
    left, right = inference.left, inference.right
    if isinstance(left, Integral) and isinstance(right, Integral) and left.limits == right.limits:
        return compared(left.function, right.function, linear=False)
    if left.has(Integral) or right.has(Integral):
        return Ruling("silent", "the two sides are not one ∫ or E each, over the same variable")
    return compared(left, right, linear=False)


RULE = Rule(
    name="bayes",
    title="Bayes’ theorem for Gaussians",
    how="SymPy writes the densities out: likelihood times prior is evidence times posterior. It compares the two "
    "sides, or what stands under one ∫ or E, over a common denominator",
    prove=_prove,
)
