"""Inequalities: one side is at most the other because their difference is a weight times what is never negative.

The weight is at least 0 for all values that the assumptions allow, by SymPy. Under ∫, E (whose densities are positive)
and Σ the integrands and summands are compared, and what both sides of a sum share is set aside.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

import sympy
from sympy import Expr

from kl_check.algebra.symbolic import Domain, normal_form, to_sympy
from kl_check.derivation.rule import Inference, Ruling
from kl_check.model.term import Apply, Expectation, Integral, Reduce, Term


@dataclass(frozen=True, slots=True)
class Nonnegative:
    """A function of u that is never negative, for `allowed` u; it is 0 where `vanishing` is 0, and only there."""

    function: Callable[[Expr], Expr]
    vanishing: Callable[[Expr], Expr]
    allowed: Callable[[Expr], bool]


@dataclass(frozen=True, slots=True)
class Place:
    """Where the two sides differ: lower and upper side, and the domains there, bound variables included."""

    lower: Term
    upper: Term
    domains: Mapping[str, Domain]
    bound: tuple[str, ...] = ()


def proof(nonnegative: Nonnegative) -> Callable[[Inference], Ruling]:
    """The proof of a rule that orders; the step's `where` says what u is."""
    return lambda inference: _prove(inference, nonnegative)


def _prove(inference: Inference, nonnegative: Nonnegative) -> Ruling:
    if len(inference.step.where) != 1:
        return Ruling("silent", "the step does not say for what the inequality is used")
    ((_, argument),) = inference.step.where
    sides = (inference.before, inference.step.expression)
    lower, upper = sides if inference.step.relation == "<=" else sides[::-1]
    place = _narrowed(Place(lower, upper, inference.domains))
    u = to_sympy(argument, place.domains)
    if not nonnegative.allowed(u):
        return Ruling("differs", "the inequality does not hold for all such values")
    difference = to_sympy(place.upper, place.domains) - to_sympy(place.lower, place.domains)
    weight = _weight(difference, nonnegative.function(u))
    if weight is None or not weight.is_nonnegative:
        return Ruling("silent", "the difference of the two sides is no positive multiple of what is never negative")
    return _equality(inference, place, nonnegative.vanishing(u), weight)


def _narrowed(place: Place) -> Place:
    """The innermost place at which the two sides differ, as far as the way to it keeps the order."""
    match place.lower, place.upper:
        case Expectation() as lower, Expectation() as upper if _drawn(lower) == _drawn(upper):
            return _narrowed(_inside(place, lower, upper))
        case Integral() as lower, Integral() as upper if lower.variable == upper.variable:
            return _narrowed(_inside(place, lower, upper))
        case Reduce() as lower, Reduce() as upper if lower.kind == upper.kind and lower.axes == upper.axes:
            return _narrowed(Place(lower.body, upper.body, place.domains, place.bound))
        case Apply(head=head, arguments=(a, b)), Apply(head=other, arguments=(c, d)) if head == other:
            if head in ("add", "subtract") and b == d:
                return _narrowed(Place(a, c, place.domains, place.bound))
            if head in ("add", "subtract") and a == c:
                return _narrowed(Place(*((b, d) if head == "add" else (d, b)), place.domains, place.bound))
            if head == "multiply" and a == c and to_sympy(a, place.domains).is_positive:
                return _narrowed(Place(b, d, place.domains, place.bound))
    return place


def _drawn(one: Expectation) -> tuple[Term, ...]:
    return one.variable, one.mean, one.std


def _inside(place: Place, lower: Integral | Expectation, upper: Integral | Expectation) -> Place:
    name = lower.variable.name
    return Place(lower.body, upper.body, {**place.domains, name: "real"}, (*place.bound, name))


def _weight(difference: Expr, of: Expr) -> Expr | None:
    """difference / of, where that is free of logarithms: so it is seen whether it can be negative.

    Where `of` is linear in a logarithm, that one's coefficients tell what the weight must be; else SymPy divides.
    """
    difference, of = normal_form(difference), normal_form(of)
    leads = sorted(of.atoms(sympy.log), key=str)
    if not leads:
        quotient = sympy.factor(sympy.cancel(difference / of))
        return None if quotient.has(sympy.log) else quotient
    weight = sympy.cancel(difference.coeff(leads[0]) / of.coeff(leads[0])) if of.coeff(leads[0]) != 0 else None
    if weight is None or weight.has(sympy.log) or normal_form(difference - weight * of) != 0:
        return None
    return sympy.factor(weight)


def _equality(inference: Inference, place: Place, vanishing: Expr, weight: Expr) -> Ruling:
    """Equality holds where u is such that nothing is lost, for (almost) all values of the bound variables."""
    stated = {to_sympy(one, inference.domains): to_sympy(at, inference.domains) for one, at in inference.step.equality}
    if not stated:
        return Ruling("agrees")
    if not weight.is_positive:
        return Ruling("differs", "the weight may be 0, so there may be equality elsewhere")
    bound = [sympy.Symbol(name, real=True) for name in place.bound]
    vanishing = normal_form(vanishing)
    if bound and not vanishing.is_polynomial(*bound):
        return Ruling("silent", "when the two sides are equal is not seen")
    conditions = sympy.Poly(vanishing, *bound).coeffs() if bound else [sympy.together(vanishing)]
    found = sympy.solve(conditions, list(stated), dict=True)
    if found == [stated]:
        return Ruling("agrees")
    return Ruling("differs", "the two sides are equal elsewhere, or not only there")
