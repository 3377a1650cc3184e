"""A new variable under the integral sign."""

from sympy import Expr, Integral, Symbol

from kl_check.algebra.symbolic import to_sympy
from kl_check.derive.rule import Inference, Rule, Ruling, compared


def _prove(inference: Inference) -> Ruling:
    ((old, new),) = inference.step.where
    variable = Symbol(old.name, real=True)
    image = to_sympy(new, inference.domains)
    (fresh,) = (one for one in image.free_symbols if one.name not in inference.domains)
    left = inference.left
    try:
        changed = {
            one: one.transform(variable, (image, fresh)) for one in left.atoms(Integral) if variable in one.variables
        }
    except ValueError as problem:
        return Ruling("silent", f"SymPy cannot change the variable: {problem}")
    return _compared(left.xreplace(changed), inference.right, bool(changed))


def _compared(left: Expr, right: Expr, is_changed: bool) -> Ruling:
    return compared(left, right, linear=True) if is_changed else Ruling("silent", "no integral has that variable")


RULE = Rule(
    name="change-of-variable",
    title="Change of variable",
    how="SymPy puts the new variable into each integral (Integral.transform: integrand, dx and limits), "
    "and compares the two sides",
    prove=_prove,
)
