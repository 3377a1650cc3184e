"""Prose taken apart at its marks: words, formulas, code, stress, and links inside the report."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from kl_check.model.report import Prose

MARKS = re.compile(
    r"\$(?P<formula>[^$]+)\$|`(?P<code>[^`]+)`|\*\*(?P<stress>[^*]+)\*\*|\[(?P<link>[^\]]+)\]\(#(?P<anchor>[\w-]+)\)"
)


@dataclass(frozen=True, slots=True)
class Span:
    kind: Literal["words", "formula", "code", "stress", "link"]
    text: str
    anchor: str = ""


def spans(text: Prose) -> Iterator[Span]:
    """The pieces of a text in their order.

    >>> [(span.kind, span.text) for span in spans("the $x$ of `f(x)`")]
    [('words', 'the '), ('formula', 'x'), ('words', ' of '), ('code', 'f(x)')]
    """
    place = 0
    for found in MARKS.finditer(text):
        if found.start() > place:
            yield Span("words", text[place : found.start()])
        yield _marked(found)
        place = found.end()
    if place < len(text):
        yield Span("words", text[place:])


def _marked(found: re.Match[str]) -> Span:
    if found["formula"]:
        return Span("formula", found["formula"])
    if found["code"]:
        return Span("code", found["code"])
    if found["stress"]:
        return Span("stress", found["stress"])
    return Span("link", found["link"], found["anchor"])
