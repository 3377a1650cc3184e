"""Patterns of .gitignore, line by line, as git's manual and git itself read them."""

from __future__ import annotations

import pytest

from kl_check.scanning.patterns import pattern


@pytest.mark.parametrize(
    ("line", "path", "folder", "matches"),
    [
        ("*.py", "a/b/x.py", False, True),
        ("*.py", "x.pyc", False, False),
        ("build/", "a/build", True, True),
        ("build/", "build", False, False),
        ("build", "build/x.py", False, False),
        ("/x.py", "x.py", False, True),
        ("/x.py", "a/x.py", False, False),
        ("a/x.py", "b/a/x.py", False, False),
        ("a/*.py", "a/b/x.py", False, False),
        ("**/b", "a/c/b", True, True),
        ("**/b", "b", True, True),
        ("a/**/b", "a/b", True, True),
        ("a/**/b", "a/c/d/b", True, True),
        ("a/**", "a/c/d", False, True),
        ("a/**", "a", True, False),
        ("a**b/c", "axb/c", False, True),
        ("a**b/c", "ax/yb/c", False, False),
        ("[!a].py", "b.py", False, True),
        ("[!a].py", "a.py", False, False),
        ("a/[!x]b", "a//b", False, False),
        ("[[:digit:]].py", "7.py", False, True),
        ("[]].py", "].py", False, True),
        ("x.py  ", "x.py", False, True),
        ("x.py\\ ", "x.py ", False, True),
        ("\\#x.py", "#x.py", False, True),
        ("x+(1).py", "x+(1).py", False, True),
        ("é*.py", "éa.py", False, True),
    ],
)
def test_what_a_line_speaks_of(line: str, path: str, folder: bool, matches: bool) -> None:
    found = pattern(line)
    assert found is not None
    assert found.matches(path, folder=folder) is matches


@pytest.mark.parametrize("line", ["", "# x.py", "   ", "/", "!", "[z-a].py"])
def test_lines_that_are_no_pattern(line: str) -> None:
    assert pattern(line) is None


def test_an_exclamation_mark_brings_back() -> None:
    assert [found.ignore for line in ("x", "!x", "\\!x") if (found := pattern(line))] == [True, False, True]
