"""The law of the unconscious statistician: the mean of f(x) where x = g(z), by the law of z."""

from collections.abc import Mapping
from dataclasses import dataclass

import sympy
from sympy import Expr

from kl_check.algebra.evaluate import evaluate
from kl_check.algebra.symbolic import LINE, Domain, SymPy, normal_density, to_sympy
from kl_check.derivation.rewrite import substituted
from kl_check.derivation.rule import Inference, Rule, Ruling, compared
from kl_check.model.term import Derivative, Expectation, Integral, Product, Symbol, Term, is_joint, symbols, walk


@dataclass(frozen=True, slots=True)
class Image:
    """`old` = `offset` + `slope` · `new`, as the step says."""

    old: Symbol
    new: str
    term: Term
    offset: Expr
    slope: Expr


class Images(SymPy):
    """SymPy with the expectation over the old variable as one over the new."""

    def __init__(self, domains: Mapping[str, Domain], image: Image) -> None:
        super().__init__(domains, {})
        self.image = image

    def inside(self, name: str) -> "Images":
        """The world under an integral over the variable of that name."""
        world = Images({**self.domains, name: "real"}, self.image)
        world.bound = self.bound | {name}
        return world

    def analyse(self, term: Integral | Expectation | Derivative | Product) -> Expr:
        image = self.image
        if not isinstance(term, Expectation) or term.variable != image.old or is_joint(term):
            return super().analyse(term)
        inside = self.inside(image.new)
        variable, body = inside.symbol(image.new), evaluate(substituted(term.body, {image.old: image.term}), inside)
        mean, std = evaluate(term.mean, self), evaluate(term.std, self)
        law = normal_density(variable, (mean - image.offset) / image.slope, std / sympy.Abs(image.slope))
        return sympy.Integral(body * sympy.powdenest(sympy.simplify(law)), (variable, *LINE))


def _prove(inference: Inference) -> Ruling:
    image = _image(inference)
    if image is None:
        return Ruling("silent", "the step does not say which affine function of one new variable stands for the old")
    if not any(isinstance(part, Expectation) and part.variable == image.old for part in walk(inference.before)):
        return Ruling("silent", f"no expectation is over {image.old.name}")
    return compared(evaluate(inference.before, Images(inference.domains, image)), inference.right, linear=False)


def _image(inference: Inference) -> Image | None:
    if len(inference.step.where) != 1:
        return None
    ((old, term),) = inference.step.where
    fresh = [name for name in symbols(term) if name not in inference.domains]
    if len(fresh) != 1:
        return None
    expression = to_sympy(term, {**inference.domains, fresh[0]: "real"})
    variable = sympy.Symbol(fresh[0], real=True)
    if not expression.is_polynomial(variable) or sympy.degree(expression, variable) != 1:
        return None
    slope, offset = sympy.Poly(expression, variable).all_coeffs()
    return Image(old, fresh[0], term, offset, slope) if slope.is_nonzero else None


RULE = Rule(
    name="lotus",
    title="Law of the unconscious statistician",
    how="if x = a + b z and z ~ N((m − a)/b, (s/|b|)²), then x ~ N(m, s²), so the mean of f(x) is that of f(a + b z) "
    "(the theorem that the rule takes as given); SymPy works out the law of z and compares the integrands",
    prove=_prove,
)
