"""Offsets survive, and what prints no sign is no token."""

import pytest

from kl_check.model.errors import MalformedInput
from kl_check.read.latex.tokens import match_brackets, tokenize

SKIPPED = [
    pytest.param(r"x\,\;\!\:~\ y", id="spacing"),
    pytest.param("x & y", id="alignment"),
    pytest.param("x % } \\frac\ny", id="comment"),
    pytest.param(r"x \label{eq:a_{b}} \tag*{1} \nonumber y", id="labels"),
    pytest.param(r"x \displaystyle\limits y", id="styles"),
    pytest.param(r"x \hspace{1em} y", id="space-with-its-length"),
]


@pytest.mark.parametrize("text", SKIPPED)
def test_what_prints_no_sign_is_skipped(text: str) -> None:
    tokens = tokenize(text)
    assert [token.text for token in tokens] == ["x", "y"]
    assert [text[slice(*token.span)] for token in tokens] == ["x", "y"]


@pytest.mark.parametrize(
    "text", [r"\left(", r"\Bigl [", r"\big \{", r"\lvert", r"\left|", r"\bigl\vert", r"\[", "$", "$$"]
)
def test_an_opening_bracket_is_one_token(text: str) -> None:
    (token,) = tokenize(text)
    assert (token.kind, token.span) == ("open", (0, len(text)))


def test_a_command_ends_before_its_spaces() -> None:
    assert [token.span for token in tokenize(r"\mu  \log x")] == [(0, 3), (5, 9), (10, 11)]


def test_brackets_close_what_they_open() -> None:
    tokens = tokenize(r"\left( [x] \right) {y} $ z $ \{ \} \lvert w \rvert")
    assert match_brackets(tokens, "") == {0: 4, 1: 3, 5: 7, 8: 10, 11: 12, 13: 15}


@pytest.mark.parametrize("text", ["(]", "{)", r"\{ }", r"\( \]", r"\begin{align}\end{equation}", r"\lvert x)", "$ ( $"])
def test_brackets_of_two_kinds_do_not_match(text: str) -> None:
    with pytest.raises(MalformedInput):
        match_brackets(tokenize(text), text)
