"""Marks stand under their tokens, whatever overlaps, on whatever line."""

from __future__ import annotations

from kl_check.model.explanation import Explanation, Place, Token
from kl_check.report.formats.labels import WIDTH, labelled
from kl_check.report.formats.style import Style


def shown(text: str, *spans: tuple[int, int]) -> list[str]:
    tokens = tuple(Token("other", "?", text[a:b], Place((a, b), 1, 1, 1, 1)) for a, b in spans)
    return [line[2:] for line in labelled(Explanation(text, tokens), Style())]


def test_each_mark_stands_under_its_token() -> None:
    assert shown("a + bb", (0, 1), (4, 6))[:3] == ["a + bb", "─   ──", "a   b"]


def test_marks_that_overlap_stand_in_rows() -> None:
    assert shown("ab*cd", (0, 5), (3, 5))[:5] == ["ab*cd", "   ──", "   b", "─────", "a"]


def test_marks_that_touch_do_not_overlap() -> None:
    assert shown("-x", (0, 1), (1, 2))[:3] == ["-x", "──", "ab"]


def test_only_lines_with_marks_are_shown() -> None:
    assert shown("import torch\nx + 1", (13, 14))[:3] == ["x + 1", "─", "a"]


def test_a_mark_over_lines_is_drawn_on_each() -> None:
    assert shown("sum(a\n+ b)", (0, 10))[:6] == ["sum(a", "─────", "a", "+ b)", "────", "a"]


def test_a_long_line_is_shown_in_pieces() -> None:
    text = "x" * WIDTH + " + " + "y"
    lines = shown(text, (0, 1), (WIDTH + 3, WIDTH + 4))
    assert lines[:6] == ["x" * WIDTH, "─", "a", " + y", "   ─", "   b"]


def test_what_does_not_print_keeps_its_column() -> None:
    assert shown("\tx\x1b+y", (1, 2), (4, 5))[:3] == [" x +y", " ─  ─", " a  b"]


def test_the_legend_says_what_each_is() -> None:
    tokens = (Token("half", "the factor", "½", Place((0, 1), 1, 1, 1, 2)), Token("derivation", "kl-check derive x"))
    lines = labelled(Explanation("½", tokens), Style())
    assert lines[-2:] == ["  a  ½  the factor", "  derivation: kl-check derive x"]


def test_more_marks_than_letters_are_dots() -> None:
    text = " ".join("x" * 60)
    lines = shown(text, *((2 * k, 2 * k + 1) for k in range(60)))
    assert [line for line in lines if "·" in line]
