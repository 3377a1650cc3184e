r"""What surrounds a formula: math delimiters, environments, punctuation, and the name in front of `=`."""

from __future__ import annotations

from kl_check.model.errors import MalformedInput
from kl_check.model.term import Apply, Span, Term, children
from kl_check.read.latex.cursor import END, Cursor
from kl_check.read.latex.grammar import Grammar
from kl_check.read.latex.symbols import ACCENTS, BRACKETS, CALLIGRAPHIC, FONTS, GREEK
from kl_check.read.latex.tokens import Token, match_brackets, tokenize

MAX_DEPTH = 200
"""Of a term. Every later stage recurses over it, two frames a level; a closed form has fewer than 20."""

_ONE_FORMULA = "; one formula is read at a time: use `compare` for two, `steps` for a chain"


def read_statement(text: str) -> Term:
    """The formula in `text`, its name and its wrapping taken off."""
    tokens = tokenize(text)
    if not tokens:
        raise MalformedInput("nothing to read: no formula in the text", text=text, span=(0, len(text)))
    cursor = Cursor(text, tokens, match_brackets(tokens, text), (0, len(tokens)))
    _unwrap(cursor)
    negated = _skip_name(cursor)
    _unwrap(cursor)
    term = Grammar(text, tokens, cursor.closers, (cursor.position, cursor.stop)).expression()
    _check_depth(term, cursor)
    # −KL = B is a statement about minus the KL: the KL that it claims is −B.
    return Apply("negate", (term,), span=term.span) if negated else term


def _unwrap(cursor: Cursor) -> None:
    """Takes off punctuation at the end and what encloses all the rest without printing a bracket."""
    while cursor.position < cursor.stop:
        if _is_punctuation(cursor.tokens[cursor.stop - 1]):
            cursor.stop -= 1
        elif _is_wrapper(cursor.token) and cursor.closers[cursor.position] == cursor.stop - 1:
            cursor.position += 1
            cursor.stop -= 1
        else:
            return
    raise cursor.malformed("nothing to read: no formula in the text", (0, len(cursor.text)))


def _is_punctuation(token: Token) -> bool:
    return token.kind == "mark" and token.text in ".,;"


def _is_wrapper(token: Token) -> bool:
    return token.kind == "open" and token.text not in BRACKETS and token.text != r"\lvert"


def _skip_name(cursor: Cursor) -> bool:
    """Moves behind a name and its `=`; says whether the name was negated."""
    signs = _equality_signs(cursor)
    if len(signs) > 1:
        raise cursor.unsupported("more than one =" + _ONE_FORMULA, cursor.tokens[signs[1]].span)
    if not signs:
        return False
    start, sign = cursor.position, signs[0]
    left = Cursor(cursor.text, cursor.tokens, cursor.closers, (start, sign))
    negated = left.at("-")
    if left.at("-", ":"):
        left.take()
    if left.position < sign and not _is_name(left):
        span = _extent(cursor, start, sign)
        raise cursor.unsupported("what stands left of = is no name, so these are two formulas" + _ONE_FORMULA, span)
    cursor.position = sign + 1
    return negated


def _equality_signs(cursor: Cursor) -> list[int]:
    """The indices of `=` outside of all brackets."""
    found, index = [], cursor.position
    while index < cursor.stop:
        token = cursor.tokens[index]
        if token.kind == "mark" and token.text == "=":
            found.append(index)
        index = cursor.closers.get(index, index) + 1
    return found


def _extent(cursor: Cursor, start: int, stop: int) -> Span:
    return cursor.tokens[start].start, cursor.tokens[stop - 1].end


def _is_name(left: Cursor) -> bool:
    r"""Whether all that is left is a name or name(arguments): `KL_{loss}`, `D_{\mathrm{KL}}(q \| p)`, `f(\mu)`."""
    if left.token.kind == "letter":
        while left.token.kind == "letter":
            left.take()
    elif left.token.kind == "command" and left.token.text in GREEK | FONTS | CALLIGRAPHIC | set(ACCENTS):
        left.position = left.argument_end(left.position)
    else:
        return False
    while left.at("_", "^", "'"):
        script = left.take().text
        if script == "^" and left.argument_text(left.position)[:1].isdigit():
            return False  # a power
        if script != "'":
            left.position = left.argument_end(left.position)
    if left.token.kind == "open":
        left.position = left.closers[left.position] + 1
    if left.at(":"):  # name := formula
        left.take()
    return left.token is END


def _check_depth(term: Term, cursor: Cursor) -> None:
    level = [term]
    for _ in range(MAX_DEPTH):
        level = [child for part in level for child in children(part)]
        if not level:
            return
    raise cursor.unsupported(f"a formula of more than {MAX_DEPTH} levels", level[0].span)
