"""`kl-check steps`: what it prints and its exit status."""

from __future__ import annotations

import io
import json
from pathlib import Path

import pytest

from kl_check.cli import main

RIGHT = r"KL = -\frac12 (1 + s - \mu^2 - e^s) = \frac12 (e^s + \mu^2 - 1 - s)"
WRONG = RIGHT.replace("- 1 - s", "- 1 + s")


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "chain.tex"


STATUS = [
    pytest.param(RIGHT, 0, id="all-agree"),
    pytest.param(WRONG, 1, id="a-wrong-step"),
    pytest.param(r"KL = \int q = \frac12 (e^s + \mu^2 - 1 - s)", 1, id="undecided"),
    pytest.param("KL = -(1 + s - m**2 - exp(s)) = 1*(m**2 + exp(s) - s - 1)", 1, id="the-last-line-is-no-KL"),
    pytest.param("no equation here", 2, id="unreadable"),
    pytest.param("", 2, id="empty"),
]


@pytest.mark.parametrize(("text", "status"), STATUS)
def test_exit_status(file: Path, text: str, status: int) -> None:
    file.write_text(text)
    assert main(["steps", str(file)]) == status
    assert main(["steps", str(file), "--format", "json"]) == status


def test_standard_input(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(WRONG.encode())))
    assert main(["steps", "-"]) == 1
    assert "The first wrong step leads from line 1 to line 1." in capsys.readouterr().out


def test_json(file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file.write_text(WRONG)
    main(["steps", str(file), "--format", "json"])
    found = json.loads(capsys.readouterr().out)
    assert (found["schema_version"], found["outcome"], found["errors"]) == (1, "differs", [])


def test_bad_input_prints_json_with_errors(file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file.write_text("x + y")
    assert main(["steps", str(file), "--format", "json"]) == 2
    assert json.loads(capsys.readouterr().out)["errors"][0]["message"].startswith("nothing to check")


@pytest.mark.parametrize("arguments", [[], ["missing.tex"], ["a", "b"]])
def test_misuse(arguments: list[str]) -> None:
    try:
        status: object = main(["steps", *arguments])
    except SystemExit as refused:
        status = refused.code
    assert status == 2


def test_bytes_that_are_no_text(file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file.write_bytes(b"KL = \xff")
    assert main(["steps", str(file)]) == 2
    assert "no UTF-8 text" in capsys.readouterr().err


def test_quiet_says_nothing_of_what_holds(file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file.write_text(RIGHT)
    assert main(["steps", str(file), "--quiet"]) == 0
    assert capsys.readouterr().out == ""


def test_windows_line_ends(file: Path) -> None:
    file.write_bytes(b"KL = 1/2*(exp(s) + m**2 - 1 - s)\r\n   = -1/2*(1 + s - m**2 - exp(s))\r\n")
    assert main(["steps", str(file)]) == 0
