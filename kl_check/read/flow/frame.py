"""Names and what they hold on each path through the branches."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import TypeAlias

from kl_check.read.flow.values import Value

Decisions: TypeAlias = Mapping[int, int]
"""Which way each branch goes: the branch's number, and the side that is taken."""


class Undecided(Exception):
    """What a name holds depends on a branch that is not decided yet."""

    def __init__(self, branch: int) -> None:
        self.branch = branch


@dataclass(frozen=True, slots=True)
class Alternative:
    """A value that a name holds where the branches go as `decisions` say."""

    decisions: Decisions
    value: Value


def chosen(alternatives: Iterable[Alternative], taken: Decisions) -> Value | None:
    """The first alternative that applies; raises `Undecided` where that is open."""
    for one in alternatives:
        if any(taken.get(branch, side) != side for branch, side in one.decisions.items()):
            continue
        for branch in one.decisions:
            if branch not in taken:
                raise Undecided(branch)
        return one.value
    return None


MAX_ALTERNATIVES = 12


@dataclass(slots=True)
class Frame:
    """The names of one function, class or module, newest value first; `outer` is asked for what it has not."""

    name: str = ""
    outer: Frame | None = None
    attributes: Frame | None = None  # what the class' methods assign to self
    owner: str | None = None
    values: dict[str, list[Alternative]] = field(default_factory=dict)

    def get(self, name: str, taken: Decisions) -> Value | None:
        for frame in self.chain(name):
            if (found := chosen(frame.values[name], taken)) is not None:
                return found
        return None

    def chain(self, name: str) -> Iterator[Frame]:
        frame: Frame | None = self
        while frame is not None:
            if name in frame.values:
                yield frame
            if frame.attributes is not None and name in frame.attributes.values:
                yield frame.attributes
            frame = frame.outer

    def set(self, name: str, decisions: Decisions, value: Value) -> None:
        older = self.values.get(name, []) if decisions else []
        self.values[name] = [Alternative(dict(decisions), value), *older][:MAX_ALTERNATIVES]
        for other in [key for key in self.values if key.startswith((f"{name}.", f"{name}["))]:
            del self.values[other]  # what was a part of the old value
