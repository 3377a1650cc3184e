"""A place in a formula's tokens, with the moves and the complaints that every part of the grammar shares."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from kl_check.model.errors import MalformedInput, UnsupportedInput
from kl_check.model.term import Span
from kl_check.read.latex.symbols import ACCENTS, CALLIGRAPHIC, FONTS, TRANSPOSES
from kl_check.read.latex.tokens import Token

END = Token("end", "", 0, 0)


class Cursor:
    """Reads from `position` up to `stop`; a bracket group is read with `stop` at its closing bracket."""

    def __init__(self, text: str, tokens: Sequence[Token], closers: Mapping[int, int], extent: Span) -> None:
        self.text = text
        self.tokens = tokens
        self.closers = closers
        self.position, self.stop = extent

    @property
    def token(self) -> Token:
        """The token ahead; one of kind `end` where nothing is left of the group."""
        return self.tokens[self.position] if self.position < self.stop else END

    def peek(self, offset: int = 1) -> Token:
        at = self.position + offset
        return self.tokens[at] if at < self.stop else END

    def take(self) -> Token:
        token = self.token
        self.position += 1
        return token

    def at(self, *texts: str) -> bool:
        """Whether the token ahead is one of these marks."""
        return self.token.kind == "mark" and self.token.text in texts

    @property
    def end(self) -> int:
        """The offset at which the token taken last ends."""
        return self.tokens[self.position - 1].end

    def since(self, start: int) -> Span:
        return start, self.end

    @property
    def here(self) -> Span:
        """The span of the token ahead, or of the one taken last where nothing is left."""
        if self.position < self.stop:
            return self.token.span
        return self.tokens[self.position - 1].span if self.position else (0, len(self.text))

    def malformed(self, message: str, span: Span | None = None) -> MalformedInput:
        return MalformedInput(message, text=self.text, span=span or self.here)

    def unsupported(self, message: str, span: Span | None = None) -> UnsupportedInput:
        return UnsupportedInput(message, text=self.text, span=span or self.here)

    def adjacent(self, offset: int = 1) -> bool:
        """Whether nothing, no space either, stands between the token at `offset` and the one before it."""
        return self.peek(offset) is not END and self.peek(offset).start == self.peek(offset - 1).end

    def argument_end(self, at: int) -> int:
        r"""The index after the argument at index `at`: a brace group or one token, a font's own argument included."""
        while at < self.stop:
            token = self.tokens[at]
            if token.text == "{":
                return self.closers[at] + 1
            at += 1
            if token.kind != "command" or not (token.text in FONTS | CALLIGRAPHIC or token.text in ACCENTS):
                return at
        raise self.malformed("something is missing after this", self.tokens[self.stop - 1].span)

    def argument_text(self, at: int) -> str:
        """What the argument at index `at` says, without its braces, spaces and backslashes."""
        last = self.argument_end(at) - 1
        if self.tokens[at].text == "{":
            at, last = at + 1, last - 1
        return "".join(token.text for token in self.tokens[at : last + 1])

    @property
    def transpose_ahead(self) -> bool:
        """Whether a superscript ahead is a transpose."""
        return self.at("^") and self.argument_text(self.position + 1) in TRANSPOSES
