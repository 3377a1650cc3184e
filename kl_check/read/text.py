"""One entry for every language that is read."""

from __future__ import annotations

import re

from kl_check.model.surroundings import Excerpt, Surroundings
from kl_check.read.prepare import check_size
from kl_check.read.python import read_python

REMARKS = re.compile(r"(?<!\\)#[^\n]*|\"\"\".*?\"\"\"", re.DOTALL)
"""Comments and docstrings of Python, which may hold formulas in LaTeX."""


def read_text(text: str) -> Excerpt:
    """The term in a text of Python or LaTeX. Raises `InputError` with line and column, `TypeError` for no text."""
    if not isinstance(text, str):
        raise TypeError(f"a text is expected, not {type(text).__name__}")
    check_size(text)
    if _looks_like_latex(text):
        return _read_latex(text)
    return read_python(text)


def _looks_like_latex(text: str) -> bool:
    if "\\" not in text and "^{" not in text and "_{" not in text:
        return False
    from kl_check.read.latex import is_latex

    return is_latex(text) and is_latex(REMARKS.sub("", text))


def _read_latex(text: str) -> Excerpt:
    from kl_check.read.latex import read_latex

    term = read_latex(text)
    start = len(text) - len(text.lstrip())
    span = (start, len(text.rstrip()))
    return Excerpt(text, term, span, "latex", Surroundings())
