"""Which lines belong together, also where brackets and strings never end."""

from __future__ import annotations

import time

import pytest

from kl_check.scanning.statements import logical_lines, statements


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("a\nb", [(0, 0), (1, 1)]),
        ("f(a,\n\n  b)\nc", [(0, 2), (3, 3)]),
        ("# f(\n\na", [(2, 2)]),
        ("a = '''x\n(\n'''\nb", [(0, 2), (3, 3)]),
        ("a = '''x\\'''\n'''\nb", [(0, 1), (2, 2)]),
        ('a = "(" + \'"""\'\nb', [(0, 0), (1, 1)]),
        ("a \\\n  + b\nc", [(0, 1), (2, 2)]),
        ("a = (b  # )\n)\nc", [(0, 1), (2, 2)]),
        ("a = (b\nc = 1", [(0, 0), (1, 1)]),
        ("a = f(b,\n      c=1\n", [(0, 0), (1, 1)]),
        ("a = f(b,\ndef g(x):\n  y", [(0, 0), (1, 1), (2, 2)]),
        ("class A(B:\n  x = 1", [(0, 0), (1, 1)]),
        ("!ls (\na", [(0, 0), (1, 1)]),
        ("!ls \\\n (\na", [(0, 1), (2, 2)]),
        ("a = '''x\nb", [(0, 0), (1, 1)]),
        ("a)\nb", [(0, 0), (1, 1)]),
    ],
    ids=[
        "plain", "brackets", "comments", "triple-quotes", "an-escaped-quote", "brackets-in-strings", "backslash",
        "bracket-in-a-comment", "never-closed-before-an-assignment", "never-closed-at-the-end",
        "never-closed-before-a-definition", "never-closed-header", "shell", "shell-over-lines", "string-never-closed",
        "closed-too-often",
    ],
)  # fmt: skip
def test_logical_lines(text: str, lines: list[tuple[int, int]]) -> None:
    assert [(line.first, line.last) for line in logical_lines(text.split("\n"))] == lines


def test_clauses_and_decorators_belong_to_one_statement() -> None:
    text = "@a\n@b\ndef f():\n  x\nif a:\n  b\nelse:\n  c\nd"
    found = statements(text.split("\n"))
    assert [(one.first, one.last, len(one.clauses)) for one in found] == [(0, 3, 3), (4, 7, 2), (8, 8, 1)]


@pytest.mark.parametrize("text", ["(\n" * 100_000, "'''\n(" * 100_000, "x = (\n" * 100_000])
def test_brackets_that_are_never_closed_take_no_time(text: str) -> None:
    start = time.process_time()
    assert statements(text.split("\n"))
    assert time.process_time() - start < 20
