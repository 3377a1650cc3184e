"""Changes of a text that move, add or take away one pair of brackets, where that changes what it says."""

from __future__ import annotations

from collections.abc import Iterator

from kl_check.model.surroundings import Excerpt
from kl_check.model.term import Apply, Reduce, Term, walk

SUMS = ("add", "subtract")
PRODUCTS = ("multiply", "divide")
ARITHMETIC = (*SUMS, *PRODUCTS, "negate", "power")


def moved(excerpt: Excerpt) -> Iterator[str]:
    """The term's text after each such change; most of them are read, none is right by itself."""
    start, end = excerpt.span
    for part in walk(excerpt.term):
        if part.span is None or part.span[0] < start or part.span[1] > end:
            continue
        match part:
            case Apply(head="add" | "subtract", arguments=(left, right)):
                yield from _around_sum(excerpt, left, right)
            case Apply(head="multiply" | "divide", arguments=(left, right)):
                yield from _without_pair(excerpt, left)
                yield from _without_pair(excerpt, right)
            case Apply(head=head, arguments=(inner,)) if head not in ARITHMETIC:
                yield from _shorter_argument(excerpt, part, inner)
            case Reduce(body=inner):
                yield from _shorter_argument(excerpt, part, inner)


def _around_sum(excerpt: Excerpt, left: Term, right: Term) -> Iterator[str]:
    """a + b/c as (a + b)/c, k·a + b as k·(a + b), and f(a) + b as f(a + b)."""
    for opener in _starts(left):
        for closer in _first_factors_end(right):
            yield _edited(excerpt, {opener: "(", closer: ")"})
    if left.span is None or right.span is None:
        return
    last = _last_summand(left)
    if isinstance(last, Apply) and last.head in PRODUCTS and last.arguments[1].span:
        yield _edited(excerpt, {last.arguments[1].span[0]: "(", right.span[1]: ")"})
    if last.span and excerpt.text[last.span[1] - 1] == ")" and not _is_bracketed(excerpt, last):
        yield _edited(excerpt, {right.span[1]: ")"}, without=(last.span[1] - 1,))


def _shorter_argument(excerpt: Excerpt, call: Term, inner: Term) -> Iterator[str]:
    """f(a + b) as f(a) + b."""
    if call.span and inner.span and excerpt.text[call.span[1] - 1] == ")":
        while isinstance(inner, Apply) and inner.head in SUMS:
            inner = inner.arguments[0]
            if inner.span:
                yield _edited(excerpt, {inner.span[1]: ")"}, without=(call.span[1] - 1,))


def _without_pair(excerpt: Excerpt, factor: Term) -> Iterator[str]:
    """(a + b)/c as a + b/c."""
    if isinstance(factor, Apply) and factor.head in SUMS and factor.span and _is_bracketed(excerpt, factor):
        start, end = factor.span
        before = len(excerpt.text[:start].rstrip()) - 1
        after = end + len(excerpt.text[end:]) - len(excerpt.text[end:].lstrip())
        yield _edited(excerpt, {}, without=(before, after))


def _is_bracketed(excerpt: Excerpt, term: Term) -> bool:
    if term.span is None:
        return False
    start, end = term.span
    return excerpt.text[:start].rstrip().endswith("(") and excerpt.text[end:].lstrip().startswith(")")


def _starts(term: Term) -> Iterator[int]:
    """Where a sum begins, and where each of its later summands does."""
    while isinstance(term, Apply) and term.head in SUMS:
        if term.arguments[1].span:
            yield term.arguments[1].span[0]
        term = term.arguments[0]
    if term.span:
        yield term.span[0]


def _first_factors_end(term: Term) -> Iterator[int]:
    """Where the first factors of a product end."""
    while isinstance(term, Apply) and term.head in PRODUCTS:
        term = term.arguments[0]
        if term.span:
            yield term.span[1]


def _last_summand(term: Term) -> Term:
    return term.arguments[1] if isinstance(term, Apply) and term.head in SUMS else term


def _edited(excerpt: Excerpt, insertions: dict[int, str], without: tuple[int, ...] = ()) -> str:
    start, end = excerpt.span
    pieces = []
    for place in range(start, end + 1):
        pieces.append(insertions.get(place, ""))
        if place < end and place not in without:
            pieces.append(excerpt.text[place])
    return "".join(pieces)
