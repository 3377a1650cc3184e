"""Sums as code writes them: what is added up, what stands around it, and which addends belong together."""

from __future__ import annotations

from collections.abc import Iterator, Set
from typing import TypeAlias

from kl_check.know.names import is_sample, is_size, is_weight, suggested_role
from kl_check.model.term import Apply, Number, Reduce, Size, Span, Symbol, Term, rebuild, symbols, walk, with_arguments

WEIGHING = frozenset({"minimum", "maximum", "clamp", "exp", "power", "square", "sigmoid", "tanh", "log"})

Addend: TypeAlias = tuple[Term, bool]
"""What is added, and whether it is subtracted instead."""


def addends_of(term: Term, named: Set[int] = frozenset(), negative: bool = False) -> Iterator[Addend]:
    """The parts of a sum, and whether they are subtracted; a part that is `named`, by identity, stays whole."""
    parts: tuple[Addend, ...]
    match term:
        case Apply(head="add", arguments=(left, right)):
            parts = (left, negative), (right, negative)
        case Apply(head="subtract", arguments=(left, right)):
            parts = (left, negative), (right, not negative)
        case Apply(head="negate", arguments=(inner,)):
            parts = ((inner, not negative),)
        case _:
            yield term, negative
            return
    for part, minus in parts:
        yield from ((part, minus),) if id(part) in named else addends_of(part, named, minus)


def joined(addends: list[Addend]) -> Term:
    (first, negative), *rest = addends
    total: Term = Apply("negate", (first,), span=first.span) if negative else first
    for one, minus in rest:
        total = Apply("subtract" if minus else "add", (total, one), span=_union(total.span, one.span))
    return total


def _union(left: Span | None, right: Span | None) -> Span | None:
    if left is None or right is None:
        return left or right
    return min(left[0], right[0]), max(left[1], right[1])


def components(addends: list[Addend]) -> list[list[Addend]]:
    """The addends in groups that share no symbol; those without any symbol stay with every group's first."""
    groups: list[tuple[set[str], list[Addend]]] = []
    for one in addends:
        names = {name for name in symbols(one[0]) if suggested_role(name) or not (is_size(name) or is_weight(name))}
        touching = [group for group in groups if group[0] & names]
        rest = [group for group in groups if not group[0] & names]
        merged = (names.union(*(group[0] for group in touching)), [*(x for g in touching for x in g[1]), one])
        groups = [*rest, merged]
    return [group for _, group in groups]


def is_bare(term: Term) -> bool:
    """A symbol, or a weight times one: another loss."""
    match term:
        case Symbol(name=name):
            return suggested_role(name) is None or is_sample(name)
        case Apply(head="multiply" | "divide", arguments=arguments):
            return all(isinstance(one, Symbol | Number | Size) or is_bare(one) for one in arguments) and any(
                isinstance(one, Symbol) and suggested_role(one.name) is None for one in arguments
            )
        case Reduce(body=body):
            return is_bare(body)
    return False


def is_zero(term: Term) -> bool:
    return isinstance(term, Number) and term.value == 0


def is_summed(term: Term) -> bool:
    """Whether a value has been reduced: a mean of it beside another loss is that of the batch, and of the total."""
    return any(isinstance(part, Reduce) for part in walk(term))


def is_wrapper(term: Term) -> bool:
    """A sum, a mean, a factor or an addition: what may stand around a term without making it a part of something."""
    match term:
        case Reduce():
            return True
        case Apply(head="add" | "subtract" | "negate"):
            return True
        case Apply(head="multiply" | "divide", arguments=arguments):
            return any(not any(isinstance(part, Reduce | Apply) for part in walk(one)) for one in arguments)
    return False


def is_negative(term: Term) -> bool:
    """Whether a factor in front of the rest is negative."""
    match term:
        case Apply(head="negate"):
            return True
        case Apply(head="multiply" | "divide", arguments=arguments):
            return sum(is_negative_number(one) for one in arguments) == 1
    return False


def is_negative_number(term: Term) -> bool:
    match term:
        case Number(value=value):
            return value < 0
        case Apply(head="negate", arguments=(inner,)):
            return not symbols(inner)
        case Apply(head="divide" | "multiply", arguments=(left, right)) if not symbols(term):
            return is_negative_number(left) != is_negative_number(right)
    return False


def wrappers(term: Term, around: tuple[Term, ...]) -> tuple[Term, ...]:
    """What stands around the parts of a term, outermost first, as far as it may belong to each of them."""
    if isinstance(term, Reduce) or (isinstance(term, Apply) and term.head == "negate"):
        return (*around, term)
    return ()


def wrapped(part: Term, around: tuple[Term, ...]) -> Term:
    """A part of a sum under the signs and means that stand around the whole sum."""
    for one in reversed(around):
        part = rebuild(one, lambda _, inner=part: inner)  # type: ignore[misc]
    return part


def without_foreign_weights(term: Term) -> Term:
    """Factors in front of a sum that are computed from something else, as an annealing schedule, as one weight."""
    if not isinstance(term, Apply) or term.head not in ("multiply", "divide", "negate"):
        return term
    parts = [without_foreign_weights(one) for one in term.arguments]
    if term.head != "negate":
        for place, (one, other) in enumerate((parts, parts[::-1])):
            computed = any(isinstance(part, Apply) and part.head in WEIGHING for part in walk(one)) and symbols(one)
            if computed and not {*symbols(one)} & {*symbols(other)} and any(isinstance(p, Reduce) for p in walk(other)):
                parts[place] = Symbol("weight", span=one.span)
    return with_arguments(term, tuple(parts))


def without_names_in_front(term: Term) -> Term:
    """What stands behind named weights, as β in β·KL."""
    match term:
        case (
            Apply(head="multiply", arguments=(Symbol(name=name), inner))
            | Apply(head="multiply", arguments=(inner, Symbol(name=name)))
        ) if not is_size(name):
            return without_names_in_front(inner)
    return term
