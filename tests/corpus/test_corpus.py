"""Rows of `EXPR ## verdict | reading | latent batch | scale | offset | mistakes | notes | pins | why`.

`no` for the verdict: wrong, or unrelated. `?` for the mistakes: the mathematics says that there is one, and leaves
open what to call it. In `latex.txt` a row begins with `LATEX ~~ PYTHON`: the second says the same in Python, so that it
can be run.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from kl_check.model.verdict import Verdict
from kl_check.pipeline import check, compare

VERDICTS = {"no": ("wrong", "unrelated")}
"""Whether something is meant as a KL is a matter of distance; that it is none is not."""

HERE = Path(__file__).parent
WATCHED = {"misleading-name", "weighted", "mean-over-batch", "direction", "equal-variance", "caret-is-power"}


@dataclass(frozen=True)
class Row:
    text: str
    twin: str  # what is run
    verdict: str
    reading: dict[str, str] | None
    reduction: tuple[str, ...]
    scale: str | None
    offset: str | None
    mistakes: set[str]
    notes: set[str]
    pins: dict[str, str]


def pairs(text: str) -> dict[str, str]:
    return dict(one.strip().split("=") for one in text.split(",")) if text else {}


def rows() -> Iterator[Any]:
    for path in sorted(HERE.glob("*.txt")):
        for line in path.read_text(encoding="utf-8").splitlines():
            if not line.strip() or line.startswith("#"):
                continue
            text, _, facts = line.partition(" ## ")
            text, _, twin = text.strip().partition(" ~~ ")
            verdict, reading, reduction, scale, offset, mistakes, notes, pins, why = map(str.strip, facts.split("|"))
            row = Row(
                text,
                twin.strip() or text,
                verdict,
                pairs(reading) or None,
                tuple(reduction.split()),
                scale or None,
                offset or None,
                set(mistakes.split()),
                set(notes.split()),
                pairs(pins),
            )
            yield pytest.param(row, id=f"{path.stem}-{why.replace(' ', '-')}")


ROWS = list(rows())


def test_every_row_has_a_name_of_its_own() -> None:
    names = [row.id for row in ROWS]
    assert len(names) == len(set(names))


@pytest.mark.parametrize("row", ROWS)
def test_row(row: Row) -> None:
    verdict = check(row.text, reading=row.pins)
    assert verdict.verdict in VERDICTS.get(row.verdict, (row.verdict,)), verdict.message
    assert verdict.reading == row.reading
    if row.reduction:
        assert verdict.reduction
        assert (verdict.reduction.latent, verdict.reduction.batch) == row.reduction
    assert verdict.scale == row.scale
    assert verdict.offset == row.offset
    if row.mistakes != {"?"}:
        assert set(verdict.mistakes) == row.mistakes
    assert set(verdict.notes) & WATCHED == row.notes


KL_UP_TO_SCALE = ("exact", "scaled", "shifted", "inconsistent")
RUN = [row for row in ROWS if row.values[0].verdict in KL_UP_TO_SCALE]
WRONG = [row for row in ROWS if row.values[0].verdict in ("wrong", "no") and row.values[0].reading is None]


@pytest.mark.parametrize("row", RUN)
def test_what_is_said_of_a_row_is_true_when_it_is_run(row: Row, oracle: Any) -> None:
    verdict: Verdict = check(row.text, reading=row.pins)
    assert oracle.holds(row.twin, verdict)


@pytest.mark.parametrize("row", WRONG)
def test_no_reading_scale_or_shift_makes_a_wrong_row_the_kl(row: Row, oracle: Any) -> None:
    assert oracle.nearest(row.twin) > 1e-9


@pytest.mark.parametrize("row", [row for row in ROWS if row.values[0].text != row.values[0].twin])
def test_latex_says_the_same_as_its_twin_in_python(row: Row) -> None:
    assert compare(row.text, row.twin).relation == "same"


@pytest.mark.parametrize(
    "row", [row for row in ROWS if row.values[0].mistakes and row.values[0].verdict not in ("no", "unrelated")]
)
def test_an_offered_fix_is_exact(row: Row) -> None:
    verdict = check(row.text, reading=row.pins)
    if verdict.fix is None:
        pytest.skip("no fix is offered")
    assert check(verdict.fix.text, reading=row.pins).verdict == "exact"
