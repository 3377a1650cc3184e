"""Text to syntax tree, without the warnings, and with one kind of refusal."""

from __future__ import annotations

import ast
import warnings


def parsed(text: str) -> ast.Module:
    """The tree of a text.

    Raises:
        SyntaxError: it is not today's Python, or nests too deep to be read.
    """
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # as for "\d" in somebody else's string
        try:
            return ast.parse(text)
        except (RecursionError, MemoryError):
            raise SyntaxError("this nests too deep to be read") from None
        except ValueError as error:  # a NUL byte; a number with too many digits
            raise SyntaxError(str(error)) from None


def parses(text: str) -> bool:
    """Whether it is today's Python."""
    try:
        parsed(text)
    except SyntaxError:
        return False
    return True
