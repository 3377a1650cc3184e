"""Findings as text: the place first, the term underlined where it stands, nothing that commands the terminal."""

from __future__ import annotations

from dataclasses import replace

import pytest

from kl_check.model.finding import FileError
from kl_check.model.verdict import Fix, Verdict
from kl_check.report.formats.findings import error_text, finding_text, summary_text

FINDING = Verdict(
    "scaled",
    "warning",
    "mean(x)",
    path="src/vae.py",
    line=9,
    column=8,
    end_line=9,
    end_column=15,
    mistakes=("mean-over-latents",),
    message="This is 1/J times it.",
    lines=("  kl = mean(x)  # a",),
    fix=Fix("sum(x)", safe=False, because="exact"),
)


def test_one_finding() -> None:
    assert finding_text(FINDING).splitlines() == [
        "src/vae.py:9:8: warning scaled [mean-over-latents] This is 1/J times it.",
        "  |",
        "9 |   kl = mean(x)  # a",
        "  |        ^^^^^^^",
        "   = fix: sum(x)",
    ]


def test_a_finding_prints_itself_so() -> None:
    assert str(FINDING) == finding_text(FINDING)


def test_the_cell_of_a_notebook_stands_before_the_line() -> None:
    assert finding_text(replace(FINDING, cell=3)).startswith("src/vae.py:cell 3:9:8: ")


def test_what_is_right_has_no_severity() -> None:
    right = replace(FINDING, verdict="exact", severity="ok", mistakes=())
    assert finding_text(right).startswith("src/vae.py:9:8: exact This")


def test_a_term_over_lines_is_underlined_on_each_but_not_in_comments() -> None:
    lines = ("kl = (a +", "  # no", "      b) # c")
    found = replace(FINDING, line=9, column=6, end_line=11, end_column=9, lines=lines)
    assert finding_text(found).splitlines()[1:-1] == [
        "   |",
        " 9 | kl = (a +",
        "   |      ^^^^",
        "10 |   # no",
        "11 |       b) # c",
        "   |       ^^",
    ]


def test_a_long_term_is_shown_by_its_ends() -> None:
    found = replace(FINDING, line=1, column=1, end_line=15, end_column=2, lines=tuple("abcdefghijklmno"))
    shown = finding_text(found)
    assert all(f" {letter}\n" in shown for letter in "abcdeno…")
    assert " g\n" not in shown


@pytest.mark.parametrize(
    ("line", "column", "end", "shown"),
    [
        ("\tf(x)", 2, 6, [" f(x)", " ^^^^"]),
        ("变, f(x)", 4, 8, ["变, f(x)", "    ^^^^"]),
        ("e\u0301, f(x)", 5, 9, ["e\u0301, f(x)", "   ^^^^"]),
        ("a\x1b[2J f(x)", 7, 11, ["a [2J f(x)", "      ^^^^"]),
        ("x" * 500 + "f(x)" + "y" * 500, 501, 505, ["x" * 20 + "f(x)" + "y" * 86, " " * 20 + "^^^^"]),
        ("f(x)" * 300, 1, 1201, ["f(x)" * 27 + "f(", "^" * 110]),
        ("f(x)", 9, 12, ["f(x)", ""]),
    ],
    ids=["tab", "wide", "combining", "escape", "cut", "too-long", "outside"],
)
def test_the_marks_stand_below_the_term(line: str, column: int, end: int, shown: list[str]) -> None:
    text = finding_text(replace(FINDING, column=column, end_column=end, lines=(line,))).splitlines()
    assert text[2:-1] == [f"9 | {shown[0]}", *([f"  | {shown[1]}"] if shown[1] else [])]


def test_nothing_commands_the_terminal() -> None:
    found = replace(FINDING, path="a\x1b[31m\n.py", message="b\x07\nc", fix=Fix("\x1bc", safe=False, because=""))
    assert all(character.isprintable() or character == "\n" for character in finding_text(found))
    assert finding_text(found).startswith("a [31m .py:9:8:")
    assert "\x1b" not in error_text(FileError("a\x1b", 1, 1, "b\x1b"))


@pytest.mark.parametrize(
    ("findings", "errors", "said"),
    [
        ([], 0, "nothing found in 0 KL terms of 2 files"),
        ([replace(FINDING, severity="ok")], 0, "nothing found in 1 KL term of 2 files"),
        ([FINDING, FINDING, replace(FINDING, severity="error")], 1,
         "3 findings (1 error, 2 warnings) in 3 KL terms of 2 files; 1 place not read"),
    ],
)  # fmt: skip
def test_the_summary(findings: list[Verdict], errors: int, said: str) -> None:
    assert summary_text(findings, 2, errors) == said
