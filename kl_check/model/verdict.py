"""The facts about a term, and the verdict that they lead to. Attributes carry the words of the JSON."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from typing import TYPE_CHECKING, Literal, TypeAlias

from kl_check.model.evidence import Evidence, Witness

if TYPE_CHECKING:  # made where they are asked for
    from kl_check.model.behaviour import Behaviour
    from kl_check.model.explanation import Explanation

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

    def to_dict(self) -> dict[str, object]:
        shown = self.witness.to_dict() if self.witness else None
        return {"reading": dict(self.reading), "verdict": self.verdict, "witness": shown}


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
    ties: tuple[tuple[str, ...], ...] = ()  # other mistakes, as few, that explain the term as well
    notes: tuple[str, ...] = ()
    sampler: SamplerFinding | None = None
    fix: Fix | None = None
    evidence: tuple[Evidence, ...] = ()
    behaviour: Behaviour | None = None
    explanation: Explanation | None = None  # of each token, where it was asked for
    message: str = ""  # the verdict in one sentence
    certificate: Mapping[str, object] | None = None  # for `kl-check verify`, where one was asked for
    names: Mapping[str, str] = field(default_factory=dict)  # misleading names: symbol, role that it suggests
    lines: tuple[str, ...] = ()  # of the file, from `line` on, where it stands in one

    def to_dict(self) -> dict[str, object]:
        """One element of `findings`; every key of the contract is there."""
        return {
            **{key: getattr(self, key) for key in ("path", "cell", "line", "column", "end_line", "end_column")},
            **{key: getattr(self, key) for key in ("text", "verdict", "severity", "message", "target")},
            "reading": dict(self.reading) if self.reading is not None else None,
            "alternatives": [one.to_dict() for one in self.alternatives],
            "reduction": asdict(self.reduction) if self.reduction else None,
            "scale": self.scale,
            "offset": self.offset,
            "witness": self.witness.to_dict() if self.witness else None,
            "mistakes": list(self.mistakes),
            "ties": [list(words) for words in self.ties],
            "notes": list(self.notes),
            "sampler": asdict(self.sampler) if self.sampler else None,
            "weight": None,
            "fix": asdict(self.fix) if self.fix else None,
            "evidence": [one.to_dict() for one in self.evidence],
            "behaviour": self.behaviour.to_dict() if self.behaviour else None,
            "explanation": [one.to_dict() for one in self.explanation.tokens] if self.explanation else None,
            "certificate": dict(self.certificate) if self.certificate is not None else None,
            "fingerprint": None,
        }

    def __str__(self) -> str:
        """The text that the command prints, without colour."""
        if self.path is not None:
            from kl_check.report.formats.findings import finding_text

            return finding_text(self)
        from kl_check.report.formats.text import verdict_text

        return verdict_text(self)

    def _repr_html_(self) -> str:
        """What a notebook shows."""
        from kl_check.report.formats.notebook import verdict_html

        return verdict_html(self)

    def _repr_latex_(self) -> str:
        """What a notebook that prints LaTeX shows."""
        from kl_check.report.formats.notebook import verdict_latex

        return verdict_latex(self)
