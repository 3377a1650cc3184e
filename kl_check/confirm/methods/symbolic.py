"""The definition integrated by SymPy for all parameters at once, and its difference from the expression settled.

Sums over J latents and B items stay sums of indexed symbols, so that agreement is a proof for every size and for
unequal latents. A difference is shown by its value at a point, where the sums are written out.
"""

from __future__ import annotations

import math
from functools import lru_cache

import sympy
from sympy import Expr

from kl_check.algebra.evaluate import evaluate
from kl_check.algebra.multiprecision import Multiprecision
from kl_check.algebra.symbolic import INDICES, SIZES, Domain, SymPy, integrated, same, to_sympy
from kl_check.confirm.comparison import Comparison, conclude
from kl_check.confirm.method import Method
from kl_check.confirm.points import Point, Shape, points, values_at
from kl_check.model.claim import Claim
from kl_check.model.errors import UnsupportedInput
from kl_check.model.evidence import Evidence
from kl_check.model.term import Axis, Expectation, Symbol, normal_log_density

DIGITS = 30
SMALLEST = 1e-20
"""A value above this, to 30 digits, is not 0."""

SHAPES: tuple[Shape, ...] = ((1, 1), (1, 1), (1, 1), (3, 4))

PARAMETERS: dict[str, Domain] = {"mean": "real", "std": "positive", "mean_2": "real", "std_2": "positive"}


@lru_cache(maxsize=1)
def divergence() -> Expr:
    """KL(N(mean, std²) ‖ N(mean_2, std_2²)) by its definition, the integral done by SymPy for all parameters."""
    x, (mean, std, mean_2, std_2) = Symbol("x"), map(Symbol, PARAMETERS)
    log_ratio = normal_log_density(x, mean, std) - normal_log_density(x, mean_2, std_2)
    return integrated(to_sympy(Expectation(log_ratio, x, mean, std), PARAMETERS))


def definition(claim: Claim) -> Expr:
    """The claim's KL, with its own terms for the parameters and its sums over latents and batch."""
    terms = (claim.posterior.mean, claim.posterior.std, claim.prior.mean, claim.prior.std)
    parameters = [to_sympy(Symbol(name), PARAMETERS) for name in PARAMETERS]
    values = [to_sympy(term, claim.domains, claim.sizes) for term in terms]
    value = divergence().xreplace(dict(zip(parameters, values, strict=True)))
    world = SymPy(claim.domains, claim.sizes)
    axes: dict[Axis, str] = {"latent": claim.latent, "batch": claim.batch}
    for axis, kind in axes.items():
        if kind != "none":
            value = world.reduce(kind, value, (axis,))
    return value


def value_at(expression: Expr, claim: Claim, point: Point) -> Expr:
    """The sums written out and the values put in. What is not summed is read at the first latent and item."""
    sizes = {SIZES[axis]: length for axis, length in point.sizes.items()}
    indexed = {one: _in_order(one) for one in expression.atoms(sympy.Indexed)}
    written_out = expression.xreplace(indexed).xreplace(sizes).doit()
    return sympy.N(written_out.xreplace(_values(claim, point)), DIGITS)


def _in_order(one: sympy.Indexed) -> sympy.Indexed:
    """x[b, i], whichever of the two it has and in whatever order; one that it lacks is 1."""
    item, latent = (INDICES[axis] if INDICES[axis] in one.indices else 1 for axis in ("batch", "latent"))
    return one.base[item, latent]


def _values(claim: Claim, point: Point) -> dict[Expr, Expr]:
    values: dict[Expr, Expr] = {}
    latent = point.sizes["latent"]
    for name, entries in point.entries.items():
        symbol = to_sympy(Symbol(name), claim.domains)
        base = sympy.IndexedBase(symbol)
        numbers = [sympy.Rational(entry.numerator, entry.denominator) for entry in entries]
        values[symbol] = numbers[0]
        for place, number in enumerate(numbers):
            values[base[place // latent + 1, place % latent + 1]] = number
    return values


def _within_reach(claim: Claim) -> list[Point]:
    """The points at which the expression can be evaluated by SymPy, which knows no overflow and would not come back."""
    reach, refusals = [], []
    for point in points(claim, SHAPES):
        try:
            for place in range(math.prod(point.shape)):
                evaluate(claim.expression, Multiprecision(values_at(claim, point, place), point.sizes))
        except UnsupportedInput as problem:
            refusals.append(problem)
        else:
            reach.append(point)
    if not reach:
        raise refusals[0]
    return reach


def _compare(claim: Claim, parts: tuple[Expr, Expr, Expr], point: Point) -> Comparison | None:
    """None where the digits do not show a difference."""
    values = [value_at(part, claim, point) for part in parts]
    if not all(value.is_number and value.is_real for value in values) or abs(values[2]) <= SMALLEST:
        return None
    claimed, value, difference = map(float, values)
    return Comparison(point.text, claimed, value, difference, SMALLEST) if math.isfinite(difference) else None


def _examine(claim: Claim, seed: int) -> Evidence:  # noqa: ARG001  nothing is drawn
    reach = _within_reach(claim)
    expression, reference = to_sympy(claim.expression, claim.domains, claim.sizes), definition(claim)
    if same(expression, reference):
        scope = "every J and B, latents and items all different"
        return Evidence(METHOD.name, "agrees", METHOD.strength, scope, {"largest_difference": "0"})
    parts = (expression, reference, expression - reference)
    different = [one for one in (_compare(claim, parts, point) for point in reach) if one]
    if not different:
        raise UnsupportedInput("SymPy neither simplifies the difference to 0 nor shows it at a point")
    outcome, detail = conclude(different)
    return Evidence(METHOD.name, outcome, METHOD.strength, f"{len(reach)} fixed points", detail)


METHOD = Method("symbolic", "SymPy integral of the definition", "proved", _examine)
