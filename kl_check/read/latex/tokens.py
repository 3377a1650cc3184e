r"""LaTeX text as tokens with their offsets; spacing, alignment marks, labels and comments are gone.

pylatexenc's token reader knows TeX's rules for command names, comments, environments and paragraphs and keeps offsets
(4 µs a token, 20 ms to import). Its *parser* is not used: it knows documents, not mathematics.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from pylatexenc.latexwalker import LatexWalker, LatexWalkerEndOfStream, LatexWalkerParseError
from pylatexenc.macrospec import LatexContextDb

from kl_check.model.errors import MalformedInput, UnsupportedInput
from kl_check.model.term import Span
from kl_check.read.latex.symbols import (
    ENVIRONMENTS,
    GAPS,
    MARKS,
    OPERATORS,
    PAIRS,
    SIZES,
    SPACING,
    UNICODE_GREEK,
    WITH_ARGUMENT,
)

MAX_CHARACTERS = 20_000
MAX_NESTING = 80  # of brackets; a level costs the grammar up to eight of Python's thousand frames

_AFTER_BREAK = re.compile(r"\*?(\[\s*-?[\d.]+\s*[a-z]{2}\s*\])?")
_CLOSERS = frozenset(PAIRS.values())
_EMPTY_CONTEXT = LatexContextDb()  # no "specials": every character is a token of its own


@dataclass(frozen=True, slots=True)
class Token:
    """`kind` is digit, letter, command, mark, open, close, bar or break; a command's text has no backslash."""

    kind: str
    text: str
    start: int
    end: int

    @property
    def span(self) -> Span:
        return self.start, self.end


def tokenize(text: str) -> list[Token]:
    """The tokens of a formula. Brackets need not match yet: see `match_brackets`."""
    if "\0" in text:
        at = text.index("\0")
        raise MalformedInput("the text holds a NUL byte", text=text, span=(at, at + 1))
    if len(text) > MAX_CHARACTERS:
        span = (MAX_CHARACTERS, len(text))
        raise UnsupportedInput(f"a formula of more than {MAX_CHARACTERS} characters", text=text, span=span)
    return _without_idle(list(_Tokenizer(text)))


class _Tokenizer:
    """Walks over the raw tokens of pylatexenc and translates them one by one."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.walker = LatexWalker(text, latex_context=_EMPTY_CONTEXT, tolerant_parsing=False)
        self.state = self.walker.make_parsing_state()
        self.position = 0
        self.dollars: list[str] = []

    def __iter__(self) -> Iterator[Token]:
        while (raw := self.raw()) is not None:
            token = self.translate(raw)
            if token is not None:
                yield token

    def raw(self) -> Any:
        """pylatexenc's next token, or None at the end of the text."""
        try:
            token = self.walker.get_token(self.position, parsing_state=self.state)
        except LatexWalkerEndOfStream:
            if self.text[self.position :].strip():
                end = len(self.text)
                raise MalformedInput("a lone backslash", text=self.text, span=(end - 1, end)) from None
            return None
        except LatexWalkerParseError:
            start = self.text.index("\\", self.position)
            name = r"\begin" if self.text.startswith(r"\begin", start) else r"\end"
            span = start, start + len(name)
            raise MalformedInput(f"{name} without {{name}}", text=self.text, span=span) from None
        self.position = token.pos + token.len
        return token

    def translate(self, raw: Any) -> Token | None:
        """One of our tokens, or None for what is skipped."""
        start, end = raw.pos, raw.pos + raw.len
        match raw.tok:
            case "comment":
                return None
            case "macro":
                return self.command(raw.arg, start, start + 1 + len(raw.arg))
            case "begin_environment" | "end_environment":
                return self.environment(raw.tok, raw.arg, start, end)
            case "mathmode_inline" | "mathmode_display":
                return self.delimiter(raw.arg, start, end)
        return self.character(raw.arg, start, end)

    def command(self, name: str, start: int, end: int) -> Token | None:
        if name in SPACING:
            return None
        if name in SIZES:
            return self.sized(SIZES[name], start, end)
        if name in WITH_ARGUMENT:
            self.skip_argument(name, start, end)
            return None
        if name in GAPS:
            return Token("break", name, start, end)
        if name == "\\":
            after = _AFTER_BREAK.match(self.text, end)
            self.position = after.end() if after else end
            return Token("break", name, start, end)
        if name in OPERATORS:
            return Token("mark", OPERATORS[name], start, end)
        if name == "vert":
            return Token("bar", "|", start, end)
        return _bracket(f"\\{name}", start, end) or Token("command", name, start, end)

    def sized(self, side: str, start: int, end: int) -> Token:
        r"""The bracket after `\left`, `\Bigr`, …; a bar becomes the opening or closing one that it is."""
        raw = self.raw()
        token = None if raw is None or raw.arg in SIZES else self.translate(raw)
        if token is None or not (token.kind in ("open", "close", "bar") or token.text in ("/", ".", "|", "Vert")):
            raise MalformedInput(
                f"{self.text[start:end]} without a bracket after it", text=self.text, span=(start, end)
            )
        if token.text == ".":
            raise UnsupportedInput("a one-sided bracket is not read", text=self.text, span=(start, token.end))
        if token.kind == "bar" and side:
            return Token(side, r"\lvert" if side == "open" else r"\rvert", start, token.end)
        return Token(token.kind, token.text, start, token.end)

    def skip_argument(self, name: str, start: int, end: int) -> None:
        depth = 0
        while (raw := self.raw()) is not None:
            depth += {"brace_open": 1, "brace_close": -1}.get(raw.tok, 0)
            if not depth and raw.arg != "*":
                break
        if raw is None or raw.tok != "brace_close":
            raise MalformedInput(f"\\{name} without {{…}}", text=self.text, span=(start, end))

    def environment(self, tok: str, name: str, start: int, end: int) -> Token:
        if name not in ENVIRONMENTS:
            raise UnsupportedInput(f"the environment {name} is not read", text=self.text, span=(start, end))
        return Token("open" if tok == "begin_environment" else "close", f"{{{name}}}", start, end)

    def delimiter(self, delimiter: str, start: int, end: int) -> Token:
        if "$" not in delimiter:
            return Token("open" if delimiter in PAIRS else "close", delimiter, start, end)
        if self.dollars[-1:] == [delimiter]:
            self.dollars.pop()
            return Token("close", delimiter, start, end)
        self.dollars.append(delimiter)
        return Token("open", delimiter, start, end)

    def character(self, character: str, start: int, end: int) -> Token | None:
        if character in "&~":
            return None
        if character == "\n\n":
            return Token("break", character, start, end)
        if character == "|":
            return Token("bar", character, start, end)
        if character in UNICODE_GREEK:
            return Token("command", UNICODE_GREEK[character], start, end)
        if character.isascii() and character.isalnum():
            return Token("digit" if character.isdigit() else "letter", character, start, end)
        character = OPERATORS.get(character, character)
        if character in MARKS:
            return Token("mark", character, start, end)
        bracket = _bracket(character, start, end)
        if bracket is None:
            raise UnsupportedInput(f"the sign {character!r} is not read", text=self.text, span=(start, end))
        return bracket


def _bracket(text: str, start: int, end: int) -> Token | None:
    if text in PAIRS:
        return Token("open", text, start, end)
    return Token("close", text, start, end) if text in _CLOSERS else None


def _without_idle(tokens: Sequence[Token]) -> list[Token]:
    """Drops line breaks within one formula (beside an operator or a bracket's inside) and `{}` used as a spacer."""
    kept: list[Token] = []
    for index, token in enumerate(tokens):
        after = tokens[index + 1] if index + 1 < len(tokens) else None
        begins = not kept or kept[-1].kind == "open" or _joins(kept[-1])
        if token.kind == "break" and (begins or after is None or after.kind in ("close", "break") or _joins(after)):
            continue
        if token.text == "}" and kept and kept[-1].text == "{" and (len(kept) == 1 or _joins(kept[-2])):
            kept.pop()
            continue
        kept.append(token)
    return kept


def _joins(token: Token) -> bool:
    """Whether a formula cannot end or begin here: what stands on the other side of a line break belongs to it."""
    return token.kind == "mark" and token.text in "+-*/="


def match_brackets(tokens: Sequence[Token], text: str) -> Mapping[int, int]:
    """For each opening bracket, environment and math delimiter the index of the one that closes it."""
    closers: dict[int, int] = {}
    waiting: list[int] = []
    for index, token in enumerate(tokens):
        if token.kind == "open":
            waiting.append(index)
            if len(waiting) > MAX_NESTING:
                raise UnsupportedInput(f"brackets nested over {MAX_NESTING} deep", text=text, span=token.span)
        elif token.kind == "close":
            if not waiting:
                raise MalformedInput(f"{_shown(token, text)} closes nothing", text=text, span=token.span)
            opener = tokens[waiting[-1]]
            if not _fit(opener, token, text):
                message = f"{_shown(opener, text)} is closed by {_shown(token, text)}"
                raise MalformedInput(message, text=text, span=token.span)
            closers[waiting.pop()] = index
    if waiting:
        opener = tokens[waiting[-1]]
        raise MalformedInput(f"{_shown(opener, text)} is never closed", text=text, span=opener.span)
    return closers


def _fit(opener: Token, closer: Token, text: str) -> bool:
    if text.startswith(r"\left", opener.start) != text.startswith(r"\right", closer.start):
        return False
    return PAIRS.get(opener.text, opener.text) == closer.text


def _shown(token: Token, text: str) -> str:
    return text[token.start : token.end]
