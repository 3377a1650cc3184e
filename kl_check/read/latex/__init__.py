r"""Closed-form LaTeX, read into a `Term`.

Our own small grammar on pylatexenc's tokens: the ready-made readers take `\log` for base 10, `D_{KL}` for a product and
an upper bound `J` for `j`. What is not in the allow-list, or has two readings, is refused with its place.
"""

from __future__ import annotations

import re

from kl_check.model.term import Term

_SIGNS_OF_LATEX = re.compile(r"\\[A-Za-z]{2}|\\[(\[{|,;!]|[\^_]\{|\$")


def is_latex(text: str) -> bool:
    r"""Whether a text is LaTeX rather than Python: it has a command, a `^{`, a `_{` or a `$`."""
    return _SIGNS_OF_LATEX.search(text) is not None


def read_latex(text: str) -> Term:
    r"""The formula that `text` states; the right side, where it begins with a name and `=`.

    Every node's span points into `text`. A statement about −KL (`-D_{KL}(q \| p) = B`) is read as the KL that it
    claims, −B.

    Raises:
        MalformedInput: it is no formula: unbalanced brackets, an operator without operand, nothing at all.
        UnsupportedInput: it is one that is not read (an integral, a trace), or one that can be read in two ways.
    """
    # Imported here: Python expressions never pay for the tokenizer (20 ms), and `is_latex` is asked about every text.
    from kl_check.read.latex.statement import read_statement

    return read_statement(text)
