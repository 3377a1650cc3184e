"""A bracket that begins or ends at the wrong side of a function: log[a + b] for [log a + b]."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kl_check.model.surroundings import Excerpt
from kl_check.model.term import Apply, Term, walk

SUMS = ("add", "subtract")
OPENER = re.compile(r"\s*(\\left|\\[bB]igg?l?)?\s*[(\[]\s*$")


def widened(excerpt: Excerpt) -> Iterator[str]:
    """The text with f(a + b) as (f(a) + b) for every function of a sum, and with k·a + b as k·(a + b)."""
    start, end = excerpt.span
    for part in walk(excerpt.term):
        match part:
            case Apply(head=head, arguments=(Apply(head="add" | "subtract") as inner,), span=(first, last)):
                if head not in ("negate", *SUMS) and inner.span and start <= first and last <= end:
                    yield from _around_function(excerpt, part, inner)
            case Apply(head="add" | "subtract", span=(first, last)) if start <= first and last <= end:
                yield from _under_factor(excerpt, part, last)


def _under_factor(excerpt: Excerpt, total: Term, last: int) -> Iterator[str]:
    """The text with k·a + b + … as k·(a + b + …)."""
    leading = _first_summand(total)
    if isinstance(leading, Apply) and leading.head == "multiply" and leading.arguments[1].span:
        text, (start, end), begin = excerpt.text, excerpt.span, leading.arguments[1].span[0]
        yield text[start:begin] + "(" + text[begin:last] + ")" + text[last:end]


def _around_function(excerpt: Excerpt, function: Apply, inner: Term) -> Iterator[str]:
    (first, last), (begin, _) = function.span or (0, 0), inner.span or (0, 0)
    text, (start, end) = excerpt.text, excerpt.span
    opener = OPENER.search(text[first:begin])
    summand = _first_summand(inner)
    if opener is None or summand.span is None:
        return
    name, bracket = text[first : first + opener.start()], opener.group()
    close = summand.span[1]
    if excerpt.dialect == "latex":  # the bracket changes places with the name
        yield text[start:first] + bracket + name + " " + text[begin:end]
    yield text[start:first] + "(" + text[first:close] + ")" + text[close:last] + text[last:end]


def _first_summand(term: Term) -> Term:
    while isinstance(term, Apply) and term.head in SUMS:
        term = term.arguments[0]
    return term
