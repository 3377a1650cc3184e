"""What else a term may be that looks like a KL: named, so that nobody has to wonder."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import permutations

from kl_check.algebra import polynomial
from kl_check.algebra.evaluate import evaluate
from kl_check.algebra.exact import NO_SUM, Exact
from kl_check.algebra.polynomial import Generator, Polynomial
from kl_check.judge.case import Case
from kl_check.judge.relation import Shape, relate, shape_of
from kl_check.know.roles import SCALE_ROLES, std_of
from kl_check.model.term import Symbol, Term, normal_log_density, number


def named(case: Case) -> str | None:
    """A Gaussian log-density, up to sign, factor and constant, if the term is one."""
    shapes: dict[tuple[str, str], Shape | None] = {}
    for at, mean, scale in _fillings(case.elements):
        for role in SCALE_ROLES:
            world = Exact({scale: role.kind}, case.found.sizes)
            if (scale, role.kind) not in shapes:
                shapes[scale, role.kind] = shape_of(evaluate(case.term, world), world.is_scalar)
            shape = shapes[scale, role.kind]
            density = evaluate(normal_log_density(at, mean, std_of(Symbol(scale), role)), world)[NO_SUM]
            if shape and relate(shape, _without_constants(density)):
                given = f"N({mean.name if isinstance(mean, Symbol) else 0}, σ²)"
                return f"a Gaussian log-density: log {given} at {at.name}, with {scale} the {role.title}"
    return None


def _fillings(elements: tuple[str, ...]) -> Iterator[tuple[Symbol, Term, str]]:
    if len(elements) == 3:
        for at, mean, scale in permutations(elements):
            yield Symbol(at), Symbol(mean), scale
    elif len(elements) == 2:
        for at, scale in permutations(elements):
            yield Symbol(at), number(0), scale


def _without_constants(density: Polynomial) -> Polynomial:
    return density.select(lambda monomial: any(map(_varies, polynomial.generators(monomial))))


def _varies(generator: Generator) -> bool:
    """Whether a generator is more than a number's logarithm or π's."""
    return not (generator[1].isdecimal() or generator[1].startswith("#"))
