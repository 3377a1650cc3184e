"""The formulas of a claim as terms: read as a user's text is read, differentiated exactly, with values put in."""

from __future__ import annotations

from fractions import Fraction
from functools import cache

from kl_check.algebra import polynomial
from kl_check.algebra.derivative import derivative
from kl_check.algebra.evaluate import evaluate
from kl_check.algebra.exact import NO_SUM, Exact, Kind
from kl_check.algebra.restore import restored
from kl_check.algebra.show import latex, text
from kl_check.model.errors import UnsupportedInput
from kl_check.model.saying import Formula
from kl_check.model.surroundings import Excerpt
from kl_check.model.term import Apply, Reduce, Symbol, Term, substitute, symbols, walk
from kl_check.read.text import read_text


@cache
def read(text_: str) -> Term:
    """The term of a text of plain mathematics."""
    return read_text(text_).term


def written(formula: Formula) -> Excerpt:
    """The formula after its derivatives and values, as a text that was read."""
    term = read(formula.text)
    positive = logged(term)
    for by in formula.slopes:
        term = slope(term, by, positive)
    term = substitute(term, {name: read(value) for name, value in formula.at.items()})
    shown = text(term)
    return Excerpt(shown, term, (0, len(shown)), "plain")


def logged(term: Term) -> frozenset[str]:
    """The symbols that stand under a logarithm: they are positive."""
    parts = (part for part in walk(term) if isinstance(part, Apply) and part.head == "log")
    return frozenset(name for part in parts for name in symbols(part))


def slope(term: Term, by: str, positive: frozenset[str]) -> Term:
    """∂term/∂by, exactly, by the normal form."""
    if any(isinstance(part, Reduce) for part in walk(term)):
        raise UnsupportedInput("the slope of a sum over latents is taken latent by latent")
    kinds: dict[str, Kind] = dict.fromkeys(positive, "positive")
    value = evaluate(term, Exact(kinds, {})).get(NO_SUM, polynomial.rational(0))
    if any(kind == "atom" for monomial in value.terms for kind, _ in polynomial.generators(monomial)):
        raise UnsupportedInput("the slope of a formula beyond the normal form is not taken")
    if by not in positive:
        return restored(derivative(value, ("real", by)))
    by_logarithm = derivative(value, ("log", by))  # x · ∂/∂x
    return restored(by_logarithm * polynomial.power(polynomial.positive(by), Fraction(-1)))


def shown(formula: Formula) -> str:
    """The formula in LaTeX, as it is said and not as it was worked out."""
    inside = latex(read(formula.text))
    if formula.slopes:
        (by,) = set(formula.slopes)
        order = len(formula.slopes)
        power = f"^{order}" if order > 1 else ""
        sign = rf"\frac{{\partial{power}}}{{\partial {latex(Symbol(by))}{power}}}"
        inside = rf"{sign} \left[{inside}\right]"
    at = r",\ ".join(f"{latex(Symbol(name))} = {latex(read(value))}" for name, value in formula.at.items())
    if not at:
        return inside
    return rf"{inside}_{{{at}}}" if formula.slopes else rf"\left[{inside}\right]_{{{at}}}"
