"""Changes of a text that move, add or take away one pair of brackets, where that changes what it says."""

from __future__ import annotations

from collections.abc import Iterator

from kl_check.model.surroundings import Excerpt
from kl_check.model.term import ARITHMETIC, Apply, Span, Symbol, Term, children

SUMS = ("add", "subtract")
PRODUCTS = ("multiply", "divide")


def moved(excerpt: Excerpt) -> Iterator[str]:
    """The term's text after each such change; few of them are right, and those are found by reading them again."""
    yield from _within(excerpt, excerpt.term)


def _within(excerpt: Excerpt, term: Term) -> Iterator[str]:
    """All changes to the brackets of a term; the summands of one sum are taken together."""
    match term:
        case Apply(head="add" | "subtract"):
            summands = tuple(_summands(term))
            yield from _around(excerpt, summands)
            yield from _earlier(excerpt, term, summands)
            for one in summands:
                yield from _within(excerpt, one)
            return
        case Apply(head="multiply" | "divide", arguments=(left, right)):
            yield from _without_pair(excerpt, left)
            yield from _without_pair(excerpt, right)
            if isinstance(left, Apply) and left.head == "divide" and left.arguments[1].span and right.span:
                yield _edited(excerpt, {left.arguments[1].span[0]: "(", right.span[1]: ")"})
    for child in children(term):
        yield from _within(excerpt, child)


def _summands(term: Term) -> Iterator[Term]:
    if isinstance(term, Apply) and term.head in SUMS:
        yield from _summands(term.arguments[0])
        yield term.arguments[1]
    else:
        yield term


def _around(excerpt: Excerpt, summands: tuple[Term, ...]) -> Iterator[str]:
    """a + b/c as (a + b)/c, k·a + b as k·(a + b), f(a) + b as f(a + b)."""
    spans = [one.span for one in summands]
    for index, one in enumerate(summands):
        for span in filter(None, spans[:index]):
            for closer in _first_factors_end(one):
                yield _edited(excerpt, {span[0]: "(", closer: ")"})
        for span in filter(None, spans[index + 1 :]):
            for opener in _second_factors_start(one):
                yield _edited(excerpt, {opener: "(", span[1]: ")"})
            if (bracket := _last_bracket(excerpt, one.span)) is not None:
                yield _edited(excerpt, {span[1]: ")"}, without=(bracket,))


def _earlier(excerpt: Excerpt, term: Term, summands: tuple[Term, ...]) -> Iterator[str]:
    """f(a + b) as f(a) + b, and (a − b²) as (a − b)²."""
    bracket = _closing_after(excerpt, term.span)
    if bracket is None:
        return
    for one in summands[:-1]:
        if one.span:
            yield _edited(excerpt, {one.span[1]: ")"}, without=(bracket,))
    last = summands[-1]
    if isinstance(last, Apply) and last.head in ("power", "divide", "multiply") and last.arguments[0].span:
        yield _edited(excerpt, {last.arguments[0].span[1]: ")"}, without=(bracket,))


def _without_pair(excerpt: Excerpt, factor: Term) -> Iterator[str]:
    """(a + b)/c as a + b/c."""
    if isinstance(factor, Apply) and factor.head in SUMS and factor.span:
        before = len(excerpt.text[: factor.span[0]].rstrip()) - 1
        after = _closing_after(excerpt, factor.span)
        if after is not None and before >= 0 and excerpt.text[before] == "(":
            yield _edited(excerpt, {}, without=(before, after))


def _last_bracket(excerpt: Excerpt, span: Span | None) -> int | None:
    """Where a summand's last closing bracket is, if it ends with one, or stands before one that it does not hold."""
    if span is None:
        return None
    return span[1] - 1 if excerpt.text[span[1] - 1] == ")" else None


def _closing_after(excerpt: Excerpt, span: Span | None) -> int | None:
    """Where the bracket closes that ends right behind a span."""
    if span is None:
        return None
    rest = excerpt.text[span[1] :]
    place = span[1] + len(rest) - len(rest.lstrip())
    return place if excerpt.text[place : place + 1] == ")" else None


def _first_factors_end(term: Term) -> Iterator[int]:
    while isinstance(term, Apply) and term.head in PRODUCTS:
        term = term.arguments[0]
        if term.span:
            yield term.span[1]


def _second_factors_start(term: Term) -> Iterator[int]:
    while isinstance(term, Apply) and term.head in (*PRODUCTS, "negate"):
        term = term.arguments[-1]
        if term.span:
            yield term.span[0]


def unwrapped(excerpt: Excerpt) -> Iterator[tuple[str, str]]:
    """Each function of one argument taken away, with its name: log(log(s)) as log(s)."""
    stack: list[Term] = [excerpt.term]
    while stack:
        term = stack.pop()
        stack += children(term)
        if isinstance(term, Apply) and term.head not in ARITHMETIC and len(term.arguments) == 1:
            inner = term.arguments[0]
            if term.span and inner.span:
                text = excerpt.text[slice(*inner.span)]
                held = text if isinstance(inner, Symbol) else f"({text})"
                start, end = term.span[0] - excerpt.span[0], term.span[1] - excerpt.span[0]
                yield term.head, f"{excerpt.source[:start]}{held}{excerpt.source[end:]}"


def _edited(excerpt: Excerpt, insertions: dict[int, str], without: tuple[int, ...] = ()) -> str:
    start, end = excerpt.span
    pieces = []
    for place in range(start, end + 1):
        pieces.append(insertions.get(place, ""))
        if place < end and place not in without:
            pieces.append(excerpt.text[place])
    return "".join(pieces)
