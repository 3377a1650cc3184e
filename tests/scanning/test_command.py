"""`kl-check scan`: streams, JSON, exit status, and the end of a pipe. The finder is a stub, but for whole processes."""

from __future__ import annotations

import json
import os
import pty
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from types import ModuleType

import pytest

from kl_check.cli import main

GOOD, MEAN, BAD = (f"kl = {word}(mu * logvar)\n" for word in ("right", "scaled", "bad"))

RIGHT = "def f(mu, logvar):\n    kl = -0.5 * torch.sum(1 + logvar - mu.pow(2) - logvar.exp())\n    return kl\n"

WRONG = RIGHT.replace("-0.5", "-0.7")

Run = Callable[..., tuple[int, str, str]]


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str], finder: ModuleType) -> Run:  # noqa: ARG001 it stands for the real one
    def in_process(*arguments: object) -> tuple[int, str, str]:
        status = main(["scan", *map(str, arguments)])
        return status, *capsys.readouterr()

    return in_process


def folder(root: Path, **files: str) -> Path:
    for name, text in files.items():
        (root / f"{name}.py").write_text(text)
    return root


@pytest.mark.parametrize(
    ("text", "statuses"),
    [("", (0, 0, 0)), (GOOD, (0, 0, 0)), ("kl = unsure(mu * logvar)", (0, 0, 1)), (MEAN, (0, 1, 1)), (BAD, (1, 1, 1))],
    ids=["nothing", "right", "note", "warning", "error"],
)
def test_exit_status(run: Run, tmp_path: Path, text: str, statuses: tuple[int, ...]) -> None:
    path = folder(tmp_path, a=text)
    for threshold, status in zip(("error", "warning", "note"), statuses, strict=True):
        assert run(path, "--fail-on", threshold)[0] == status
    assert run(path)[0] == statuses[1]


def test_text(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder(tmp_path, a=GOOD, b=MEAN)
    monkeypatch.chdir(tmp_path)
    shown = "b.py:1:6: warning scaled said of it\n  |\n1 | kl = scaled(mu * logvar)\n  |      ^^^^^^^^^^^^^^^^^^^\n\n"
    assert run(".") == (1, f"{shown}1 finding (1 warning) in 2 KL terms of 2 files\n", "")
    assert run(".", "--quiet") == (1, shown, "")
    assert run(".", "--show-ok")[1].startswith("a.py:1:6: exact said of it\n")


def test_an_empty_folder(run: Run, tmp_path: Path) -> None:
    assert run(tmp_path) == (0, "nothing found in 0 KL terms of 0 files\n", "")


def test_json_lists_every_term(run: Run, tmp_path: Path) -> None:
    folder(tmp_path, a=GOOD + MEAN)
    (tmp_path / "b.ipynb").write_text("{ mu * logvar")
    status, out, err = run(tmp_path, "--format", "json")
    answer = json.loads(out)
    assert (status, err) == (1, "")
    assert [(one["path"], one["line"], one["verdict"]) for one in answer["findings"]] == [
        (str(tmp_path / "a.py"), 1, "exact"),
        (str(tmp_path / "a.py"), 2, "scaled"),
    ]
    assert [(one["path"], one["line"], one["column"]) for one in answer["errors"]] == [
        (str(tmp_path / "b.ipynb"), 1, 3)
    ]
    assert answer["summary"] == {"files": 2, "terms": 2, "by_verdict": {"exact": 1, "scaled": 1}}


def test_what_cannot_be_read_is_told_and_does_not_change_the_status(run: Run, tmp_path: Path) -> None:
    (tmp_path / "b.ipynb").write_text("{ mu * logvar")
    status, out, err = run(tmp_path)
    assert status == 0
    assert out == "nothing found in 0 KL terms of 1 file; 1 place not read\n"
    assert err.startswith(f"kl-check: {tmp_path / 'b.ipynb'}:1:3: ")


def test_a_path_that_does_not_exist_is_misuse(run: Run, tmp_path: Path) -> None:
    folder(tmp_path, a=BAD)
    status, out, err = run(tmp_path, tmp_path / "nowhere")
    assert (status, out) == (2, "")
    assert f"{tmp_path / 'nowhere'}: No such file or directory" in err
    status, out, _ = run(tmp_path / "nowhere", "--format", "json")
    answer = json.loads(out)
    assert status == 2
    assert answer["findings"] == []
    assert "nowhere" in answer["errors"][0]["message"]


def test_no_path_is_misuse(run: Run) -> None:
    assert run()[0] == 2


# Whole processes


def process(*arguments: object, **options: object) -> subprocess.Popen[bytes]:
    command = [sys.executable, "-m", "kl_check", "scan", *map(str, arguments)]
    return subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, **options)  # type: ignore[call-overload, no-any-return]


def test_the_reader_may_go(tmp_path: Path) -> None:
    with process(folder(tmp_path, a=WRONG)) as running:
        assert running.stdout is not None
        assert running.stderr is not None
        running.stdout.close()
        assert running.stderr.read() == b""
        assert running.wait(60) == 1


def test_ctrl_c_ends_it_without_a_word(tmp_path: Path) -> None:
    path = folder(tmp_path, **{f"a{at}": WRONG * 20 for at in range(400)})
    with process(path, env={**os.environ, "PYTHONUNBUFFERED": "1"}) as running:
        assert running.stdout is not None
        assert running.stdout.readline()  # it is at work
        running.send_signal(signal.SIGINT)
        _, err = running.communicate(timeout=60)
    assert (running.returncode, err) == (130, b"")


def test_on_a_terminal_a_bar_is_shown_and_the_findings_go_to_standard_output(tmp_path: Path) -> None:
    path = folder(tmp_path, a=WRONG, b=RIGHT)
    ours, theirs = pty.openpty()
    command = [sys.executable, "-m", "kl_check", "scan", str(path)]
    environment = {**os.environ, "TERM": "xterm", "COLUMNS": "80"}
    running = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=theirs, env=environment)
    os.close(theirs)
    out, _ = running.communicate(timeout=60)
    assert b"2/2" in os.read(ours, 100_000)
    assert out.startswith(f"{path}/a.py:2:".encode())
    os.close(ours)
