"""A density integrates to 1, so that the expectation of a constant is that constant."""

from sympy import Expr, Integral, exp

from kl_check.algebra.symbolic import integrated, normal_form
from kl_check.derivation.rule import Inference, Rule, Ruling, compared


def _prove(inference: Inference) -> Ruling:
    return compared(with_mass(inference.left), with_mass(inference.right), linear=True)


def with_mass(expression: Expr) -> Expr:
    """The normal form with the integrals done in which an exponential stands alone; inner ones first."""
    expression = normal_form(expression)
    while masses := [one for one in expression.atoms(Integral) if isinstance(one.function, exp)]:
        done = normal_form(expression.xreplace({one: integrated(one) for one in masses}))
        if done == expression:
            break
        expression = done
    return expression


RULE = Rule(
    name="total-mass",
    title="A density integrates to 1",
    how="SymPy splits every ∫ into those of its summands, with constants in front, does those of a density alone, and "
    "compares the two sides",
    prove=_prove,
)
