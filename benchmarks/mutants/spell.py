"""A tree as text in each dialect. A text means what the tree means: brackets stand wherever they are needed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction

from benchmarks.mutants.tree import Node, elements

ADD, MULTIPLY, UNARY, POWER, ATOM = range(5)
INFIX = {"add": ("+", ADD), "subtract": ("-", ADD), "multiply": ("*", MULTIPLY), "divide": ("/", MULTIPLY)}
CHAINED = {"add": "add_", "subtract": "sub_", "multiply": "mul_", "divide": "div_"}


@dataclass(frozen=True, slots=True)
class Dialect:
    """How a library spells functions. `methods`: tensors have them too. `chained`: in-place arithmetic."""

    name: str
    prefix: str
    axis: str = "axis"
    spellings: Mapping[str, str] | None = None
    methods: bool = False
    chained: bool = False

    def function(self, head: str) -> str:
        return self.prefix + (self.spellings or {}).get(head, head)


TENSORFLOW = {"sum": "reduce_sum", "mean": "reduce_mean", "log": "math.log"}

DIALECTS = {
    one.name: one
    for one in (
        Dialect("torch", "torch.", "dim"),
        Dialect("torch-methods", "torch.", "dim", methods=True),
        Dialect("torch-chain", "torch.", "dim", methods=True, chained=True),
        Dialect("tensorflow", "tf.", spellings=TENSORFLOW),
        Dialect("keras", "K."),
        Dialect("jax", "jnp.", spellings={"pow": "power"}),
        Dialect("numpy", "np.", spellings={"pow": "power"}),
        Dialect("plain", ""),
        Dialect("latex", ""),
    )
}


def spell(tree: Node, dialect: Dialect, names: Mapping[str, str]) -> str:
    """The text of a tree."""
    if dialect.name == "latex":
        return _Latex(names).text(tree)
    speller = _Python(dialect, names)
    if dialect.chained:
        return speller.statements(tree)
    return speller.text(tree)


def decimal(value: Fraction) -> str | None:
    """A number as it is typed, if its digits end."""
    if value.denominator == 1:
        return str(value.numerator)
    shown = repr(float(value))
    return shown if Fraction(shown) == value and "e" not in shown else None


class _Python:
    def __init__(self, dialect: Dialect, names: Mapping[str, str]) -> None:
        self.dialect, self.names = dialect, names

    def statements(self, tree: Node) -> str:
        """An in-place chain that is reduced at its end is written in two lines."""
        total = tree.parts[0] if tree.head == "multiply" else tree
        if total.head not in ("sum", "mean"):
            return self.text(tree)
        line = f"KLD_element = {self.text(total.parts[0])}\nKLD = {self.reduction(total, 'KLD_element')}"
        return line if total is tree else f"{line}.mul_({self.text(tree.parts[1])})"

    def text(self, tree: Node, level: int = ADD) -> str:
        text, own = self.piece(tree)
        return text if own >= level else f"({text})"

    def piece(self, tree: Node) -> tuple[str, int]:
        match tree.head:
            case "symbol":
                return self.names[str(tree.value)], ATOM
            case "number":
                return self.number(Fraction(tree.value))
            case "add" | "subtract" | "multiply" | "divide":
                return self.arithmetic(tree)
            case "negate":
                return f"-{self.text(tree.parts[0], UNARY)}", UNARY
            case "power":
                return f"{self.text(tree.parts[0], ATOM)}**{self.exponent(tree.parts[1])}", POWER
            case "pow" | "square" | "exp" | "log" | "sqrt" | "expm1":
                return self.call(tree), ATOM
            case "sum" | "mean":
                return self.reduction(tree, self.text(tree.parts[0])), ATOM
        raise ValueError(tree.head)

    def arithmetic(self, tree: Node) -> tuple[str, int]:
        left, right = tree.parts
        if self.dialect.chained and self.can_chain(left):
            method = CHAINED[tree.head] if left.head != "symbol" else CHAINED[tree.head][:-1]
            return f"{self.text(left, ATOM)}.{method}({self.text(right)})", ATOM
        sign, level = INFIX[tree.head]
        space = " " if level == ADD or self.dialect.name != "plain" else ""
        return f"{self.text(left, level)}{space}{sign}{space}{self.text(right, level + 1)}", level

    def can_chain(self, left: Node) -> bool:
        """Whether the left operand is a tensor that a method can be called on."""
        return left.head not in ("number", "negate", "power") and bool(elements(left))

    def exponent(self, tree: Node) -> str:
        return self.text(tree, ATOM)

    def number(self, value: Fraction) -> tuple[str, int]:
        if value < 0:
            text, level = self.number(-value)
            return f"-{text if level >= UNARY else f'({text})'}", UNARY
        shown = decimal(value)
        return (shown, ATOM) if shown else (f"{value.numerator}/{value.denominator}", MULTIPLY)

    def call(self, tree: Node) -> str:
        head, (argument, *more) = tree.head, tree.parts
        if _only_numbers(argument):
            if head == "square":
                return f"({self.text(argument, ATOM)}**2)"
            if head in ("exp", "log", "sqrt") and self.dialect.name != "plain":
                return f"math.{head}({self.text(argument)})"
        rest = "".join(f", {self.text(one)}" for one in more)
        if self.dialect.methods and not _only_numbers(argument):
            return f"{self.text(argument, ATOM)}.{head}({rest.removeprefix(', ')})"
        return f"{self.dialect.function(head)}({self.text(argument)}{rest})"

    def reduction(self, tree: Node, body: str) -> str:
        place = {"latent": "1", "batch": "0", "all": ""}[str(tree.value)]
        axis = f", {self.dialect.axis}={place}" if place else ""
        return f"{self.dialect.function(tree.head)}({body}{axis})"


def _only_numbers(tree: Node) -> bool:
    return tree.head == "number" or (bool(tree.parts) and all(map(_only_numbers, tree.parts)))


def _ends_with_sum(tree: Node) -> bool:
    last = tree.parts[-1:] if tree.head in ("add", "subtract", "multiply", "negate") else ()
    return tree.head in ("sum", "mean") or any(map(_ends_with_sum, last))


def _is_negative(tree: Node) -> bool:
    return tree.head == "number" and Fraction(tree.value) < 0


class _Latex:
    r"""Every function has its argument in \left( … \right), so nothing depends on how far a \log reaches."""

    def __init__(self, names: Mapping[str, str]) -> None:
        self.names = names

    def text(self, tree: Node, level: int = ADD) -> str:
        text, own = self.piece(tree)
        return text if own >= level else rf"\left( {text} \right)"

    def piece(self, tree: Node) -> tuple[str, int]:
        match tree.head:
            case "symbol":
                return self.names[str(tree.value)], ATOM
            case "number":
                return self.number(Fraction(tree.value))
            case "add" | "subtract":
                sign = "+" if tree.head == "add" else "-"
                return f"{self.left(tree, ADD)} {sign} {self.text(tree.parts[1], MULTIPLY)}", ADD
            case "multiply":
                dot = r" \cdot " if _only_numbers(tree.parts[1]) else " "
                left = self.piece(tree.parts[0])[0] if _is_negative(tree.parts[0]) else self.left(tree, MULTIPLY)
                return f"{left}{dot}{self.text(tree.parts[1], POWER)}", ADD if left.startswith("-") else MULTIPLY
            case "divide":
                return rf"\frac{{{self.text(tree.parts[0])}}}{{{self.text(tree.parts[1])}}}", POWER
            case "negate":
                return f"-{self.text(tree.parts[0], MULTIPLY)}", ADD
            case "power" | "pow" | "square":
                return self.raised(tree.parts[0], self.text(tree.parts[1]) if len(tree.parts) > 1 else "2"), POWER
            case "sum" | "mean":
                share = r"\frac{1}{J} " if tree.head == "mean" else ""
                return rf"{share}\sum_{{j=1}}^{{J}} \left( {self.text(tree.parts[0])} \right)", POWER
        return self.function(tree)

    def function(self, tree: Node) -> tuple[str, int]:
        match tree.head:
            case "exp":
                return f"e^{{{self.text(tree.parts[0])}}}", POWER
            case "expm1":
                return f"e^{{{self.text(tree.parts[0])}}} - 1", ADD
            case "log":
                return rf"\log\left( {self.text(tree.parts[0])} \right)", POWER
            case "sqrt":
                return rf"\sqrt{{{self.text(tree.parts[0])}}}", ATOM
        raise ValueError(tree.head)

    def left(self, tree: Node, level: int) -> str:
        """The left operand; nothing may follow a sum, lest it be taken to stand under its sign."""
        return self.text(tree.parts[0], ATOM if _ends_with_sum(tree.parts[0]) else level)

    def raised(self, base: Node, exponent: str) -> str:
        held = self.text(base, ATOM)
        return f"{held}^{{{exponent}}}" if "^" not in held else rf"\left( {held} \right)^{{{exponent}}}"

    def number(self, value: Fraction) -> tuple[str, int]:
        if value < 0:
            text, level = self.number(-value)
            return f"-{text}", ADD if level >= MULTIPLY else UNARY
        if value.denominator == 1:
            return str(value), ATOM
        return rf"\frac{{{value.numerator}}}{{{value.denominator}}}", POWER
