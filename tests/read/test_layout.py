"""Where equations begin and end, before anything is read."""

from __future__ import annotations

import pytest

from kl_check.read.layout import laid_out


def sides(text: str, *, is_latex: bool = True) -> list[list[str]]:
    layout = laid_out(text, is_latex=is_latex)
    assert len(layout.text) == len(text)
    return [[" ".join(layout.text[slice(*one)].split()) for one in found.sides] for found in layout.statements]


LATEX = [
    pytest.param(r"a = b = c", [["a", "b", "c"]], id="on-one-line"),
    pytest.param(r"\begin{align} a &= b \\ &= c \end{align}", [["a", "b", "c"]], id="align"),
    pytest.param(r"a = \\ b", [["a", "b"]], id="the-sign-at-the-end-of-a-line"),
    pytest.param("a\n= b\n= c", [["a", "b", "c"]], id="line-ends-are-space"),
    pytest.param(r"a &= b \\ &\quad + c", [["a", r"b \\ &\quad + c"]], id="a-side-over-two-lines"),
    pytest.param(r"a &= b + \\ & c", [["a", r"b + \\ & c"]], id="a-line-that-ends-with-a-sign"),
    pytest.param(r"a &= b \\ &- c = d", [["a", r"b \\ &- c", "d"]], id="a-minus-behind-an-alignment-goes-on"),
    pytest.param(r"a = b \\ -D_{KL}(q) = c", [["a", "b"], ["-D_{KL}(q)", "c"]], id="minus-the-KL-begins-anew"),
    pytest.param("KL = a\nKL = b", [["KL", "a"], ["KL", "b"]], id="a-name-at-the-start-of-a-line-begins-anew"),
    pytest.param("KL = \\frac{1}{2}\n(a + b) = c", [["KL", r"\frac{1}{2} (a + b)", "c"]], id="a-factor-does-not"),
    pytest.param(r"a = b & c = d", [["a", "b"], ["c", "d"]], id="two-columns-are-no-product"),
    pytest.param(r"a = b, \quad c = d", [["a", "b,"], ["c", "d"]], id="a-wide-gap-parts"),
    pytest.param(r"a = b && \text{(by law)} \\ = c", [["a", "b", "c"]], id="a-remark-beside-a-line"),
    pytest.param(r"a = b \tag{1}\label{x=1} % c = d", [["a", "b"]], id="tags-and-comments-are-nothing"),
    pytest.param(r"a = \sum_{i=1}^{J} (x_i = 1)", [["a", r"\sum_{i=1}^{J} (x_i = 1)"]], id="signs-within-brackets"),
    pytest.param(r"a = (b \\ = c", [["a", "(b", "c"]], id="an-open-bracket-swallows-one-line-only"),
    pytest.param(r"$$a = b$$ and so $$= c$$", [["a", "b"], ["c"]], id="formulas-in-prose"),
    pytest.param("$a = b$\nc = d", [["a", "b"], ["c = d"]], id="an-equation-outside-is-not-passed-over"),
    pytest.param(r"a = b \\[2pt] = c", [["a", "b", "c"]], id="a-line-with-a-distance"),
    pytest.param(r"a \le b = c", [[r"a \le b", "c"]], id="other-relations-stay-in-their-side"),
    pytest.param("a = b \\\\\n 0 = c", [["a", "b"], ["0", "c"]], id="a-number-is-no-remark"),
    pytest.param("a = \\\\ 0", [["a", "0"]], id="nor-at-the-end"),
]


@pytest.mark.parametrize(("text", "expected"), LATEX)
def test_latex(text: str, expected: list[list[str]]) -> None:
    assert sides(text) == expected


PYTHON = [
    pytest.param("a = b\n  = c  # d = e", [["a", "b", "c"]], id="a-line-that-begins-with-the-sign"),
    pytest.param("a = b\nc = d", [["a", "b"], ["c", "d"]], id="two-statements"),
    pytest.param("a = f(x,\n dim=1)\n = c", [["a", "f(x, dim=1)", "c"]], id="arguments-are-no-equations"),
    pytest.param("a == b", [["a", "b"]], id="a-double-sign"),
    pytest.param("a = b\n  + c", [["a", "b + c"]], id="a-sign-at-the-start"),
    pytest.param("a = b \\\n * c", [["a", "b * c"]], id="a-backslash"),
    pytest.param("a <= b", [["a <= b"]], id="no-equality"),
    pytest.param("a += b", [["a += b"]], id="no-assignment-of-that-kind"),
]


@pytest.mark.parametrize(("text", "expected"), PYTHON)
def test_python(text: str, expected: list[list[str]]) -> None:
    assert sides(text, is_latex=False) == expected


def test_a_formula_that_begins_with_the_sign_goes_on() -> None:
    first, second = laid_out(r"$$a = b$$ so $$= c$$", is_latex=True).statements
    assert (first.goes_on, second.goes_on) == (False, True)


def test_inline_formulas_are_told_from_displayed_ones() -> None:
    found = laid_out(r"$a = b$ $$c = d$$ \(e\) \[f\]", is_latex=True).statements
    assert [one.is_inline for one in found] == [True, False, True, False]
