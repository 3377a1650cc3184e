"""How two expressions are related."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal, TypeAlias

from kl_check.model.evidence import Evidence

Relation: TypeAlias = Literal["same", "reparametrised", "multiple", "shifted", "different", "undecided"]


@dataclass(frozen=True, slots=True)
class Disagreement:
    """A point at which balls prove that two expressions differ; values are decimal strings."""

    at: Mapping[str, str]
    a: str
    b: str


@dataclass(frozen=True, slots=True)
class Comparison:
    """a = factor · b(substitution) + offset, or the proof that it is not so."""

    a: str
    b: str
    relation: Relation
    substitution: Mapping[str, str] | None = None  # symbol of b: what stands for it
    factor: str | None = None
    offset: str | None = None
    witness: Disagreement | None = None
    evidence: tuple[Evidence, ...] = ()
    message: str = ""

    def to_dict(self) -> dict[str, object]:
        """The object that `kl-check compare --format json` prints."""
        shown = self.witness and {"at": dict(self.witness.at), "a": self.witness.a, "b": self.witness.b}
        return {
            **{key: getattr(self, key) for key in ("a", "b", "relation", "message")},
            "substitution": dict(self.substitution) if self.substitution is not None else None,
            "factor": self.factor,
            "offset": self.offset,
            "witness": shown,
            "evidence": [one.to_dict() for one in self.evidence],
        }

    def __str__(self) -> str:
        """The text that the command prints, without colour."""
        from kl_check.report.formats.text import comparison_text

        return comparison_text(self)
