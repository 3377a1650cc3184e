"""Terms put into terms, and sums over latents written out."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from functools import reduce

from kl_check.model.errors import UnsupportedInput
from kl_check.model.term import (
    Derivative,
    Expectation,
    Integral,
    Product,
    Reduce,
    Size,
    Symbol,
    Term,
    is_joint,
    number,
    rebuild,
    walk,
)


def substituted(term: Term, where: Mapping[Symbol, Term]) -> Term:
    """The term with values for free symbols. A value that holds a bound variable of the term is refused."""
    if isinstance(term, Symbol):
        return where.get(term, term)
    if isinstance(term, Derivative) and term.variable in where:
        raise UnsupportedInput(f"{term.variable.name} is what a derivative is taken by: do the derivative first")
    if isinstance(term, Integral | Expectation):
        held = {part for value in where.values() for part in walk(value)}
        if term.variable in held or term.variable in where:
            raise UnsupportedInput(f"{term.variable.name} is bound in the expression and stands in the substitution")
    return rebuild(term, lambda part: substituted(part, where))


def replaced(term: Term, old: Term, new: Term) -> Term:
    """The term with `new` wherever `old` stands, letter for letter."""
    return new if term == old else rebuild(term, lambda part: replaced(part, old, new))


def unrolled(term: Term, latents: int) -> Term:
    """The term for so many latents: `mu_1` under a sum is `mu_1[1]`, `mu_1[2]`, …; an expectation over all, nested."""
    match term:
        case Size(axis="latent"):
            return number(latents)
        case Reduce(kind=kind, body=body, axes=("latent",)):
            copies = _copies(unrolled(body, latents), latents)
            total = reduce(lambda left, right: left + right, copies)
            return total / latents if kind == "mean" else total
        case Product(body=body):
            return reduce(lambda left, right: left * right, _copies(unrolled(body, latents), latents))
        case Expectation() if is_joint(term):
            nested = unrolled(term.body, latents)
            for index in range(1, latents + 1):
                mean, std = _numbered(term.mean, index), _numbered(term.std, index)
                nested = Expectation(nested, Symbol(f"{term.variable.name}[{index}]"), mean, std)
            return nested
    return rebuild(term, lambda part: unrolled(part, latents))


def _copies(body: Term, latents: int) -> list[Term]:
    return [_numbered(body, index) for index in range(1, latents + 1)]


def _numbered(term: Term, index: int) -> Term:
    """The term as it reads for one latent: every symbol is that latent's own."""
    if isinstance(term, Symbol):
        return Symbol(f"{term.name}[{index}]")
    if isinstance(term, Integral | Expectation | Derivative):
        term = replace(term, variable=Symbol(f"{term.variable.name}[{index}]"))
    return rebuild(term, lambda part: _numbered(part, index))
