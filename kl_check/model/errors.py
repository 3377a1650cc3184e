"""What can be wrong with an input. An outcome of a check is a value; only bad input raises, and it says where."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from kl_check.model.term import Span


class InputError(ValueError):
    """Input that cannot be used: one clear message, with line and column where there is a text to point at."""

    def __init__(self, message: str, *, text: str = "", span: Span | None = None) -> None:
        self.message = message
        self.text = text
        self.span = span
        super().__init__(str(self))

    @property
    def line(self) -> int:
        """The line of the text, counted from 1."""
        return self.text.count("\n", 0, self.span[0]) + 1 if self.span else 1

    @property
    def column(self) -> int:
        """The column in that line, counted from 1."""
        return self.span[0] - (self.text.rfind("\n", 0, self.span[0]) + 1) + 1 if self.span else 1

    def __str__(self) -> str:
        return f"{self.message} (line {self.line}, column {self.column})" if self.span else self.message


class MalformedInput(InputError):
    """The text is not what its language allows: unbalanced brackets, no text at all."""


class UnsupportedInput(InputError):
    """The text is well formed, and says something that kl_check does not read."""


class Misuse(InputError):
    """The command or function was called in a way that makes no sense: an unknown role, an unknown name."""


@contextmanager
def located(text: str) -> Iterator[None]:
    """Gives an error that is raised inside, and knows its span only, the text in which that span lies."""
    try:
        yield
    except InputError as error:
        if error.text or error.span is None:
            raise
        raise type(error)(error.message, text=text, span=error.span) from error
