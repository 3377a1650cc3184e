"""The benchmark's own expression tree: it shares no code with kl_check, whose reader and judge it puts to the test.

Symbols are `m1`, `s1`, `m2`, `s2` (mean and scale of the first and the second Gaussian); `B`, `J` and `P` are sizes:
batch, latents, pixels. How they are called in the text is for `spell` to say.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import TypeAlias

SIZES = ("B", "J", "P")
REDUCTIONS = ("sum", "mean")

Path: TypeAlias = tuple[int, ...]
"""The way from the root to a node: which part to take at each step."""


@dataclass(frozen=True, slots=True)
class Node:
    """An expression. `mark` says which part of the KL it is: log, variance, mean, constant."""

    head: str
    parts: tuple[Node, ...] = ()
    value: Fraction | str = ""
    mark: str = ""

    def __add__(self, other: Operand) -> Node:
        return Node("add", (self, node(other)))

    def __radd__(self, other: Operand) -> Node:
        return Node("add", (node(other), self))

    def __sub__(self, other: Operand) -> Node:
        return Node("subtract", (self, node(other)))

    def __mul__(self, other: Operand) -> Node:
        return Node("multiply", (self, node(other)))

    def __rmul__(self, other: Operand) -> Node:
        return Node("multiply", (node(other), self))

    def __truediv__(self, other: Operand) -> Node:
        return Node("divide", (self, node(other)))

    def __rtruediv__(self, other: Operand) -> Node:
        return Node("divide", (node(other), self))

    def __pow__(self, other: Operand) -> Node:
        return Node("power", (self, node(other)))

    def __neg__(self) -> Node:
        return Node("negate", (self,))

    def marked(self, mark: str) -> Node:
        return replace(self, mark=mark)

    def is_number(self, value: Fraction | int | None = None) -> bool:
        return self.head == "number" and value in (None, self.value)


Operand: TypeAlias = Node | Fraction | int


def node(value: Operand) -> Node:
    return value if isinstance(value, Node) else Node("number", value=Fraction(value))


def symbol(name: str) -> Node:
    return Node("symbol", value=name)


def log(argument: Operand) -> Node:
    return Node("log", (node(argument),))


def exp(argument: Operand) -> Node:
    return Node("exp", (node(argument),))


def reduced(kind: str, body: Node, axes: str) -> Node:
    """A sum or mean over `axes`: latent, batch or all."""
    return Node(kind, (body,), axes)


def walk(tree: Node, path: Path = ()) -> Iterator[tuple[Path, Node]]:
    """The tree and all its parts with their places, outermost first."""
    yield path, tree
    for index, part in enumerate(tree.parts):
        yield from walk(part, (*path, index))


def replaced(tree: Node, path: Path, new: Node | Callable[[Node], Node]) -> Node:
    """The tree with another part at a place."""
    if not path:
        return new if isinstance(new, Node) else new(tree)
    index, *rest = path
    part = replaced(tree.parts[index], tuple(rest), new)
    return replace(tree, parts=(*tree.parts[:index], part, *tree.parts[index + 1 :]))


def at(tree: Node, path: Path) -> Node:
    for index in path:
        tree = tree.parts[index]
    return tree


def names(tree: Node) -> tuple[str, ...]:
    """The distinct symbols, sizes included, in order."""
    return tuple(sorted({str(one.value) for _, one in walk(tree) if one.head == "symbol"}))


def elements(tree: Node) -> tuple[str, ...]:
    """The symbols that vary."""
    return tuple(name for name in names(tree) if name not in SIZES)


def summands(tree: Node, path: Path = (), sign: int = 1) -> Iterator[tuple[Path, Node, int]]:
    """What a chain of + and − adds, each with its place and sign."""
    match tree.head:
        case "add" | "subtract" if not tree.mark:
            yield from summands(tree.parts[0], (*path, 0), sign)
            yield from summands(tree.parts[1], (*path, 1), sign if tree.head == "add" else -sign)
        case "negate" if not tree.mark:
            yield from summands(tree.parts[0], (*path, 0), -sign)
        case _:
            yield path, tree, sign


def total(terms: list[tuple[Node, int]]) -> Node:
    """The sum of signed terms, written with + and −."""
    (first, sign), *rest = terms
    result = first if sign > 0 else -first
    for one, sign in rest:
        result = result + one if sign > 0 else result - one
    return result
