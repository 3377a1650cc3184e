"""Whole files or none, the same bytes every time, and the committed ones up to date."""

import importlib.metadata
import re
from pathlib import Path

import pytest

from kl_check.model.report import Report
from kl_check.report import plots
from kl_check.report.formats.mathml import mathml
from kl_check.report.write import files, write
from kl_check.reporting import report as composed

REPORTS = Path(__file__).parents[2] / "reports"
PLOTS = [
    *("valley", "valley-log", "sampling", "exposing", "trap-narrow", "trap-away"),
    *("readings", "gradients", "latents", "implied-weight"),
]
NAMES = ["index.html", "report.md", *(f"{name}.svg" for name in PLOTS), "report.tex", "report.json"]
LARGEST = 512 * 1024
"""Bytes of a Markdown file that GitHub still shows."""


def test_writes_each_file_and_nothing_else(report: Report, tmp_path: Path) -> None:
    written = write(report, tmp_path / "new" / "folder")
    assert [path.name for path in written] == NAMES
    assert sorted(path.name for path in (tmp_path / "new" / "folder").iterdir()) == sorted(NAMES)


def test_one_format_alone(report: Report, tmp_path: Path) -> None:
    assert [path.name for path in write(report, tmp_path, ["json"])] == ["report.json"]


def test_a_file_that_cannot_be_put_in_place_leaves_no_trace(report: Report, tmp_path: Path) -> None:
    (tmp_path / "report.json").mkdir()
    with pytest.raises(OSError, match=r"report\.json"):
        write(report, tmp_path, ["json"])
    assert [path.name for path in tmp_path.iterdir()] == ["report.json"]


def test_composed_and_written_again_it_has_the_same_bytes(report: Report) -> None:
    first = dict(files(report))
    plots.svg.cache_clear()
    mathml.cache_clear()
    assert dict(files(composed())) == first


def test_no_clock_no_path_and_no_version(report: Report) -> None:
    versions = {importlib.metadata.version(name) for name in ("sympy", "scipy", "numpy", "mpmath", "python-flint")}
    for name, text in files(report):
        assert not re.search(r"\b20(2[3-9]|[3-9]\d)\b", text), name
        assert str(Path.cwd()) not in text
        assert name != "report.md" or len(text.encode()) < LARGEST
        assert not {version for version in versions if version in text}, name


@pytest.mark.parametrize("name", NAMES)
def test_committed_files_are_fresh(report: Report, name: str) -> None:
    made = dict(files(report))[name]
    committed = (REPORTS / name).read_bytes().decode()
    assert made == committed, f"reports/{name} is stale: run `kl-check report` and commit what it writes"
