"""One node of one step written wrong: a sign, a factor, a power, a part dropped or swapped for another."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from kl_check.model.derivation import Derivation
from kl_check.model.term import (
    Apply,
    Derivative,
    Expectation,
    Integral,
    Number,
    Reduce,
    Symbol,
    Term,
    number,
    rebuild,
)

BINARY = frozenset({"add", "subtract", "multiply", "divide", "matmul"})
UNARY = frozenset({"log", "exp", "sqrt", "inverse", "trace", "log_determinant", "transpose"})


@dataclass(frozen=True, slots=True)
class Mutant:
    """Step `index` (from 0) of a derivation with another expression."""

    derivation: str
    index: int
    kind: str
    expression: Term


def others(derivation: Derivation) -> Mapping[str, str]:
    """For each symbol another one of the same kind, by which it might be replaced."""
    names: dict[str, str] = {}
    for domain in {one.domain for one in derivation.assumptions}:
        alike = [one.symbol.name for one in derivation.assumptions if one.domain == domain]
        names |= dict(zip(alike, [*alike[1:], alike[0]], strict=True))
    return {name: other for name, other in names.items() if name != other}


def slips(node: Term, swap: Mapping[str, str]) -> Iterator[tuple[str, Term]]:
    """The ways in which this one node is written wrong."""
    match node:
        case Number(value=value):
            yield "sign", Number(-value)
            yield "factor", Number(2 * value)
        case Symbol(name=name):
            yield "factor", 2 * node
            yield "power", node**2
            if name in swap:
                yield "substitution", Symbol(swap[name])
        case Apply():
            yield from _of_apply(node)
        case Integral(body=body, variable=variable):
            yield "integral", number(1)
            yield "integral", Integral(body * variable, variable)
            yield "factor", 2 * node
        case Derivative(body=body):
            yield "sign", -node
            yield "dropped", body
        case Expectation(body=body, std=std):
            yield "integral", replace(node, body=body * body)
            yield "factor", 2 * node
            if not (isinstance(std, Apply) and std.head == "cholesky"):
                yield "integral", replace(node, std=std**2)
        case Reduce(body=body):
            yield "dropped", body
            yield "factor", 2 * node


def _of_apply(node: Apply) -> Iterator[tuple[str, Term]]:
    match node:
        case Apply(head="power", arguments=(base, exponent)):
            yield "power", base ** (exponent + 1)
            yield "power", base
        case Apply(head="negate", arguments=(one,)):
            yield "sign", one
        case Apply(head="normal_density", arguments=(at, mean, std)):
            yield "substitution", Apply("normal_density", (at, mean, std**2))
            yield "power", node**2
        case Apply(head=head, arguments=(left, right)) if head in BINARY:
            if head in ("add", "subtract"):
                yield "sign", Apply("subtract" if head == "add" else "add", (left, right))
            yield "dropped", left
            yield "dropped", right
        case Apply(head=head, arguments=(one,)) if head in UNARY:
            yield "sign", -node
            yield "factor", 2 * node
            yield "dropped", one


def mutants(term: Term, swap: Mapping[str, str]) -> Iterator[tuple[str, Term]]:
    """Every slip at every node."""
    yield from slips(term, swap)
    parts: list[Term] = []
    rebuild(term, lambda part: parts.append(part) or part)  # type: ignore[func-returns-value]
    for place, part in enumerate(parts):
        for kind, slipped in mutants(part, swap):
            instead = iter([*parts[:place], slipped, *parts[place + 1 :]])
            yield kind, rebuild(term, lambda _, instead=instead: next(instead))  # type: ignore[misc]


def mutants_of(derivation: Derivation) -> Iterator[Mutant]:
    """Every slip at every node of every step."""
    swap = others(derivation)
    for index, step in enumerate(derivation.steps):
        for kind, expression in mutants(step.expression, swap):
            if expression != step.expression:
                yield Mutant(derivation.name, index, kind, expression)
