"""A new variable under the integral sign."""

from functools import lru_cache

from sympy import Expr, Integral, Symbol

from kl_check.algebra.symbolic import to_sympy
from kl_check.derivation.rule import Inference, Rule, Ruling, compared


def _prove(inference: Inference) -> Ruling:
    images = {old.name: to_sympy(new, inference.domains) for old, new in inference.step.where}
    fresh = {one for image in images.values() for one in image.free_symbols if one.name not in inference.domains}
    if len(images) != 1 or len(fresh) != 1:
        return Ruling("silent", "the step does not say what one new variable stands for")
    ((name, image),) = images.items()
    variable, left = Symbol(name, real=True), inference.left
    integrals = [one for one in left.atoms(Integral) if variable in one.variables]
    if not integrals:
        return Ruling("silent", f"no integral is over {name}")
    try:
        changed = {one: _transformed(one, variable, image, *fresh) for one in integrals}
    except (ValueError, TypeError) as problem:  # not one to one, or not real
        return Ruling("silent", f"SymPy cannot change the variable: {problem}")
    return compared(left.xreplace(changed), inference.right, linear=True)


@lru_cache(maxsize=256)
def _transformed(integral: Integral, variable: Symbol, image: Expr, fresh: Symbol) -> Expr:
    return integral.transform(variable, (image, fresh))


RULE = Rule(
    name="change-of-variable",
    title="Change of variable",
    how="SymPy puts the new variable into each integral (Integral.transform: integrand, dx and limits), "
    "and compares the two sides",
    prove=_prove,
)
