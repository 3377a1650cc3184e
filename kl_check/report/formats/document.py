"""Derivations as a document of their own, as `derive --format` prints them."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

from kl_check.model.derivation import CheckedDerivation
from kl_check.model.report import Block, Fold
from kl_check.report.formats import latex, markdown
from kl_check.report.sections.derivations import fold
from kl_check.report.select import without_links

WRITERS: Mapping[str, Callable[[Sequence[Block]], str]] = {"markdown": markdown.fragment, "latex": latex.fragment}


def document(checked: Sequence[CheckedDerivation], word: str) -> str:
    """The derivations in the format of that name: `markdown` or `latex`."""
    return WRITERS[word](tuple(map(alone, checked)))


def alone(checked: CheckedDerivation) -> Fold:
    """The derivation as a block that stands by itself, open: what it cites is named, and not linked."""
    return replace(without_links(fold(checked)), is_open=True)
