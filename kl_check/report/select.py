"""One part of a report by itself."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import fields, is_dataclass, replace
from typing import TypeVar

from kl_check.model.report import Block, Figure, Fold, Group, Lines, Report, Section

T = TypeVar("T")

LINK = re.compile(r"\[([^\]]+)\]\(#([\w-]+)\)")


def anchors(report: Report) -> frozenset[str]:
    """All places that a link may lead to."""
    return frozenset({OPENING, *_anchors(report.opening)}).union(
        *({section.anchor, *_anchors(section.blocks)} for section in report.sections)
    )


def selected(report: Report, anchor: str) -> Report:
    """The report with that section, group, fold or figure alone; links that would leave it are words."""
    if anchor == OPENING:
        kept = replace(report, sections=())
    else:
        sections = tuple(one for section in report.sections if (one := _section(section, anchor)))
        kept = replace(report, opening=_blocks(report.opening, anchor), sections=sections)
    shown = anchors(kept)
    tallies = tuple(one for one in kept.tallies if one.anchor in shown and one.total)
    return _unlinked(replace(kept, tallies=tallies), shown)


OPENING = "answer"
"""The anchor of what stands before all sections."""


def _anchors(blocks: tuple[Block, ...]) -> Iterator[str]:
    for block in blocks:
        match block:
            case Fold(anchor=anchor, blocks=inner) | Group(anchor=anchor, blocks=inner):
                yield anchor
                yield from _anchors(inner)
            case Figure(anchor=anchor):
                yield anchor
            case Lines(lines=lines):
                yield from (line.anchor for line in lines)


def _section(section: Section, anchor: str) -> Section | None:
    if section.anchor == anchor:
        return section
    blocks = _blocks(section.blocks, anchor)
    return replace(section, blocks=blocks) if blocks else None


def _blocks(blocks: tuple[Block, ...], anchor: str) -> tuple[Block, ...]:
    return tuple(one for block in blocks if (one := _block(block, anchor)))


def _block(block: Block, anchor: str) -> Block | None:
    """The block if it is meant or holds what is meant, and then open."""
    if isinstance(block, Fold | Group | Figure) and block.anchor == anchor:
        return replace(block, is_open=True) if isinstance(block, Fold) else block
    if isinstance(block, Fold | Group):
        blocks = _blocks(block.blocks, anchor)
        return replace(block, blocks=blocks) if blocks else None
    return None


def without_links(part: T) -> T:
    """A block without any link, to stand on another page."""
    return _unlinked(part, frozenset())


def _unlinked(part: T, shown: frozenset[str]) -> T:
    """The part with every link to a place that is not shown as plain words."""
    if isinstance(part, str):
        return LINK.sub(lambda found: found[0] if found[2] in shown else found[1], part)  # type: ignore[return-value]
    if isinstance(part, tuple):
        return tuple(_unlinked(one, shown) for one in part)  # type: ignore[return-value]
    if is_dataclass(part) and type(part).__module__ == Report.__module__:
        changed = {
            one.name: _unlinked(getattr(part, one.name), shown) for one in fields(part) if one.name != "material"
        }
        return replace(part, **changed)  # type: ignore[type-var]
    return part
