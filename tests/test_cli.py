"""The command: its exit status, its streams, its JSON, and that bad input is met with one clear message."""

from __future__ import annotations

import io
import json
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from kl_check.cli import main

EXACT = "-0.5 * torch.sum(1 + logvar - mu.pow(2) - logvar.exp())"
SCALED = "-0.5 * torch.mean(1 + logvar - mu.pow(2) - logvar.exp(), dim=1)"
WRONG = "0.5 * torch.sum(torch.exp(logvar) + mu**2 - 1. + logvar)"

Run = Callable[..., tuple[int, str, str]]


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str]) -> Run:
    def in_process(*arguments: str) -> tuple[int, str, str]:
        try:
            status = main(arguments)
        except SystemExit as exit_:
            status = int(exit_.code or 0)
        out, err = capsys.readouterr()
        return status, out, err

    return in_process


def as_process(*arguments: str, **options: Any) -> subprocess.CompletedProcess[bytes]:
    command = [sys.executable, "-m", "kl_check", *arguments]
    return subprocess.run(command, capture_output=True, timeout=60, check=False, **options)


# Exit status


@pytest.mark.parametrize(
    ("text", "status"),
    [
        (EXACT, 0),
        (SCALED, 1),
        (WRONG, 1),
        ("sigma", 1),
        ("3", 1),
        ("", 2),
        ("(", 2),
    ],
    ids=["exact", "scaled", "wrong", "a-lone-symbol", "a-constant", "empty", "unbalanced"],
)
def test_exit_status(run: Run, text: str, status: int) -> None:
    assert run("check", text)[0] == status


@pytest.mark.parametrize(
    ("text", "threshold", "status"),
    [
        (SCALED, "warning", 1),
        (SCALED, "error", 0),
        (WRONG, "error", 1),
        (EXACT, "note", 0),
    ],
)
def test_fail_on(run: Run, text: str, threshold: str, status: int) -> None:
    assert run("check", text, "--fail-on", threshold)[0] == status
    assert run("check", f"--fail-on={threshold}", text)[0] == status


def test_quiet_prints_only_what_was_found(run: Run) -> None:
    assert run("check", "--quiet", EXACT) == (0, "", "")
    status, out, err = run("check", "--quiet", WRONG)
    assert (status, err) == (1, "")
    assert out.startswith("wrong")


# Streams and colour


def test_results_go_to_standard_output_and_errors_to_standard_error(run: Run) -> None:
    status, out, err = run("check", EXACT)
    assert (status, err) == (0, "")
    assert out.startswith("exact")
    status, out, err = run("check", "(")
    assert (status, out) == (2, "")
    assert err.startswith("kl-check: ")


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


@pytest.mark.parametrize(
    ("arguments", "no_color", "coloured"),
    [((), None, True), (("--no-color",), None, False), ((), "1", False), ((), "", True)],
    ids=["a-terminal", "refused", "NO_COLOR", "empty-NO_COLOR"],
)
def test_colour(
    monkeypatch: pytest.MonkeyPatch, arguments: tuple[str, ...], no_color: str | None, coloured: bool
) -> None:
    terminal = Terminal()
    monkeypatch.setenv("TERM", "xterm")
    monkeypatch.delenv("NO_COLOR", raising=False)
    if no_color is not None:
        monkeypatch.setenv("NO_COLOR", no_color)
    monkeypatch.setattr(sys, "stdout", terminal)
    assert main(["check", *arguments, EXACT]) == 0
    assert ("\x1b[" in terminal.getvalue()) is coloured


def test_no_colour_where_there_is_no_terminal(run: Run) -> None:
    assert "\x1b" not in run("check", WRONG)[1]


# Expressions that begin with a minus sign


@pytest.mark.parametrize(
    "arguments",
    [
        ("-0.5*(1 + s - m**2 - exp(s))",),
        ("- 0.5*(1 + s - m**2 - exp(s))",),
        (" -0.5*(1 + s - m**2 - exp(s))",),
        ("-.5*(1 + s - m**2 - exp(s))",),
        ("-(1 + s - m**2 - exp(s))/2",),
        ("-log(s) + (s**2 + m**2)/2 - 1/2",),
        ("--log(1/s) + (s**2 + m**2)/2 - 1/2",),
        ("-KL = 0.5*(1 + s - m**2 - exp(s))",),
        ("--", "-0.5*(1 + s - m**2 - exp(s))"),
        ("--as", "m=mean", "-0.5*(1 + s - m**2 - exp(s))"),
        ("-0.5*(1 + s - m**2 - exp(s))", "--as", "m=mean"),
        ("--as=m=mean", "--", "-0.5*(1 + s - m**2 - exp(s))"),
        ("KL = -0.5*(1 + s - m**2 - exp(s))",),
        ("= -0.5*(1 + s - m**2 - exp(s))",),
    ],
)
def test_a_leading_minus_is_no_option(run: Run, arguments: tuple[str, ...]) -> None:
    status, out, err = run("check", *arguments)
    assert (status, err) == (0, ""), out
    assert out.startswith("exact")


def test_compare_takes_expressions_with_a_leading_minus(run: Run) -> None:
    status, out, _ = run("compare", "-s + m", "- s + m")
    assert status == 0
    assert out.startswith("same")


# Standard input


def test_a_dash_reads_standard_input() -> None:
    done = as_process("check", "-", input=EXACT.encode())
    assert done.returncode == 0
    assert done.stdout.startswith(b"exact")


def test_standard_input_that_is_not_text() -> None:
    done = as_process("check", "-", input=b"\xff\xfe mu")
    assert done.returncode == 2
    assert b"UTF-8" in done.stderr
    assert b"Traceback" not in done.stderr


def test_several_statements_on_standard_input() -> None:
    text = f"z = mu + torch.exp(logvar) * eps\n{EXACT}\n"
    done = as_process("check", "-", input=text.encode())
    assert done.returncode == 1
    assert done.stdout.startswith(b"inconsistent")


# Options


def test_a_pinned_role(run: Run) -> None:
    status, out, _ = run("check", EXACT, "--as", "logvar=std")
    assert status == 1
    assert out.startswith("inconsistent")


MISUSE = [
    pytest.param(("--as", "sigma=std"), "no such name", id="an-unknown-name"),
    pytest.param(("--as", "logvar=spread"), "no such role", id="an-unknown-role"),
    pytest.param(("--as", "logvar"), "NAME=ROLE", id="no-role"),
    pytest.param(("--as", "=std"), "NAME=ROLE", id="no-name"),
    pytest.param(("--as",), "NAME=ROLE", id="nothing-at-all"),
    pytest.param(("--prior", "1"), "MEAN,STD", id="half-a-prior"),
    pytest.param(("--prior", "0,x"), "MEAN,STD", id="a-prior-of-letters"),
    pytest.param(("--prior", "0,1/0"), "MEAN,STD", id="a-prior-divided-by-zero"),
    pytest.param(("--prior", "0,1,2"), "MEAN,STD", id="too-much-of-a-prior"),
    pytest.param(("--prior", "0,0"), "positive", id="a-prior-without-spread"),
    pytest.param(("--prior", "0,-1"), "positive", id="a-prior-of-negative-spread"),
    pytest.param(("--prior", "nan,1"), "MEAN,STD", id="a-prior-of-nan"),
    pytest.param(("--format", "xml"), "invalid choice", id="an-unknown-format"),
    pytest.param(("--fail-on", "never"), "invalid choice", id="an-unknown-threshold"),
    pytest.param(("--frobnicate",), "no such option", id="an-unknown-option"),
    pytest.param(("--quie",), "no such option", id="an-abbreviated-option"),
    pytest.param(("mu",), "compare A B", id="two-expressions"),
]


@pytest.mark.parametrize(("arguments", "message"), MISUSE)
def test_misuse_is_one_clear_message(run: Run, arguments: tuple[str, ...], message: str) -> None:
    status, out, err = run("check", EXACT, *arguments)
    assert (status, out) == (2, "")
    assert message in err
    assert len(err.splitlines()) <= 3


@pytest.mark.parametrize(("arguments", "message"), [*MISUSE, pytest.param(("--prior",), "", id="no-argument")])
def test_misuse_is_said_in_json_too(run: Run, arguments: tuple[str, ...], message: str) -> None:
    status, out, err = run("check", EXACT, "--format", "json", *arguments)
    if "xml" in arguments:
        return  # the last format counts, and there is none of that name
    (error,) = json.loads(out)["errors"]
    assert (status, json.loads(out)["findings"]) == (2, [])
    assert message in error["message"]
    assert error["message"] in err


@pytest.mark.parametrize("arguments", [("frobnicate",), ("compare", "mu"), ("derive", "nothing")])
def test_misuse_of_another_command_is_said_in_json_too(run: Run, arguments: tuple[str, ...]) -> None:
    status, out, _ = run(*arguments, "--format=json")
    assert status == 2
    assert len(json.loads(out)["errors"]) == 1


@pytest.mark.parametrize("arguments", [("frobnicate",), (), ("check",), ("compare", "mu")])
def test_a_command_that_is_not_one(run: Run, arguments: tuple[str, ...]) -> None:
    status, out, err = run(*arguments)
    assert (status, out) == (2, "")
    assert "--help" in err


def test_a_fixed_prior(run: Run) -> None:
    shifted = "log(2) - s/2 + (exp(s) + (m - 1)**2)/8 - 1/2"
    assert run("check", shifted, "--prior", "1,2")[0] == 0
    assert run("check", shifted, "--prior", "1,3")[0] == 1
    assert run("check", EXACT, "--prior", "1,2")[0] == 1


# JSON

FINDING = {
    *("path", "cell", "line", "column", "end_line", "end_column", "text", "verdict", "severity", "target", "reading"),
    *("alternatives", "reduction", "scale", "offset", "witness", "mistakes", "notes", "sampler", "weight", "fix"),
    *("evidence", "certificate", "fingerprint"),
}


def object_of(run: Run, *arguments: str) -> tuple[int, Any]:
    status, out, _ = run("check", "--format", "json", *arguments)
    return status, json.loads(out)


@pytest.mark.parametrize("text", [EXACT, SCALED, WRONG, "3", f"z = mu + torch.exp(logvar)*eps\n{EXACT}"])
def test_json_has_every_key(run: Run, text: str) -> None:
    _, found = object_of(run, text)
    assert found.keys() >= {"schema_version", "tool", "findings", "errors", "summary"}
    assert found["schema_version"] == 1
    assert found["tool"]["name"] == "kl-check"
    assert found["errors"] == []
    (finding,) = found["findings"]
    assert finding.keys() >= FINDING
    assert found["summary"]["terms"] == 1
    assert found["summary"]["by_verdict"] == {finding["verdict"]: 1}


def test_json_of_the_founding_expression(run: Run) -> None:
    _, found = object_of(run, "-0.5 * torch.sum(1 + sigma - mu.pow(2) - sigma.exp())")
    (finding,) = found["findings"]
    assert finding["verdict"] == "exact"
    assert finding["severity"] == "ok"
    assert finding["target"] == "standard"
    assert finding["reading"] == {"mu": "mean", "sigma": "log_var"}
    assert finding["reduction"] == {"latent": "sum", "batch": "sum"}
    assert (finding["scale"], finding["offset"], finding["witness"]) == ("1", "0", None)
    assert finding["mistakes"] == []
    assert "misleading-name" in finding["notes"]
    assert (finding["line"], finding["column"], finding["end_line"], finding["end_column"]) == (1, 1, 1, 54)
    assert {"method": "normal-form", "outcome": "agrees", "strength": "proved"}.items() <= finding["evidence"][
        0
    ].items()


def test_json_of_a_contradicted_reading(run: Run) -> None:
    status, found = object_of(run, "-0.5 * torch.sum(1 + sigma - mu.pow(2) - sigma.exp())", "--as", "sigma=std")
    (finding,) = found["findings"]
    assert status == 1
    assert finding["verdict"] == "inconsistent"
    assert finding["mistakes"] == ["scale-mismatch"]
    assert finding["witness"].keys() == {"at", "code", "kl"}
    assert finding["alternatives"][0]["reading"] == {"mu": "mean", "sigma": "std"}
    assert finding["fix"].keys() >= {"text", "safe", "because"}


@pytest.mark.parametrize(("text", "line", "column"), [("(", 1, 1), ("mu +\n", 1, 5), ("mu\n+ ]", 2, 3), ("", 1, 1)])
def test_json_of_bad_input_says_where(run: Run, text: str, line: int, column: int) -> None:
    status, found = object_of(run, text)
    assert status == 2
    assert found["findings"] == []
    (error,) = found["errors"]
    assert error.keys() >= {"path", "line", "column", "message"}
    assert (error["line"], error["column"]) == (line, column)


# Bad input

BAD = [
    pytest.param("", "empty", id="empty"),
    pytest.param(" \n\t ", "empty", id="blank"),
    pytest.param("(1 + mu", "never closed", id="unclosed"),
    pytest.param("1 + mu)", "unmatched", id="unopened"),
    pytest.param("([1)", "does not match", id="crossed"),
    pytest.param("__import__('os').system('touch {sentinel}')", "system", id="an-import"),
    pytest.param("softplus.__class__", "__class__", id="a-class-of-a-name"),
    pytest.param("().__class__", "__class__", id="a-class"),
    pytest.param("eval('mu')", "unknown function eval", id="eval"),
    pytest.param("open('{sentinel}', 'w')", "unknown function open", id="open"),
    pytest.param("frobnicate(mu)", "unknown function frobnicate", id="an-unknown-function"),
    pytest.param("torch.exq(mu)", "did you mean exp?", id="a-misspelt-function"),
    pytest.param("9**9**9", "exponent", id="a-tower"),
    pytest.param("mu**99999", "exponent", id="a-huge-exponent"),
    pytest.param("(" * 10_000 + "mu" + ")" * 10_000, "characters", id="ten-thousand-nested-brackets"),
    pytest.param("(" * 5_000 + "mu" + ")" * 5_000, "nested", id="nested-brackets"),
    pytest.param("-" * 10_000 + "mu", "nests", id="nested-signs"),
    pytest.param("mu + " * 200_000 + "mu", "characters", id="a-megabyte"),
    pytest.param("mu\0", "NUL", id="nul"),
    pytest.param("\udcff", "Unicode", id="half-a-character"),
    pytest.param("mu\nsigma", "compare A B", id="two-expressions"),
    pytest.param("mu if sigma else 1", "conditional", id="a-condition"),
    pytest.param("lambda mu: mu", "lambda", id="a-lambda"),
    pytest.param("[mu for mu in sigma]", "list comprehension", id="a-comprehension"),
    pytest.param("f'{mu}'", "formatted string", id="a-formatted-string"),
    pytest.param("while True: pass", "while", id="a-loop"),
    pytest.param("import os", "no expression", id="only-an-import"),
    pytest.param("1e99999", "digits", id="a-huge-number"),
    pytest.param("9" * 5000, "digits", id="a-long-number"),
    pytest.param("softplus(" + "-" * 900 + "mu)", "deep", id="signs-in-a-function"),
    pytest.param("mu" + ".a" * 5000, "deep", id="a-long-path"),
]


@pytest.mark.parametrize(("text", "message"), BAD)
def test_bad_input_is_refused_at_once_in_one_message(run: Run, tmp_path: Path, text: str, message: str) -> None:
    sentinel = tmp_path / "executed"
    started = time.process_time()
    status, out, err = run("check", text.replace("{sentinel}", str(sentinel)))
    assert time.process_time() - started < 1
    assert (status, out) == (2, "")
    assert message in err
    assert err.startswith("kl-check: ")
    assert "Traceback" not in err
    assert len(err.splitlines()) in (1, 3)  # the message, and where there is a place: the line with a mark
    assert max(map(len, err.splitlines())) < 400
    assert not sentinel.exists()


def test_bad_input_in_a_process_of_its_own(tmp_path: Path) -> None:
    sentinel = tmp_path / "executed"
    done = as_process("check", f"__import__('os').system('touch {sentinel}')")
    assert (done.returncode, done.stdout) == (2, b"")
    assert b"Traceback" not in done.stderr
    assert not sentinel.exists()


def test_the_mark_stands_under_the_place(run: Run) -> None:
    _, _, err = run("check", "mu + 1 + frobnicate(2)")
    _, line, mark = err.splitlines()
    assert line[mark.index("^") :].startswith("frobnicate(2)")
    assert mark.count("^") == len("frobnicate(2)")


# Other commands


@pytest.mark.parametrize(
    ("a", "b", "relation", "status"),
    [
        ("x + y", "y + x", "same", 0),
        ("0.5*(exp(s) + m**2 - 1 - s)", "0.5*(v + m**2 - 1 - log(v))", "reparametrised", 0),
        ("2*x", "x", "multiple", 0),
        ("x + 1", "x", "shifted", 0),
        ("x**2", "x**3", "different", 1),
    ],
)
def test_compare(run: Run, a: str, b: str, relation: str, status: int) -> None:
    found, out, _ = run("compare", a, b, "--format", "json")
    assert (found, json.loads(out)["relation"]) == (status, relation)
    assert run("compare", a, b)[1].startswith(relation)


def test_explain(run: Run) -> None:
    status, out, _ = run("explain")
    assert status == 0
    assert {"exact", "sign", "log_var", "misleading-name"} <= set(out.split())
    assert run("explain", "sign")[0] == 0
    assert run("explain", "frobnicate")[0] == 2


def test_version_and_help(run: Run) -> None:
    assert run("--version")[1].startswith("kl-check ")
    assert run("--help")[0] == 0
    assert run("check", "-h")[0] == 0


def test_a_reader_that_goes_away() -> None:
    command = [sys.executable, "-m", "kl_check", "explain"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        assert process.stdout
        assert process.stderr
        process.stdout.close()
        assert process.wait(60) == 1
        assert process.stderr.read() == b""
