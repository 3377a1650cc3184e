"""What a list of contents names inside a section."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from kl_check.model.report import Block, Fold, Group


def headed(blocks: Iterable[Block], depth: int = 0) -> Iterator[tuple[int, Fold | Group]]:
    """The groups and the folds that are in no other fold, each with the number of groups around it."""
    for block in blocks:
        if isinstance(block, Fold | Group):
            yield depth, block
        if isinstance(block, Group):
            yield from headed(block.blocks, depth + 1)
