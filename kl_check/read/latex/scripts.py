r"""Numbers, and symbols with all that is written above and below them: indices, labels, primes, powers."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Mapping, Sequence
from dataclasses import replace
from fractions import Fraction

from kl_check.model.term import Apply, Constant, Number, Span, Symbol, Term
from kl_check.read.latex.cursor import Cursor
from kl_check.read.latex.names import Names, Spelling, is_symbol, read_base, read_indices
from kl_check.read.latex.sums import nodes
from kl_check.read.latex.symbols import FRACTIONS, GREEK, INVERSE_TRANSPOSES, MATRICES, TRANSPOSES, UPRIGHT
from kl_check.read.latex.tokens import Token

MAX_DIGITS = 100  # of one number
MAX_EXPONENT = 1000  # 9^{9^9} must cost nobody an hour

TRANSPOSE, INVERSE, INVERSE_TRANSPOSE = (Symbol(f"#{mark}") for mark in ("T", "-1", "-T"))
OPERATIONS = (TRANSPOSE, INVERSE, INVERSE_TRANSPOSE)
"""What stands in the place of a power and is none; no text can spell a name that begins with #."""


class Scripts(Cursor, ABC):
    """The part of the grammar below the level of products."""

    def __init__(self, text: str, tokens: Sequence[Token], closers: Mapping[int, int], extent: Span) -> None:
        super().__init__(text, tokens, closers, extent)
        self.names = Names(self)

    @abstractmethod
    def expression(self) -> Term:
        """All that is left up to `stop`."""

    def within(self, opener: int, closer: int) -> Term:
        """What stands between two brackets, which are then behind us."""
        if closer == opener + 1:
            span = self.tokens[opener].start, self.tokens[closer].end
            raise self.malformed("nothing stands between the brackets", span)
        before = self.stop
        self.position, self.stop = opener + 1, closer
        term = self.expression()
        self.position, self.stop = closer + 1, before
        return term

    def argument(self) -> Term:
        r"""The braces or the one sign that a command or a ^ takes: `\frac12` has two of one digit."""
        token = self.token
        if token.text == "{":
            return self.within(self.position, self.closers[self.position])
        if token.kind == "digit":
            return Number(Fraction(self.take().text), span=token.span)
        if is_symbol(token):
            spelling = read_base(self)
            return self.named(spelling, self.since(token.start))
        raise self.malformed("braces, a digit or a letter is due here")

    def number(self) -> Number:
        """An exact decimal number."""
        start, text = self.token.start, self.take().text
        while self.adjacent(0) and (self.token.kind == "digit" or (self.at(".") and "." not in text)):
            text += self.take().text
        span = self.since(start)
        if len(text) > MAX_DIGITS:
            raise self.unsupported(f"a number of more than {MAX_DIGITS} digits", span)
        signed = self.peek().text in ("+", "-")
        if (
            self.token.text in ("e", "E")
            and self.adjacent(0)
            and self.adjacent(1)
            and self.peek(1 + signed).kind == "digit"
        ):
            raise self.unsupported("a number times e? Write 10^{-8} for 1e-8, spaces for a product", span)
        return Number(Fraction(text), span=span)

    def symbol(self) -> tuple[Symbol | Constant, Term]:
        """A symbol with its scripts: without its power, and with it."""
        start = self.token.start
        spelling, end = read_base(self), self.end
        power: Term | None = None
        while self.at("_", "^", "'"):
            if self.at("'"):
                self.take()
                spelling = replace(spelling, primes=spelling.primes + 1)
            elif self.at("_"):
                spelling = self._indexed(spelling)
            elif self._label_ahead():
                spelling = self._superscripted(spelling)
            elif power is None:
                power = self.exponent()
                continue
            else:
                raise self.malformed("two powers side by side")
            end = self.end
        base = self.named(spelling, (start, end))
        if power is None:
            return base, base
        power = self._power_of(spelling, base, power, self.since(start))
        return base, self.power(base, power, self.since(start))

    def _indexed(self, spelling: Spelling) -> Spelling:
        if any(index.mark == "_" for index in spelling.indices):
            raise self.malformed("two subscripts side by side")
        return replace(spelling, indices=read_indices(self) + spelling.indices)  # labels come last, as in \mu_j^{(i)}

    def _superscripted(self, spelling: Spelling) -> Spelling:
        r"""A prime written as ^\prime, or a label: `\mu^{(j)}`, `\mu^{\text{post}}`."""
        text = self.argument_text(self.position + 1)
        if text.replace("prime", ""):
            return replace(spelling, indices=spelling.indices + read_indices(self))
        self.position = self.argument_end(self.position + 1)
        return replace(spelling, primes=spelling.primes + text.count("prime"))

    def _label_ahead(self) -> bool:
        """Whether the superscript ahead is no power: primes, an index in parentheses, a word."""
        if self.transpose_ahead:
            return False
        end = self.argument_end(self.position + 1)
        inner = list(self.tokens[self.position + 1 : end])
        if inner[0].text == "{":
            inner = inner[1:-1]
        if not inner:
            return False
        if inner[0].text == "(" and inner[-1].text == ")":
            return all(token.kind in ("letter", "digit") or token.text in GREEK for token in inner[1:-1])
        return inner[0].text in UPRIGHT or all(token.text == "prime" for token in inner)

    def _power_of(self, spelling: Spelling, base: Term, power: Term, span: Span) -> Term:
        """The power of a symbol as it is meant: Σ⁻¹ is the inverse of a matrix."""
        if isinstance(base, Symbol) and literal(power) is None and power not in OPERATIONS:
            raise self.unsupported(
                "a power, or a label? Write labels as ^{(i)}, and powers of a symbol as numbers", span
            )
        matrix = spelling.letter in MATRICES or ("bold" in spelling.fonts and spelling.letter.isupper())
        return INVERSE if matrix and literal(power) == -1 else power

    def named(self, spelling: Spelling, span: Span) -> Symbol | Constant:
        """The symbol, or the constant, of that spelling."""
        if spelling in (Spelling("e"), Spelling("e", ("upright",))) and not self.names.bound("e"):
            return Constant("e", span=span)
        if spelling == Spelling("pi"):
            return Constant("pi", span=span)
        if not spelling.indices and self.names.bound(spelling.letter):
            raise self.unsupported(f"the index {spelling.letter} as a value is not read", span)
        return Symbol(self.names.name(spelling, span), span=span)

    def exponent(self) -> Term:
        """The power ahead."""
        self.take()
        text = self.argument_text(self.position)
        if text in TRANSPOSES | INVERSE_TRANSPOSES:
            self.position = self.argument_end(self.position)
            return TRANSPOSE if text in TRANSPOSES else INVERSE_TRANSPOSE
        if self.token.kind == "command" and self.token.text in FRACTIONS:
            return self.fraction()
        return self.argument()

    def power(self, base: Term, exponent: Term, span: Span) -> Apply:
        """`base` to a power that is a small number, or has symbols in it; of e, any power."""
        if exponent in OPERATIONS:
            inner = Apply("inverse", (base,), span=span) if exponent == INVERSE_TRANSPOSE else base
            return Apply("inverse" if exponent == INVERSE else "transpose", (inner,), span=span)
        if base == Constant("e"):
            return Apply("exp", (exponent,), span=span)
        value = literal(exponent)
        if value is None and not any(isinstance(node, Symbol) for node in nodes(exponent)):
            raise self.unsupported("an exponent is read if it is one number or has symbols", exponent.span)
        if value is not None and abs(value) > MAX_EXPONENT:
            raise self.unsupported(f"an exponent beyond {MAX_EXPONENT}", exponent.span)
        return Apply("power", (base, exponent), span=span)

    def fraction(self) -> Apply:
        r"""`\frac{a}{b}`, `\frac12`."""
        start = self.take().start
        numerator, denominator = self.argument(), self.argument()
        return Apply("divide", (numerator, denominator), span=self.since(start))


def literal(term: Term) -> Fraction | None:
    """The number that a term writes down: 2, −1, 1/2, −1/2."""
    match term:
        case Number(value=value):
            return value
        case Apply(head="negate", arguments=(Number() | Apply(head="divide") as positive,)):
            size = literal(positive)
            return None if size is None else -size
        case Apply(head="divide", arguments=(Number(value=above), Number(value=below))) if below:
            return above / below
    return None
