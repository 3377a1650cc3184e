"""What a symbol stands for is put in its place: a role, or a point at which to look."""

from kl_check.algebra.symbolic import to_sympy
from kl_check.derivation.rewrite import substituted
from kl_check.derivation.rule import Inference, Rule, Ruling, compared


def _prove(inference: Inference) -> Ruling:
    where = dict(inference.step.where)
    if not where:
        return Ruling("silent", "the step does not say what stands for what")
    for symbol, value in where.items():
        if inference.domains.get(symbol.name) == "positive" and not to_sympy(value, inference.domains).is_positive:
            return Ruling("differs", f"what stands for {symbol.name} need not be positive")
    left = to_sympy(substituted(inference.before, where), inference.domains)
    return compared(left, inference.right, linear=False)


RULE = Rule(
    name="substitute",
    title="Substitution",
    how="the values named in the step are put in the places of the symbols, all at once, where they meet the "
    "assumptions; SymPy multiplies out both sides",
    prove=_prove,
    substitutes=True,
)
