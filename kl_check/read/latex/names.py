r"""Symbols and what they are called: `\hat\mu` is mu_hat, `\sigma_{\mathrm{q}}` sigma_q, `\mu_{1,i}` under \sum_i mu_1.

An index that a sum binds is no part of the name: μ_i under Σ_i *is* the μ that varies along the axis. A doubled index
stays, for σ_{ii} is the diagonal of a covariance. Two symbols never get one name: where they would, the formula is
refused.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from kl_check.model.term import Span
from kl_check.read.latex.cursor import Cursor
from kl_check.read.latex.sums import HOW_FAR, Binding
from kl_check.read.latex.symbols import ACCENTS, BOLD, FONTS, GREEK, UPRIGHT
from kl_check.read.latex.tokens import Token

MAX_NAME = 100
WORD = re.compile(r"[A-Za-z]\w*", re.ASCII)


@dataclass(frozen=True, slots=True)
class Index:
    """One comma-separated part of a subscript (mark `_`), or a superscript that is a label (mark `^`)."""

    mark: str
    atoms: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Spelling:
    """A symbol as it is written. Fonts tell symbols apart, but are no part of a name."""

    letter: str
    fonts: tuple[str, ...] = ()
    accents: tuple[str, ...] = ()
    indices: tuple[Index, ...] = ()
    primes: int = 0


def is_symbol(token: Token) -> bool:
    """Whether a symbol can begin with this token."""
    if token.kind == "command":
        return token.text in GREEK or token.text in FONTS or token.text in ACCENTS
    return token.kind == "letter"


def read_base(cursor: Cursor) -> Spelling:
    r"""The letter, command or word ahead with its fonts and accents: `\hat{\mu_1}`, `\mathrm{logvar}`."""
    end = cursor.argument_end(cursor.position)
    inner = Cursor(cursor.text, cursor.tokens, cursor.closers, (cursor.position, end))
    cursor.position = end
    fonts: list[str] = []
    accents: list[str] = []
    while inner.token.kind == "command" and inner.token.text not in GREEK:
        command = inner.take().text
        if command in UPRIGHT and (word := _word(inner, command)):
            return Spelling(word, (*fonts, "upright"), tuple(accents))
        if command in ACCENTS:
            accents.insert(0, ACCENTS[command])
        elif command in BOLD:
            fonts.append("bold")
        while inner.token.text == "{":
            inner.stop = inner.closers[inner.position]
            inner.position += 1
    if not is_symbol(inner.token):
        raise inner.unsupported("no symbol that is read: a letter, a Greek letter or a word is")
    spelling = Spelling(inner.take().text, tuple(fonts), tuple(accents))
    while inner.at("_"):
        spelling = replace(spelling, indices=spelling.indices + read_indices(inner))
    if inner.position < inner.stop:
        raise inner.unsupported("only a symbol and its index are read here: a power belongs behind the braces")
    return spelling


def _word(inner: Cursor, command: str) -> str:
    r"""The word in an upright font; `\text{ if }` with its spaces is prose and no name."""
    at = inner.position
    word = inner.argument_text(at)
    source = inner.text[inner.tokens[at].start : inner.tokens[inner.argument_end(at) - 1].end]
    prose = command.startswith(("text", "mbox")) and any(map(str.isspace, source))
    return word if WORD.fullmatch(word) and not prose else ""


def read_indices(cursor: Cursor) -> tuple[Index, ...]:
    """The subscript ahead, or the superscript ahead as a label."""
    mark = cursor.take().text
    start, end = cursor.position, cursor.argument_end(cursor.position)
    cursor.position = end
    inner = Cursor(cursor.text, cursor.tokens, cursor.closers, (start, end))
    parts: list[list[str]] = [[]]
    while inner.position < inner.stop:
        token = inner.token
        if inner.at(",", ";"):
            inner.take()
            parts.append([])
        elif token.text in ("{", "}", "(", ")", "_"):  # braces, (i) as a label, and an index of an index
            inner.take()
        else:
            parts[-1].append(_atom(inner))
    if not all(parts):
        raise cursor.malformed("an empty index", cursor.since(cursor.tokens[start].start))
    return tuple(Index(mark, tuple(part)) for part in parts)


def _atom(inner: Cursor) -> str:
    token = inner.token
    if token.kind == "digit":
        return inner.take().text
    if is_symbol(token) and token.text not in ACCENTS:
        end = inner.argument_end(inner.position)
        word = inner.argument_text(inner.position + 1) if token.text in FONTS else token.text
        if WORD.fullmatch(word) or word.isdigit():
            inner.position = end
            return word
    raise inner.unsupported("an index is read if it is made of letters, digits and words")


class Names:
    """What the symbols of one formula are called, and which indices are bound where we read."""

    def __init__(self, cursor: Cursor) -> None:
        self.cursor = cursor
        self.bindings: list[Binding] = []
        self.used: set[Binding] = set()
        self.spelled: dict[str, tuple[object, ...]] = {}

    def bound(self, letter: str) -> Binding | None:
        return next((binding for binding in reversed(self.bindings) if binding.index == letter), None)

    def name(self, spelling: Spelling, span: Span) -> str:
        """The symbol's name; it is no other symbol's name in this formula."""
        letters = [atom for index in spelling.indices for atom in index.atoms]
        parts = [spelling.letter, *spelling.accents]
        forms: list[tuple[str, object]] = []
        for index in spelling.indices:
            dropped = self._dropped(index, letters, span)
            kept = [atom for atom in index.atoms if atom not in dropped]
            if kept:
                parts.append(("" if all(len(atom) == 1 for atom in kept) else "_").join(kept))
            forms += [(index.mark, dropped.get(atom, atom)) for atom in index.atoms]
        name = "_".join([*parts, *["prime"] * spelling.primes])
        if len(name) > MAX_NAME:
            raise self.cursor.unsupported(f"a name of more than {MAX_NAME} characters", span)
        form = (spelling.letter, spelling.fonts, spelling.accents, tuple(forms), spelling.primes)
        if self.spelled.setdefault(name, form) != form:
            raise self.cursor.unsupported(f"two different symbols would be called {name}: rename one", span)
        return name

    def _dropped(self, index: Index, letters: list[str], span: Span) -> dict[str, int]:
        """The bound letters that are no part of the name, each with the level of its sum."""
        words = sum(atom.isalpha() for atom in index.atoms) > 2  # three letters and more are a word: `loss`, `post`
        bound = {atom: found for atom in index.atoms if not words and (found := self.bound(atom))}
        for binding in bound.values():
            if binding.closed:
                raise self.cursor.unsupported(f"{binding.index} stands outside of its sum: {HOW_FAR}", span)
            self.used.add(binding)
        alone = all(atom in bound or atom.isdigit() for atom in index.atoms)
        return {atom: found.level for atom, found in bound.items() if alone and letters.count(atom) == 1}
