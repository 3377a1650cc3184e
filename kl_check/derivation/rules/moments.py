"""The moments of a Gaussian put in the place of expectations."""

from sympy import Expr, Poly, expand, factorial

from kl_check.algebra.evaluate import evaluate
from kl_check.algebra.symbolic import SymPy, normal_form
from kl_check.derivation.rule import Inference, Rule, Ruling, compared
from kl_check.model.errors import UnsupportedInput
from kl_check.model.term import Derivative, Expectation, Integral, Product, is_joint, walk


class Moments(SymPy):
    """SymPy with E[polynomial in x] by the moments of N(m, s²): no integral is done."""

    def analyse(self, term: Integral | Expectation | Derivative | Product) -> Expr:
        if not isinstance(term, Expectation) or is_joint(term):
            return super().analyse(term)
        inside = self.inside(term.variable.name)
        variable, body = inside.symbol(term.variable.name), normal_form(evaluate(term.body, inside), linear=False)
        mean, std = evaluate(term.mean, self), evaluate(term.std, self)
        if not body.is_polynomial(variable):
            raise UnsupportedInput(f"not a polynomial in {term.variable.name}", span=term.span)
        return expand(sum(c * moment(k, mean, std) for (k,), c in Poly(body, variable).terms()))


def moment(order: int, mean: Expr, std: Expr) -> Expr:
    """E[xⁿ] under N(m, s²): over even j, Σ n!/(j! (n − j)!) (j − 1)!! mⁿ⁻ʲ sʲ, with (j − 1)!! = j!/(2^(j/2) (j/2)!)."""
    return sum(
        factorial(order)
        / factorial(order - 2 * half)
        / factorial(half)
        / 2**half
        * mean ** (order - 2 * half)
        * std ** (2 * half)
        for half in range(order // 2 + 1)
    )


def _prove(inference: Inference) -> Ruling:
    if not any(isinstance(part, Expectation) for part in walk(inference.before)):
        return Ruling("silent", "there is no expectation")
    left, right = (
        evaluate(side, Moments(inference.domains, {})) for side in (inference.before, inference.step.expression)
    )
    return compared(left, right, linear=True)


RULE = Rule(
    name="moments",
    title="Moments of a Gaussian",
    how="each expectation of a polynomial is replaced by the moments of its Gaussian, E[(x − m)ⁿ] = 0 for odd n and "
    "(n − 1)!! sⁿ for even n (tested against integrals); SymPy multiplies out both sides",
    prove=_prove,
)
