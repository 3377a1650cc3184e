"""Rewrites that keep the meaning: laws of algebra, of log and exp, of sums, and spellings. Each is applied at random.

A law is a function of a part that gives another part equal to it, or None where it does not apply. `run` holds every
rewritten tree against the oracle before it is put to kl_check, so an error in a law cannot pass for one of kl_check's.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from fractions import Fraction
from typing import TypeAlias

from benchmarks.mutants.bases import NAMES, Base
from benchmarks.mutants.spell import DIALECTS
from benchmarks.mutants.tree import (
    REDUCTIONS,
    Node,
    Path,
    elements,
    exp,
    log,
    node,
    reduced,
    replaced,
    summands,
    symbol,
    total,
    walk,
)

MAX_NODES = 90
MAX_STEPS = 8

Random: TypeAlias = random.Random
Law: TypeAlias = Callable[[Node, "Context"], Node | None]


class Context:
    """What a law may know: the dice, and which symbols are positive."""

    def __init__(self, base: Base, dice: Random) -> None:
        self.base, self.dice = base, dice

    def is_positive(self, tree: Node) -> bool:
        """Whether a tree is plainly positive: products, quotients and powers of positive things."""
        match tree.head:
            case "symbol":
                return tree.value in self.base.positive
            case "number":
                return Fraction(tree.value) > 0
            case "multiply" | "divide":
                return all(map(self.is_positive, tree.parts))
            case "power" | "pow" | "square" | "sqrt":
                return self.is_positive(tree.parts[0])
        return tree.head == "exp"


# Order


def commute(tree: Node, _: Context) -> Node | None:
    if tree.head in ("add", "multiply"):
        return Node(tree.head, tree.parts[::-1])
    if tree.head == "subtract":
        return -tree.parts[1] + tree.parts[0]
    return None


def associate(tree: Node, _: Context) -> Node | None:
    match tree:
        case Node("add", (Node("add", (a, b)), c)):
            return a + (b + c)
        case Node("add", (a, Node("add", (b, c)))):
            return a + b + c
        case Node("subtract", (Node("subtract", (a, b)), c)):
            return a - (b + c)
        case Node("subtract", (a, Node("subtract", (b, c)))):
            return a - b + c
        case Node("multiply", (Node("multiply", (a, b)), c)):
            return a * (b * c)
        case Node("divide", (a, Node("multiply", (b, c)))):
            return a / b / c
    return None


def shuffle(tree: Node, context: Context) -> Node | None:
    terms = [(one, sign) for _, one, sign in summands(tree)]
    if len(terms) < 2:
        return None
    context.dice.shuffle(terms)
    return total(terms)


# Products over sums


def distribute(tree: Node, _: Context) -> Node | None:
    match tree:
        case Node("multiply", (factor, inner)) if _is_sum(inner):
            return total([(factor * one, sign) for _, one, sign in summands(inner)])
        case Node("multiply", (inner, factor)) if _is_sum(inner):
            return total([(one * factor, sign) for _, one, sign in summands(inner)])
        case Node("divide", (inner, divisor)) if _is_sum(inner):
            return total([(one / divisor, sign) for _, one, sign in summands(inner)])
        case Node("negate", (inner,)) if _is_sum(inner):
            return total([(one, -sign) for _, one, sign in summands(inner)])
    return None


def _is_sum(tree: Node) -> bool:
    return tree.head in ("add", "subtract")


FACTORS = tuple(map(Fraction, ("1/2", "2", "-1", "-1/2", "1/4", "-2")))


def factor_out(tree: Node, context: Context) -> Node | None:
    """A + b = c (a/c + b/c)."""
    if not _is_sum(tree):
        return None
    factor = context.dice.choice(FACTORS)
    return node(factor) * total([(_times(1 / factor, one), sign) for _, one, sign in summands(tree)])


def _times(factor: Fraction, tree: Node) -> Node:
    if tree.is_number():
        return node(factor * Fraction(tree.value))
    if tree.head == "multiply" and tree.parts[0].is_number():
        return _times(factor * Fraction(tree.parts[0].value), tree.parts[1])
    return -tree if factor == -1 else tree if factor == 1 else node(factor) * tree


def square_out(tree: Node, context: Context) -> Node | None:
    """(a − b)² = a² − 2ab + b²."""
    match tree:
        case Node("power" | "pow", (Node("subtract" | "add" as head, (a, b)), two)) if two.is_number(2):
            if head == "subtract" and context.dice.random() < 1 / 2:
                return (b - a) ** 2
            cross = 2 * a * b
            middle = a**2 - cross if head == "subtract" else a**2 + cross
            return middle + b**2
        case Node("power" | "pow", (Node("multiply" | "divide" as head, (a, b)), two)) if two.is_number(2):
            return Node(head, (a**2, b**2))
        case Node("power" | "pow", (Node("subtract", (a, b)), two)) if (
            two.is_number(2) and context.dice.random() < 1 / 2
        ):
            return (b - a) ** 2
    return None


# Spellings of powers and quotients


def square_again(tree: Node, context: Context) -> Node | None:
    if tree.head in ("power", "pow") and tree.parts[1].is_number(2):
        base = tree.parts[0]
        return context.dice.choice((base * base, Node("square", (base,)), Node("pow", (base, node(2))), base**2))
    if tree.head == "square":
        return tree.parts[0] ** 2
    if tree.head == "multiply" and tree.parts[0] == tree.parts[1]:
        return tree.parts[0] ** 2
    return None


def negative_power(tree: Node, _: Context) -> Node | None:
    match tree:
        case Node("divide", (a, Node("power", (b, k)))) if k.is_number() and elements(b):
            return a * b ** (-Fraction(k.value))
        case Node("divide", (a, b)) if b.is_number():
            return node(1 / Fraction(b.value)) * a
        case Node("divide", (a, b)) if elements(b) and b.head != "exp":
            return a * b**-1
        case Node("multiply", (a, Node("power", (b, k)))) if k.is_number() and Fraction(k.value) < 0:
            return a / b ** (-Fraction(k.value))
        case Node("multiply", (a, b)) if a.is_number() and abs(Fraction(a.value)) < 1:
            return b / (1 / Fraction(a.value))
    return None


def number_again(tree: Node, context: Context) -> Node | None:
    if not tree.is_number():
        return None
    value, half = Fraction(tree.value), Fraction(1, 2)
    if value.denominator > 1:
        return node(value.numerator) / value.denominator
    return context.dice.choice((node(value * half) + value * half, 2 * node(value * half), node(value + 1) - 1))


def negate_again(tree: Node, _: Context) -> Node | None:
    match tree:
        case Node("negate", (Node("negate", (a,)),)):
            return a
        case Node("negate", (a,)):
            return -1 * a
        case Node("multiply", (a, b)) if a.is_number(-1):
            return -b
        case Node("subtract", (a, b)):
            return a + -1 * b
        case Node("add", (a, Node("negate", (b,)))):
            return a - b
    return None


# Laws of log and exp


def log_law(tree: Node, context: Context) -> Node | None:
    positive = context.is_positive
    match tree:
        case Node("log", (Node("divide", (a, b)),)) if positive(a) and positive(b):
            return log(a) - log(b)
        case Node("log", (Node("multiply", (a, b)),)) if positive(a) and positive(b):
            return log(a) + log(b)
        case Node("log", (Node("power" | "pow", (a, k)),)) if positive(a):
            return k * log(a)
        case Node("log", (Node("exp", (a,)),)):
            return a
        case Node("log", (Node("sqrt", (a,)),)):
            return log(a) / 2
        case Node("log", (a,)) if positive(a):
            return context.dice.choice((-log(1 / a), node(2) * log(Node("sqrt", (a,))), log(a**2) / 2))
        case Node("multiply", (k, Node("log", (a,)))) if k.is_number() and Fraction(k.value).denominator == 1:
            return log(a ** Fraction(k.value))
        case Node("subtract", (Node("log", (a,)), Node("log", (b,)))):
            return log(a / b)
    return None


def exp_law(tree: Node, context: Context) -> Node | None:
    match tree:
        case Node("exp", (Node("add", (a, b)),)):
            return exp(a) * exp(b)
        case Node("exp", (Node("subtract", (a, b)),)):
            return exp(a) / exp(b)
        case Node("exp", (Node("negate", (a,)),)):
            return 1 / exp(a)
        case Node("exp", (Node("multiply", (k, a)),)) if k.is_number(2):
            return context.dice.choice((exp(a) ** 2, exp(a) * exp(a), exp(a + a)))
        case Node("exp", (a,)) if elements(a):
            return context.dice.choice((exp(a / 2) ** 2, 1 / exp(-a), exp(a / 2) * exp(a / 2)))
        case Node("divide", (Node("exp", (a,)), Node("exp", (b,)))):
            return exp(a - b)
        case Node("divide", (a, Node("exp", (b,)))):
            return a * exp(-b)
    return None


def round_trip(tree: Node, context: Context) -> Node | None:
    """X = exp(log x), √x², log(exp x)."""
    if tree.head != "symbol" or not elements(tree):
        return None
    if tree.value in context.base.positive:
        return context.dice.choice((exp(log(tree)), Node("sqrt", (tree,)) ** 2, Node("sqrt", (tree**2,))))
    return log(exp(tree)) if context.base.roles[str(tree.value)] != "mean" else None


def minus_one(tree: Node, _: Context) -> Node | None:
    """exp(a) − 1 = expm1(a)."""
    match tree:
        case Node("exp", (a,)) if elements(a):
            return Node("expm1", (a,)) + 1
    return None


# Sums


def sum_law(tree: Node, context: Context) -> Node | None:
    """Factors pass a sum sign, sums are split, and a constant under one over the latents is counted J times."""
    latent = tree.value == "latent" and tree.head == "sum"
    match tree:
        case Node("sum" | "mean" as kind, (Node("multiply", (k, body)),)) if k.is_number():
            return k * reduced(kind, body, str(tree.value))
        case Node("sum" | "mean" as kind, (Node("divide", (body, k)),)) if k.is_number():
            return reduced(kind, body, str(tree.value)) / k
        case Node("sum" | "mean" as kind, (Node("negate", (body,)),)):
            return -reduced(kind, body, str(tree.value))
        case Node("multiply", (k, Node("sum" | "mean" as kind, (body,)) as inner)) if k.is_number():
            return reduced(kind, k * body, str(inner.value))
        case Node("sum" | "mean" as kind, (body,)) if _is_sum(body):
            return _split(tree, context) if latent or all(elements(one) for _, one, _ in summands(body)) else None
        case Node("sum", (body,)) if latent:
            return symbol("J") * reduced("mean", body, "latent")
    return None


def _split(tree: Node, context: Context) -> Node:
    terms = [(one, sign) for _, one, sign in summands(tree.parts[0])]
    constants = [(symbol("J") * one, sign) for one, sign in terms if not elements(one)]
    varying = [(one, sign) for one, sign in terms if elements(one)]
    place = context.dice.randrange(1, len(varying) + 1)
    groups = [group for group in (varying[:place], varying[place:]) if group]
    sums: list[tuple[Node, int]] = [(reduced(tree.head, total(group), str(tree.value)), 1) for group in groups]
    return total([*sums, *constants])


def count_law(tree: Node, _: Context) -> Node | None:
    """A constant outside is brought under the sum: Σ a + J c = Σ (a + c)."""
    match tree:
        case Node("sum", (Node("add" | "subtract", (a, c)),)) if tree.value == "latent" and c.is_number():
            counted = symbol("J") * c
            outside = reduced("sum", a, "latent")
            return outside + counted if tree.parts[0].head == "add" else outside - counted
    return None


LAWS: tuple[Law, ...] = (
    commute, associate, shuffle, distribute, factor_out, square_out, square_again, negative_power, number_again,
    negate_again, log_law, exp_law, round_trip, minus_one, sum_law, count_law,
)  # fmt: skip


def rewritten(base: Base, dice: Random) -> tuple[Base, Node]:
    """A tree equal to the base's, in a dialect and under names drawn anew."""
    tree, context = base.tree, Context(base, dice)
    for _ in range(dice.randint(1, MAX_STEPS)):
        law = dice.choice(LAWS)
        places = [(path, new) for path, part in _outside_exponents(tree) if (new := law(part, context)) is not None]
        if places:
            changed = replaced(tree, *dice.choice(places))
            tree = changed if sum(1 for _ in walk(changed)) <= MAX_NODES else tree
    return _respelled(base, tree, dice), tree


def _outside_exponents(tree: Node, path: Path = ()) -> Iterator[tuple[Path, Node]]:
    """The parts of a tree but for exponents, which people write as one number."""
    yield path, tree
    for index, part in enumerate(tree.parts[:1] if tree.head in ("power", "pow") else tree.parts):
        yield from _outside_exponents(part, (*path, index))


# Spelling


MEANS = ("mu", "mean", "m", "z_mean", "loc", "self.mu", "h_mean", "mean_z", "μ")
SCALES = (*(name for many in NAMES.values() for name in many), "scale", "z_scale", "self.scale", "σ")
PAIRS = (("1", "2"), ("_q", "_p"), ("_post", "_prior"), ("_1", "_2"))


def _respelled(base: Base, tree: Node, dice: Random) -> Base:
    if base.dialect.name == "latex":
        return base
    reduces = any(one.head in REDUCTIONS and one.value != "all" for _, one in walk(tree))
    dialects = [one for one in DIALECTS.values() if one.name != "latex" and not (reduces and one.name == "plain")]
    symbols = dict(base.symbols)
    mean, scale = dice.choice(MEANS), dice.choice(SCALES)
    if any(part.head == "symbol" and part.value in ("s2", "m2") for _, part in walk(tree)):
        first, second = dice.choice(PAIRS)
        symbols |= {"m1": mean + first, "m2": mean + second, "s1": scale + first, "s2": scale + second}
    else:
        symbols |= {"m1": mean, "s1": scale}
    return Base(base.name, base.tree, dice.choice(dialects), symbols, base.roles)


__all__ = ["LAWS", "rewritten"]
