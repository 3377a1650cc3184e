r"""The grammar: a sum of products of factors, each with its span. What can be read in two ways is refused.

A function without brackets takes the juxtaposed numbers and symbols behind it, `\log 2\pi\sigma^2`, and ends at + and
−.
`\log(\sigma)^2` is (log σ)², as most readers take it: the bracket is the function's, and the power comes to both.
`\log\sigma^2` is log(σ²), for there the power stands at the σ.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from kl_check.model.term import Apply, Span, Symbol, Term
from kl_check.read.latex.brackets import Brackets
from kl_check.read.latex.cursor import END
from kl_check.read.latex.names import is_symbol
from kl_check.read.latex.products import Factor, Product
from kl_check.read.latex.scripts import literal
from kl_check.read.latex.sums import HOW_FAR, Binding, Opening, Part, join
from kl_check.read.latex.symbols import FRACTIONS, FUNCTIONS, LOGARITHMS, REFUSED, UPRIGHT
from kl_check.read.latex.tokens import MAX_NESTING, Token

MAX_OPERANDS = 200  # of one sum, of one product


class Grammar(Brackets):
    """Recursive descent; `MAX_NESTING` keeps it within Python's stack, also where the caller stands deep."""

    def __init__(self, text: str, tokens: Sequence[Token], closers: Mapping[int, int], extent: Span) -> None:
        super().__init__(text, tokens, closers, extent)
        self.level = 0  # how many sums stand around the place where we read
        self.depth = 0

    def expression(self) -> Term:
        known = len(self.names.bindings)
        start = self.token.start
        parts: list[Part] = []
        while self.position < self.stop:
            sign = self.take().text if self.at("+", "-") else "+"
            parts.append(self.part(sign))
            self.check_count(len(parts))
        del self.names.bindings[known:]
        return join(parts, start, self)

    def check_count(self, operands: int) -> None:
        if operands > MAX_OPERANDS:
            raise self.unsupported(f"a sum or product of more than {MAX_OPERANDS} parts")

    # Products

    def part(self, sign: str) -> Part:
        """The product up to the next + or −, with the sums that it opens."""
        outer, self.names.used = self.names.used, set()
        level, openings, bracketed = self.level, list[Opening](), False
        product = Product(self)
        while self.position < self.stop and not self.at("+", "-"):
            operator = self.operator(product)
            if self.token.kind == "command" and self.token.text == "sum":
                openings.append(self.opening(product, operator))
                product, bracketed = Product(self), self.group_ahead() is not None
                continue
            start = self.here[0]
            factor = self.factor()
            product.add(operator, factor, self.since(start))
            self.check_count(product.length)
        if product.term is None:
            raise self.malformed(f"nothing to add up: {HOW_FAR}" if openings else "an operand is missing")
        for opening in openings:
            opening.binding.closed = bracketed
        used = frozenset(self.names.used)
        self.names.used |= outer
        self.level = level
        return Part(sign, tuple(openings), product.start, self.end, product.term, used)

    def operator(self, product: Product) -> str:
        if not self.at("*", "/"):
            return ""
        if product.term is None:
            raise self.malformed("an operand is missing before this")
        operator = self.take().text
        if self.token is END or self.at("+", "-", "*", "/"):
            raise self.malformed("an operand is missing behind the operator")
        return operator

    def opening(self, product: Product, operator: str) -> Opening:
        r"""A sum sign with its limits; from here on its index is bound."""
        if operator == "/":
            raise self.unsupported("a sum behind / needs brackets")
        start = self.take().start
        index: str | None = None
        size: str | None = None
        while self.at("_", "^"):
            if (index if self.at("_") else size) is not None:
                raise self.malformed("two limits of one kind")
            if self.take().text == "_":
                index = self.lower_limit()
            else:
                size = self.upper_limit()
        binding = Binding(index, self.level, self.since(start))
        self.level += 1
        self.names.bindings.append(binding)
        return Opening(start if product.term is None else product.start, product.term, binding, size)

    def lower_limit(self) -> str:
        at = self.position
        self.position = self.argument_end(at)
        text = self.argument_text(at)
        index, _, first = text.partition("=")
        if first not in ("", "1") or not index.isalpha() or len(index.replace("ell", "l")) > 1:
            span = self.tokens[at].start, self.end
            raise self.unsupported("a sum is read with one index, a letter, that runs from 1", span)
        return index

    def upper_limit(self) -> str:
        # A number is refused: the axis has one length throughout, named or not, and 10 latents in one sum beside J
        # in another would be taken for the same.
        start = self.here[0]
        limit = self.argument()
        if not isinstance(limit, Symbol):
            raise self.unsupported("the upper limit of a sum is read if it is a name, as J", self.since(start))
        return limit.name

    # Factors

    def factor(self) -> Factor:
        """One factor with its power."""
        self.depth += 1
        if self.depth > MAX_NESTING:
            raise self.unsupported(f"a formula nested over {MAX_NESTING} deep")
        start, token = self.here[0], self.token
        if token.kind == "open":
            factor = self.group()
        elif token.kind == "bar":
            factor = Factor("enclosed", self.absolute(self.bar_ahead()))
        elif token.kind == "digit" or (self.at(".") and self.peek().kind == "digit" and self.adjacent()):
            factor = Factor("number", self.number())
        elif function := self.function_ahead():
            factor = self.function(*function)
        elif token.kind == "command" and token.text in FRACTIONS:
            factor = Factor("enclosed", self.fraction())
        elif token.kind == "command" and token.text == "sqrt":
            factor = Factor("enclosed", self.root())
        else:
            factor = self.named_factor()
        if self.at("^"):
            factor = factor._replace(term=self.power(factor.term, self.exponent(), self.since(start)))
        if self.at("^", "_", "'"):
            raise self.malformed("a second power, or an index of something that has none")
        self.depth -= 1
        return factor

    def named_factor(self) -> Factor:
        """A symbol with its scripts, or the reason why what stands here is none."""
        token = self.token
        shown = self.text[token.start : token.end]
        if token.kind == "command":
            self.check_command(token.text, shown)
        elif len(run := self.letters()) > 1:
            message = (
                REFUSED.get(run)
                or rf"is {run[:20]} a name or a product? Write \mathrm{{{run[:20]}}} for a name, spaces for a product"
            )
            raise self.unsupported(message, (token.start, token.start + len(run)))
        elif token.kind == "break":
            raise self.unsupported(
                "what comes behind this gap does not go on with the formula: one formula is read at a time"
            )
        elif not run:
            raise self.malformed(f"{shown!r} does not belong here" if shown else "an operand is missing")
        base, term = self.symbol()
        word = isinstance(base, Symbol) and token.text in UPRIGHT and len(base.name.partition("_")[0]) > 1
        return Factor("word" if word else "symbol", term)

    def check_command(self, name: str, shown: str) -> None:
        """Refuses commands that name no symbol."""
        word = self.argument_text(self.position + 1) if name in UPRIGHT else name
        reason = REFUSED.get(word)
        span = self.token.start, self.tokens[self.argument_end(self.position) - 1].end
        if reason:
            raise self.unsupported(reason, span)
        if name == "operatorname":
            raise self.unsupported(f"the function {word} is not known", span)
        if name == "sum":
            raise self.unsupported("a sum inside of a function needs brackets around it")
        if not is_symbol(self.token):
            raise self.unsupported(f"the command {shown} is not known")

    def letters(self) -> str:
        """The run of letters ahead, without spaces between them."""
        count = int(self.token.kind == "letter")
        while count and self.peek(count).kind == "letter" and self.adjacent(count):
            count += 1
        return "".join(token.text for token in self.tokens[self.position : self.position + count])

    # Functions

    def function_ahead(self) -> tuple[str, int] | None:
        """The head of the function that is named here, and the index behind its name."""
        token, word, behind = self.token, "", self.position + 1
        if token.kind == "letter":
            word = self.letters()
            behind = self.position + len(word)
        elif token.kind == "command":
            word = token.text
            if word in UPRIGHT:
                word, behind = self.argument_text(behind), self.argument_end(behind)
        return (FUNCTIONS[word], behind) if word in FUNCTIONS else None

    def function(self, head: str, behind: int) -> Factor:
        start = self.token.start
        self.position = behind
        power: Term | None = None
        while self.at("_", "^"):
            if self.at("_"):
                head = self.base_of_logarithm(head)
            elif power is None:
                power = self.exponent()
            else:
                raise self.malformed("two powers side by side")
        opener = self.group_ahead()
        argument = self.bare_argument() if opener is None else self.group().term
        term: Term = Apply(head, (argument,), span=self.since(start))
        if power is not None:
            term = self.power_of_function(term, power, self.since(start))
        return Factor("bare function" if opener is None else "function", term)

    def power_of_function(self, term: Term, power: Term, span: Span) -> Term:
        if (literal(power) or 0) < 1:
            raise self.unsupported("is this power an inverse function? Write it behind brackets", power.span)
        if self.at("^"):
            raise self.malformed("two powers of one function")
        return self.power(term, power, span)

    def base_of_logarithm(self, head: str) -> str:
        start = self.take().start
        text = self.argument_text(self.position)
        self.position = self.argument_end(self.position)
        if head != "log" or text not in LOGARITHMS:
            raise self.unsupported("a logarithm is read to the base 2, 10 or e", self.since(start))
        return LOGARITHMS[text]

    def bare_argument(self) -> Term:
        """The juxtaposed numbers and symbols behind a function, or one thing that shows its own ends."""
        if self.token is END or self.token.kind == "mark":
            raise self.malformed("the function's argument is missing here; put a sign in brackets")
        plain = self.plain_ahead()
        product = Product(self)
        while product.term is None or (plain and self.plain_ahead()):
            start = self.here[0]
            factor = self.factor()
            product.add("", factor, self.since(start))
            self.check_count(product.length)
        return product.term

    def plain_ahead(self) -> bool:
        if self.token.kind == "command" and self.token.text == "sqrt":
            return True
        return self.token.kind == "digit" or (is_symbol(self.token) and self.function_ahead() is None)
