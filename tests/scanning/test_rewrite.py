"""Python 2 in today's spelling, every character in its place."""

from __future__ import annotations

import ast

import pytest

from kl_check.scanning.rewrite import modern, visible, without_markers


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ('print "a %d" % 3', 'print("a %d" % 3)'),
        ('print "a",  # all', 'print("a",)# all'),
        ("exec code in names", "exec(code in names)"),
        ('raise E, "m"', 'raise(E, "m")'),
        ("if a: print b", "if a: print(b)"),
        ("a <> b", "a != b"),
        ("`a` + `b`", "(a) + (b)"),
        ("a = 0777", "a = 511 "),
        ("a = 10L * 0xFFl", "a = 10  * 0xFF "),
        ("a = 10.0 + 0.5 + 007", "a = 10.0 + 0.5 + 7  "),
        ('a = ur"\\d"', 'a =  r"\\d"'),
        ("f = lambda (a, b): a", "f = lambda  a, b : a"),
        ("'print `a` <> 0777L'", "'print `a` <> 0777L'"),
        ('a = """\nprint `b`\n""" <> c', 'a = """\nprint `b`\n""" != c'),
        ("a  # `b` <> 0777", "a  # `b` <> 0777"),
    ],
)
def test_statements(old: str, new: str) -> None:
    assert modern(old) == new
    ast.parse(new)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("except (A, B), e:", "except (A, B)   :"),
        ("except A, e:", "except A   :"),
        ("except (A, B):", "except (A, B):"),
        ("def f(a, (b, c)):", "def f(a,  b, c ):"),
    ],
)
def test_headers(old: str, new: str) -> None:
    assert modern(old) == new


@pytest.mark.parametrize(
    ("line", "shown"),
    [
        ("<<<<<<< HEAD", "#<<<<<< HEAD"),
        ("=======", "#======"),
        (">>>>>>> other", "#>>>>>> other"),
        ("||||||| base", "#|||||| base"),
        ("  {% if a %}", "# {% if a %}"),
        ("a = {{ b }}", "a = _______"),
        ("x = a == b", "x = a == b"),
        ("========", "========"),
    ],
)
def test_markers(line: str, shown: str) -> None:
    assert without_markers(line) == shown


def test_blanks_that_python_does_not_take() -> None:
    assert visible("a\u00a0=\u20281\ufeff\0\tb\f") == "a =\x201  \tb\f".replace("\x20" + "1", " 1")
