"""The SymPy world: a term becomes a SymPy expression, and two expressions are compared by a normal form.

SymPy rewrites on construction, so nothing that is read or shown passes through here. A value that varies over the
latents is indexed under a Σ, `mu_1[i]`, so that a sum over J latents means J different ones.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction
from functools import lru_cache
from typing import Literal, Self, TypeAlias

import sympy
from sympy import Expr
from sympy.core.function import AppliedUndef

from kl_check.algebra.evaluate import Unknown, evaluate
from kl_check.model.errors import UnsupportedInput
from kl_check.model.term import Axis, Derivative, Expectation, Integral, Product, Term

Domain: TypeAlias = Literal["real", "positive"]

SIZES: Mapping[Axis, sympy.Symbol] = {
    "latent": sympy.Symbol("J", integer=True, positive=True),
    "batch": sympy.Symbol("B", integer=True, positive=True),
}
INDICES: Mapping[Axis, sympy.Symbol] = {
    "latent": sympy.Symbol("i", integer=True, positive=True),
    "batch": sympy.Symbol("b", integer=True, positive=True),
}
LINE = (-sympy.oo, sympy.oo)

JOINT_EXPECTATION = sympy.Function("E")
"""E(body, x, mean, std) over independent latents x[1], …, x[J]: SymPy has no integral over J variables."""

STANDING = {kind: sympy.Function(f"Standing{kind.__name__}") for kind in (sympy.Integral, sympy.Sum, sympy.Derivative)}
"""A sum, integral or derivative whose sign is not to be moved."""

UNSETTLED = (sympy.Integral, sympy.Sum, sympy.Product, sympy.Derivative, AppliedUndef, sympy.nan, sympy.zoo, sympy.oo)
"""In a difference that holds any of these, SymPy's idea of zero is not asked."""


def to_sympy(term: Term, domains: Mapping[str, Domain], sizes: Mapping[str, Axis] | None = None) -> Expr:
    """The term in SymPy. `domains` names what varies along the axes; any other symbol is one real number.

    Reductions must have named axes (`kl_check.algebra.axes.resolve`). Integrals and expectations stay unevaluated.
    """
    expression: Expr = evaluate(term, SymPy(domains, sizes or {}))
    return expression


class SymPy:
    """Evaluates to SymPy expressions."""

    def __init__(
        self, domains: Mapping[str, Domain], sizes: Mapping[str, Axis], bound: frozenset[str] = frozenset()
    ) -> None:
        self.domains = domains
        self.sizes = sizes
        self.bound = bound  # the variables of the integrals around

    def number(self, value: Fraction) -> Expr:
        return sympy.Rational(value.numerator, value.denominator)

    def constant(self, name: str) -> Expr:
        return sympy.pi if name == "pi" else sympy.E

    def symbol(self, name: str) -> Expr:
        return self.size(self.sizes[name]) if name in self.sizes else _symbol(name, self.domains.get(name, "real"))

    def size(self, axis: Axis) -> Expr:
        if isinstance(axis, int):
            axis = "batch" if axis == 0 else "latent"
        return SIZES[axis]

    def apply(self, head: str, arguments: Sequence[Expr]) -> Expr:
        if head not in FUNCTIONS:
            raise Unknown(f"no SymPy rule for {head}")
        return FUNCTIONS[head](*arguments)

    def reduce(self, kind: str, body: Expr, axes: tuple[Axis, ...]) -> Expr:
        for axis in axes:
            if axis not in SIZES:
                raise UnsupportedInput(f"axis {axis} of a sum has no name")
            body = _sum(self.along(axis, body), _range(axis))
            body = body / SIZES[axis] if kind == "mean" else body
        return body

    def analyse(self, term: Integral | Expectation | Derivative | Product) -> Expr:
        """An integral over the line; an expectation over latents that are reduced inside it stays a function."""
        if isinstance(term, Derivative):  # not done yet, whatever the body
            return sympy.Derivative(evaluate(term.body, self), self.symbol(term.variable.name), evaluate=False)
        if isinstance(term, Product):
            return sympy.Product(self.along("latent", evaluate(term.body, self)), _range("latent"))
        name = term.variable.name
        if name in self.domains and name not in self.bound:
            raise UnsupportedInput(f"{name} is the variable of an integral and has a value outside it", span=term.span)
        inside = self.inside(name)
        variable, body = inside.symbol(name), evaluate(term.body, inside)
        joint = any(indexed.base.label == variable for indexed in body.atoms(sympy.Indexed))
        if isinstance(term, Integral):
            if joint:
                raise UnsupportedInput("an integral over a whole vector of latents", span=term.span)
            return sympy.Integral(body, (variable, *LINE))
        mean, std = evaluate(term.mean, self), evaluate(term.std, self)
        if joint:
            return JOINT_EXPECTATION(body, variable, mean, std)
        return sympy.Integral(body * normal_density(variable, mean, std), (variable, *LINE))

    def inside(self, name: str) -> Self:
        """The world under an integral over the variable of that name."""
        return type(self)({**self.domains, name: "real"}, self.sizes, self.bound | {name})

    def along(self, axis: Axis, body: Expr) -> Expr:
        """The body with all that varies indexed along `axis`."""
        if isinstance(body, sympy.Indexed):
            return body.base[tuple(sorted((*body.indices, INDICES[axis]), key=str))]
        if isinstance(body, sympy.Symbol) and body.name in self.domains and body.name not in self.sizes:
            return sympy.IndexedBase(body)[INDICES[axis]]
        return body.func(*(self.along(axis, part) for part in body.args)) if body.args else body


def _symbol(name: str, domain: Domain) -> sympy.Symbol:
    return sympy.Symbol(name, positive=True) if domain == "positive" else sympy.Symbol(name, real=True)


def _range(axis: Axis) -> tuple[Expr, int, Expr]:
    return INDICES[axis], 1, SIZES[axis]


def _sum(body: Expr, limits: sympy.Tuple) -> Expr:
    """Sums over several axes have one order, however the text has them."""
    whole = sympy.Sum(body, limits)
    return sympy.Sum(whole.function, *sorted(whole.limits, key=str))


def normal_density(at: Expr, mean: Expr, std: Expr) -> Expr:
    return sympy.exp(-((at - mean) ** 2) / (2 * std**2)) / (std * sympy.sqrt(2 * sympy.pi))


FUNCTIONS = {
    "add": lambda a, b: a + b,
    "subtract": lambda a, b: a - b,
    "multiply": lambda a, b: a * b,
    "divide": lambda a, b: a / b,
    "power": lambda a, b: a**b,
    "negate": lambda a: -a,
    "exp": sympy.exp,
    "log": sympy.log,
    "sqrt": sympy.sqrt,
    "rsqrt": lambda a: 1 / sympy.sqrt(a),
    "square": lambda a: a**2,
    "reciprocal": lambda a: 1 / a,
    "abs": sympy.Abs,
    "expm1": lambda a: sympy.exp(a) - 1,
    "log1p": lambda a: sympy.log(1 + a),
    "log2": lambda a: sympy.log(a) / sympy.log(2),
    "log10": lambda a: sympy.log(a) / sympy.log(10),
    "softplus": lambda a: sympy.log(1 + sympy.exp(a)),
    "sigmoid": lambda a: 1 / (1 + sympy.exp(-a)),
    "tanh": sympy.tanh,
    "relu": lambda a: sympy.Max(a, 0),
    "minimum": sympy.Min,
    "maximum": sympy.Max,
    "clamp": lambda a, low, high: sympy.Min(sympy.Max(a, low), high),
    "normal_density": normal_density,
    "normal_log_density": lambda x, m, s: sympy.expand_log(sympy.log(normal_density(x, m, s))),
}


def normal_form(expression: Expr, *, linear: bool = True) -> Expr:
    """Multiplied out, logarithms of products as sums; if `linear`, ∫ and Σ split and constants in front of them."""
    return _settled(sympy.expand_log(expression), linear)


def same(left: Expr, right: Expr, *, linear: bool = True) -> bool | None:
    """Whether the normal forms agree. False only if SymPy knows their difference not to be zero; None: not settled."""
    difference = normal_form(left - right, linear=linear)
    if difference == 0:
        return True
    if difference.has(*UNSETTLED):
        return None
    if sympy.cancel(difference) == 0:
        return True
    return False if difference.is_zero is False else None


def integrated(expression: Expr) -> Expr:
    """The normal form with every integral done by SymPy, term by term; what it cannot do is left standing."""
    expression = normal_form(expression)
    done = {integral: _integral(integral) for integral in expression.atoms(sympy.Integral)}
    return normal_form(expression.xreplace(done))


def _settled(expression: Expr, linear: bool) -> Expr:
    """From the inside out, one node at a time."""
    if not expression.args or isinstance(expression, sympy.Indexed):
        return expression
    if isinstance(expression, (sympy.Integral, sympy.Sum)):
        body = _settled(expression.function, linear)
        return _split(expression, body) if linear else STANDING[expression.func](body, *expression.variables)
    if isinstance(expression, sympy.Derivative):
        return _differential(expression, _settled(expression.expr, linear), linear)
    if isinstance(expression, sympy.Product):
        return sympy.Product(_settled(expression.function, linear), *expression.limits)
    parts = [_settled(part, linear) for part in expression.args]
    if isinstance(expression, sympy.exp):  # not multiplied out: SymPy integrates the complete square
        return sympy.exp(sympy.factor(parts[0]))
    return sympy.expand(expression.func(*parts), deep=False, power_exp=False)


def _split(whole: Expr, body: Expr) -> Expr:
    """∫ or Σ of each summand of the body by itself, with the factors that do not vary in front."""
    total = body
    for limits in whole.limits:
        variable = limits[0]
        pieces = []
        for summand in sympy.Add.make_args(sympy.expand(total, deep=False, power_exp=False)):
            constant, varying = summand.as_independent(variable, as_Add=False)
            if varying == 1 and isinstance(whole, sympy.Sum):
                pieces.append(constant * (limits[2] - limits[1] + 1))
            else:
                sign = _sum if isinstance(whole, sympy.Sum) else sympy.Integral
                pieces.append(constant * sign(varying, limits))
        total = sympy.Add(*pieces)
    return total


def _differential(whole: Expr, body: Expr, linear: bool) -> Expr:
    """∂ of each summand of the body, with what does not depend on the variable in front."""
    if not linear:
        return STANDING[sympy.Derivative](body, *whole.variables)
    pieces = [one.as_independent(*whole.variables, as_Add=False) for one in sympy.Add.make_args(sympy.expand(body))]
    return sympy.Add(
        *(
            constant * sympy.Derivative(varying, *whole.variables, evaluate=False)
            for constant, varying in pieces
            if varying != 1
        )
    )


def differentiated(expression: Expr) -> Expr:
    """The expression with every derivative done, the inner ones first; under ∫ the integrand is differentiated."""
    if not expression.args or isinstance(expression, sympy.Indexed):
        return expression
    if isinstance(expression, sympy.Derivative):
        return differentiated(expression.expr).diff(*expression.variables)
    return expression.func(*map(differentiated, expression.args))


@lru_cache(maxsize=4096)
def _integral(integral: sympy.Integral) -> Expr:
    """Done by SymPy, with plain symbols for indexed ones."""
    plain = {one: sympy.Dummy(str(one), **one.assumptions0) for one in integral.atoms(sympy.Indexed)}
    names = {symbol: one for one, symbol in plain.items()}
    return integral.xreplace(plain).doit().xreplace(names)


__all__ = ["Domain", "SymPy", "differentiated", "integrated", "normal_form", "same", "to_sympy"]
