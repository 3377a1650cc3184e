"""A finder of terms that finds every line in which `kl = ` stands, so that what is around it can be tested alone."""

from __future__ import annotations

import ast
import sys
from collections.abc import Iterator
from types import ModuleType

import pytest

from kl_check.model.verdict import SamplerFinding, Severity, Verdict, Word
from kl_check.scanning.source import Source

WORDS: dict[str, tuple[Word, Severity]] = {
    "right": ("exact", "ok"),
    "scaled": ("scaled", "warning"),
    "bad": ("wrong", "error"),
    "unsure": ("undecided", "warning"),
    "other": ("unrelated", "warning"),
}


@pytest.fixture
def finder(monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    """Stands for the real finder: `kl = right(…)` is exact, `kl = bad(…)` wrong, `kl = boom()` an error of its own."""
    stub = ModuleType("kl_check.scanning.terms")
    stub.findings_in = findings_in  # type: ignore[attr-defined]
    monkeypatch.setitem(sys.modules, "kl_check.scanning.terms", stub)
    return stub


def findings_in(source: Source) -> Iterator[Verdict]:
    for node in ast.walk(source.tree):
        if isinstance(node, ast.Assign) and ast.unparse(node.targets[0]) == "kl":
            yield _verdict(node.value, source)


def _verdict(value: ast.expr, source: Source) -> Verdict:
    head = ast.unparse(value).partition("(")[0]
    if head == "boom":
        raise RecursionError("too deep")
    word, severity = WORDS[head]
    return Verdict(
        word,
        severity,
        ast.get_source_segment(source.text, value) or "",
        line=value.lineno,
        column=_column(source, value.lineno, value.col_offset),
        end_line=value.end_lineno or 0,
        end_column=_column(source, value.end_lineno or 0, value.end_col_offset or 0),
        message="said of it",
        notes=("negated",) if "negated" in ast.unparse(value) else (),
        sampler=SamplerFinding(value.lineno, "z = m", None, agrees=True) if "sampler" in ast.unparse(value) else None,
    )


def _column(source: Source, line: int, byte: int) -> int:
    return len(source.text.split("\n")[line - 1].encode()[:byte].decode()) + 1
