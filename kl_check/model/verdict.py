"""The facts about a term, and the verdict that they lead to. Attributes carry the words of the JSON."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal, TypeAlias

from kl_check.model.evidence import Evidence, Witness

Word: TypeAlias = Literal[
    "exact", "approximate", "shifted", "scaled", "inconsistent", "wrong", "unrelated", "undecided", "unread"
]
Severity: TypeAlias = Literal["ok", "note", "warning", "error"]
SEVERITIES: tuple[Severity, ...] = ("ok", "note", "warning", "error")


@dataclass(frozen=True, slots=True)
class Reduction:
    """What happens to each axis between the elementwise body and the value."""

    latent: Literal["sum", "mean", "none"] = "none"
    batch: Literal["sum", "mean", "none"] = "none"


@dataclass(frozen=True, slots=True)
class Alternative:
    """A reading that was tried, what the term is under it, and a point that shows the difference."""

    reading: Mapping[str, str]
    verdict: Word
    witness: Witness | None = None


@dataclass(frozen=True, slots=True)
class SamplerFinding:
    """How a line beside the term draws z, and whether the term reads the scale as it does."""

    line: int
    text: str
    role: str | None
    agrees: bool
    noise_std: str = "1"


@dataclass(frozen=True, slots=True)
class Fix:
    """A changed text that was checked again and is exact. `safe`: training does not change."""

    text: str
    safe: bool
    because: str


@dataclass(frozen=True, slots=True)
class Verdict:
    """What is said of one term. One element of `findings` in the JSON."""

    verdict: Word
    severity: Severity
    text: str
    line: int = 1
    column: int = 1
    end_line: int = 1
    end_column: int = 1
    path: str | None = None
    cell: int | None = None
    target: str | None = None
    reading: Mapping[str, str] | None = None
    alternatives: tuple[Alternative, ...] = ()
    reduction: Reduction | None = None
    scale: str | None = None
    offset: str | None = None
    witness: Witness | None = None
    mistakes: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    sampler: SamplerFinding | None = None
    fix: Fix | None = None
    evidence: tuple[Evidence, ...] = ()
    message: str = ""  # the verdict in one sentence
    names: Mapping[str, str] = field(default_factory=dict)  # misleading names: symbol, role that it suggests

    def to_dict(self) -> dict[str, object]:
        """One element of `findings`; every key of the contract is there."""
        return {
            **{key: getattr(self, key) for key in ("path", "cell", "line", "column", "end_line", "end_column")},
            **{key: getattr(self, key) for key in ("text", "verdict", "severity", "message", "target")},
            "reading": dict(self.reading) if self.reading is not None else None,
            "alternatives": [
                {"reading": dict(one.reading), "verdict": one.verdict, "witness": _witness(one.witness)}
                for one in self.alternatives
            ],
            "reduction": {"latent": self.reduction.latent, "batch": self.reduction.batch} if self.reduction else None,
            "scale": self.scale,
            "offset": self.offset,
            "witness": _witness(self.witness),
            "mistakes": list(self.mistakes),
            "notes": list(self.notes),
            "sampler": _sampler(self.sampler),
            "weight": None,
            "fix": {"text": self.fix.text, "safe": self.fix.safe, "because": self.fix.because} if self.fix else None,
            "evidence": [_evidence(one) for one in self.evidence],
            "certificate": None,
            "fingerprint": None,
        }

    def __str__(self) -> str:
        from kl_check.report.formats.text import verdict_text

        return verdict_text(self)


def _witness(witness: Witness | None) -> dict[str, object] | None:
    return {"at": dict(witness.at), "code": witness.code, "kl": witness.kl} if witness else None


def _sampler(sampler: SamplerFinding | None) -> dict[str, object] | None:
    if sampler is None:
        return None
    return {"line": sampler.line, "text": sampler.text, "role": sampler.role, "agrees": sampler.agrees}


def _evidence(evidence: Evidence) -> dict[str, object]:
    return {
        **{key: getattr(evidence, key) for key in ("method", "outcome", "strength", "scope")},
        "detail": dict(evidence.detail),
    }
