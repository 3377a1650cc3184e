"""The scan: findings with their places, and one bad file never ends it. The finder is a stub, the files are real."""

from __future__ import annotations

import json
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from types import ModuleType

import pytest

import kl_check
from kl_check.model.errors import Misuse
from kl_check.model.finding import FileError
from kl_check.model.verdict import Verdict
from kl_check.scanning.scan import scan_file, scan_paths

pytestmark = pytest.mark.usefixtures("finder")

TERM = "kl = bad(mu * logvar)"


def findings(path: Path) -> list[Verdict]:
    return [one for one in scan_paths([path]) if isinstance(one, Verdict)]


def written(path: Path, text: str) -> Path:
    path.write_text(text)
    return path


@pytest.mark.parametrize(
    ("text", "severity"),
    [
        ("kl = right(mu * logvar)", "ok"),
        ("kl = scaled(mu * logvar)", "warning"),
        ("kl = scaled(mu * logvar, negated)", "note"),
        ("kl = bad(mu * logvar)", "error"),
        ("kl = unsure(mu * logvar)", "note"),
    ],
)
def test_severities(tmp_path: Path, text: str, severity: str) -> None:
    (found,) = findings(written(tmp_path / "a.py", text))
    assert found.severity == severity


def test_what_is_something_else_is_not_listed(tmp_path: Path) -> None:
    assert findings(written(tmp_path / "a.py", "kl = other(mu * logvar)")) == []


@pytest.mark.parametrize("newline", ["\n", "\r\n"])
def test_a_place_in_a_file(tmp_path: Path, newline: str) -> None:
    path = tmp_path / "a.py"
    path.write_bytes(newline.join(["é = 'é'", f"if é: é, {TERM}", ""]).replace("é, kl", "é; kl").encode())
    (found,) = findings(path)
    assert (found.path, found.cell) == (str(path), None)
    assert (found.line, found.column, found.end_line, found.end_column) == (2, 15, 2, 31)
    assert found.lines == (f"if é: é; {TERM}",)


def test_a_place_behind_tabs_is_that_of_the_file(tmp_path: Path) -> None:
    (found,) = findings(written(tmp_path / "a.py", f"if a:\n\tb = 1\n        c = 2\n\t{TERM}"))
    assert (found.line, found.column, found.end_column) == (4, 7, 23)
    assert found.lines == (f"\t{TERM}",)


def test_a_place_in_a_notebook(tmp_path: Path) -> None:
    cells = [{"cell_type": "markdown"}, *({"cell_type": "code", "source": one} for one in ("a = 1\nb", f"!ls\n{TERM}"))]
    path = written(tmp_path / "a.ipynb", json.dumps({"cells": cells}).replace("logvar", "logvar, sampler"))
    (found,) = findings(path)
    assert (found.cell, found.line, found.column, found.end_line) == (3, 2, 6, 2)
    assert found.sampler is not None
    assert found.sampler.line == 2


def test_one_bad_file_never_ends_the_scan(tmp_path: Path) -> None:
    written(tmp_path / "a.py", f"{TERM}\nkl = boom(mu * logvar)")
    written(tmp_path / "b.ipynb", "{ mu * logvar")
    written(tmp_path / "c.py", TERM)
    found = list(scan_paths([tmp_path]))
    assert [(one.path, isinstance(one, FileError)) for one in found] == [
        (str(tmp_path / "a.py"), False),
        (str(tmp_path / "a.py"), True),
        (str(tmp_path / "b.ipynb"), True),
        (str(tmp_path / "c.py"), False),
    ]
    assert isinstance(found[1], FileError)
    assert found[1].message == "a defect of kl-check; please report it: RecursionError: too deep"


def test_a_fault_of_the_reader_is_held_at_the_file_too(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fails(_: str) -> None:
        raise MemoryError

    monkeypatch.setattr("kl_check.scanning.scan.read_source", fails)
    (found,) = scan_file(str(written(tmp_path / "a.py", TERM)))
    assert isinstance(found, FileError)


def test_ctrl_c_is_not_held(tmp_path: Path, finder: ModuleType) -> None:
    def interrupted(_: object) -> None:
        raise KeyboardInterrupt

    finder.findings_in = interrupted  # type: ignore[attr-defined]
    with pytest.raises(KeyboardInterrupt):
        scan_file(str(written(tmp_path / "a.py", TERM)))


def test_the_order_is_that_of_the_files_also_with_an_executor(tmp_path: Path) -> None:
    for name in "dbca":
        written(tmp_path / f"{name}.py", f"# {name}\n{TERM}")
    one_by_one = [one.to_dict() for one in kl_check.scan([tmp_path])]
    with ThreadPoolExecutor(3) as executor:
        assert [one.to_dict() for one in kl_check.scan([tmp_path], executor=executor)] == one_by_one
    assert [Path(str(one["path"])).name for one in one_by_one] == ["a.py", "b.py", "c.py", "d.py"]


def test_progress_is_told(tmp_path: Path) -> None:
    for name in ("a.py", "b.py"):
        written(tmp_path / name, "")
    told: list[tuple[str, int]] = []
    assert list(scan_paths([tmp_path], tell=lambda path, count: told.append((path, count)))) == []
    assert told == [(str(tmp_path / "a.py"), 2), (str(tmp_path / "b.py"), 2)]


def test_from_python_a_file_that_cannot_be_read_is_unread(tmp_path: Path) -> None:
    (found,) = kl_check.scan(written(tmp_path / "a.ipynb", "{ mu * logvar"))
    assert (found.verdict, found.severity, found.path) == ("unread", "note", str(tmp_path / "a.ipynb"))
    assert "JSON" in found.message


def test_from_python_a_path_that_does_not_exist_is_misuse_at_once(tmp_path: Path) -> None:
    with pytest.raises(Misuse):
        kl_check.scan(str(tmp_path / "nowhere"))
