"""What a method found out about a statement: one of three outcomes, with its strength and its scope."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal, TypeAlias

Outcome: TypeAlias = Literal["agrees", "differs", "silent"]
Strength: TypeAlias = Literal["proved", "enclosed", "measured", "sampled"]

STRENGTHS: tuple[Strength, ...] = ("sampled", "measured", "enclosed", "proved")
"""Weakest first; a chain is as strong as its weakest link."""


@dataclass(frozen=True, slots=True)
class Evidence:
    """`silent` says that the method could see nothing here; the detail says why."""

    method: str
    outcome: Outcome
    strength: Strength
    scope: str
    detail: Mapping[str, str | int | float | None] = field(default_factory=dict)

    def to_dict(self) -> dict[str, object]:
        """One element of `evidence` in the JSON."""
        words = {key: getattr(self, key) for key in ("method", "outcome", "strength", "scope")}
        return {**words, "detail": dict(self.detail)}


@dataclass(frozen=True, slots=True)
class Witness:
    """A point at which the code and the KL differ, proved by enclosures; values are decimal strings."""

    at: Mapping[str, str]
    code: str
    kl: str

    def to_dict(self) -> dict[str, object]:
        return {"at": dict(self.at), "code": self.code, "kl": self.kl}
