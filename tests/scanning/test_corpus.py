"""Files as people write them, in `corpus/<dialect>/`: what is found in each, and what is not.

A comment on the last line of a term says what should be found there: `# kl-check: exact, latent sum, batch mean`, with
the words of its mistakes behind. A file without such a comment is a trap: it looks like a KL term and holds none.
Beside the terms that are marked nothing may be warned of; a call that repeats a right term may be told.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path

import pytest

from kl_check.model.finding import FileError
from kl_check.model.verdict import Verdict
from kl_check.scanning.scan import scan_file

HERE = Path(__file__).parent / "corpus"
MARK = re.compile(r"# kl-check: (.*)$")
FILES = sorted(HERE.glob("*/*.py"))
TRAPS = [path for path in FILES if "# kl-check:" not in path.read_text(encoding="utf-8")]


def marks(path: Path) -> Mapping[int, list[str]]:
    """What a file says of itself: the line, and the words about its term."""
    lines = enumerate(path.read_text(encoding="utf-8").splitlines(), 1)
    return {number: re.split(r",\s*", mark[1].strip()) for number, line in lines if (mark := MARK.search(line))}


def found_in(path: Path) -> list[Verdict]:
    found = scan_file(str(path))
    assert not [one for one in found if isinstance(one, FileError)]
    return [one for one in found if isinstance(one, Verdict)]


def said(verdict: Verdict) -> list[str]:
    reduction = verdict.reduction
    axes = [f"latent {reduction.latent}", f"batch {reduction.batch}"] if reduction else []
    return [verdict.verdict, *axes, *sorted(verdict.mistakes)]


def at(found: list[Verdict], line: int) -> Verdict | None:
    """The finding that ends on a line, or else the one around it that ends nearest."""
    around = [one for one in found if one.line <= line <= (one.end_line or one.line)]
    return min(around, key=lambda one: abs((one.end_line or one.line) - line), default=None)


def named(paths: list[Path]) -> list[object]:
    return [pytest.param(path, id=f"{path.parent.name}-{path.stem}") for path in paths]


@pytest.mark.parametrize("path", named(TRAPS))
def test_nothing_is_told_of_what_only_looks_like_a_kl(path: Path) -> None:
    assert [(one.line, said(one)) for one in found_in(path)] == []


@pytest.mark.parametrize("path", named([path for path in FILES if path not in TRAPS]))
def test_every_term_is_found_and_nothing_else_is_warned_of(path: Path) -> None:
    found, expected = found_in(path), marks(path)
    told = {line: at(found, line) for line in expected}
    wanted = {line: [*words[:3], *sorted(words[3:])] for line, words in expected.items()}
    assert {line: said(one) if one else ["nothing"] for line, one in told.items()} == wanted
    others = [one for one in found if one not in told.values() and one.severity not in ("ok", "note")]
    assert [(one.line, said(one)) for one in others] == []
