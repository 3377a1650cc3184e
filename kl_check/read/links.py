"""A name for a multiple and shift of a value that says nothing itself: after `logvar = 0.1*g`, it is the symbol."""

from __future__ import annotations

from collections.abc import Sequence

from kl_check.know.names import suggested_role
from kl_check.model.surroundings import Statement
from kl_check.model.term import Apply, Number, Symbol, Term, rebuild, symbols


def with_links(terms: Sequence[Term], statements: Sequence[Statement]) -> tuple[Term, ...]:
    """The terms with such names for their values, where these stand nowhere else: any real value is one of g."""
    changed = tuple(terms)
    for name, value in _links(statements):
        renamed = tuple(_swapped(term, value, Symbol(name, span=value.span)) for term in changed)
        if not any(set(symbols(value)) & set(symbols(term)) for term in renamed):
            changed = renamed
    return changed


def _links(statements: Sequence[Statement]) -> list[tuple[str, Term]]:
    names = [one.name for one in statements]
    return [
        (one.name, one.term)
        for one in statements
        if one.name is not None and names.count(one.name) == 1 and _is_link(one.name, one.term)
    ]


def _is_link(name: str, value: Term) -> bool:
    inside = symbols(value)
    if isinstance(value, Symbol) or len(inside) != 1 or name in inside or suggested_role(name) is None:
        return False
    return suggested_role(inside[0]) is None and not inside[0].startswith("#") and _is_linear(value)


def _is_linear(term: Term) -> bool:
    """A multiple of a symbol plus a number, neither of them 0."""
    match term:
        case Symbol():
            return True
        case Apply(head="negate", arguments=(inner,)) | Apply(head="add" | "subtract", arguments=(inner, Number())):
            return _is_linear(inner)
        case Apply(head="add" | "subtract", arguments=(Number(), inner)):
            return _is_linear(inner)
        case Apply(head="multiply", arguments=(Number(value=number), inner)) if number:
            return _is_linear(inner)
        case Apply(head="multiply" | "divide", arguments=(inner, Number(value=number))) if number:
            return _is_linear(inner)
    return False


def _swapped(term: Term, old: Term, new: Term) -> Term:
    return new if term == old else rebuild(term, lambda part: _swapped(part, old, new))
