"""Every slip of the contract's table, as edits of a tree. An edit names the words that fit it: mostly one."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import TypeAlias

from benchmarks.mutants.tree import (
    REDUCTIONS,
    Node,
    Path,
    at,
    elements,
    exp,
    log,
    node,
    replaced,
    summands,
    symbol,
    total,
    walk,
)

Words: TypeAlias = tuple[str, ...]
"""The words that each fit an edit; one must be said."""


@dataclass(frozen=True, slots=True)
class Mutant:
    """A tree after one edit. `reducing`: the edit concerns sums and sizes, not the elementwise form."""

    words: Words
    tree: Node
    reducing: bool = False


MARKS = ("log", "variance", "mean", "constant")
LOST: Mapping[str, str] = {**dict.fromkeys(MARKS, "dropped-term"), "constant": "dropped-constant"}
WEIGHTED = {"log": "log-factor", "variance": "wrong-coefficient", "mean": "wrong-coefficient"}
FACTORS = (Fraction(2), Fraction(1, 2), Fraction(3))


def mutants(tree: Node) -> Iterator[Mutant]:
    """Every single edit of a tree. Those that leave no symbol under a sum are no code and left out."""
    for edits in EDITS:
        for mutant in edits(tree):
            if mutant.tree != tree and all(elements(one) for _, one in walk(mutant.tree) if one.head in REDUCTIONS):
                yield mutant


def _parts(tree: Node) -> Iterator[tuple[Path, Node]]:
    return ((path, one) for path, one in walk(tree) if one.mark)


def _within(part: Node, change: Callable[[Node], Node]) -> Node:
    """The part changed as a whole; it keeps its mark."""
    return replace(change(replace(part, mark="")), mark=part.mark)


# Signs, coefficients, parts that are lost or doubled


def _signs(tree: Node) -> Iterator[Mutant]:
    for path, part in _parts(tree):
        words = ("sign", "dropped-constant") if part.mark == "constant" else ("sign",)
        yield Mutant(words, _flipped(tree, path, part))
    yield Mutant(("sign",), -tree if tree.head != "multiply" else _negated_factor(tree))


def _flipped(tree: Node, path: Path, part: Node) -> Node:
    """The sign in front of a part, if one is written there; else a minus is put before it."""
    above = at(tree, path[:-1]) if path else part
    if path and path[-1] == 1 and above.head in ("add", "subtract"):
        return replaced(tree, path[:-1], replace(above, head="add" if above.head == "subtract" else "subtract"))
    if path and above.head == "negate":
        return replaced(tree, path[:-1], part)
    return replaced(tree, path, _within(part, lambda one: -one))


def _negated_factor(tree: Node) -> Node:
    for index, part in enumerate(tree.parts):
        if part.is_number():
            return replaced(tree, (index,), node(-Fraction(part.value)))
    return -tree


def _coefficients(tree: Node) -> Iterator[Mutant]:
    for path, part in _parts(tree):
        for factor in FACTORS:
            if part.is_number():
                changed = replaced(tree, path, replace(part, value=Fraction(part.value) * factor))
                yield Mutant(("dropped-constant",), changed)
            elif part.mark != "constant":
                words = (WEIGHTED[part.mark],) if factor != 3 else (WEIGHTED[part.mark], "wrong-coefficient")
                yield Mutant(words, replaced(tree, path, _within(part, node(factor).__mul__)))


def _doubled(tree: Node) -> Iterator[Mutant]:
    for path, part in _parts(tree):
        word = "dropped-constant" if part.mark == "constant" else WEIGHTED[part.mark]
        yield Mutant((word,), replaced(tree, path, _within(part, lambda one: one + one)))


def _dropped(tree: Node) -> Iterator[Mutant]:
    for path, part in _parts(tree):
        without = dropped(tree, path)
        if without is not None:
            yield Mutant((LOST[part.mark],), without)


def dropped(tree: Node, path: Path) -> Node | None:
    """The tree without the summand in which a part stands alone."""
    while path:
        *above, index = path
        parent = at(tree, tuple(above))
        if parent.head in ("add", "subtract"):
            other = parent.parts[1 - index]
            negative = parent.head == "subtract" and index == 0
            return replaced(tree, tuple(above), -other if negative else other)
        if parent.head in REDUCTIONS or (parent.head == "divide" and index == 1):
            return None
        path = tuple(above)
    return None


# Powers, exponentials, logarithms


def _powers(tree: Node) -> Iterator[Mutant]:
    for path, part in walk(tree):
        mark = _mark_of(tree, path)
        if part.head in ("power", "pow", "square") and (part.head == "square" or part.parts[1].is_number()):
            exponent = Fraction(2) if part.head == "square" else Fraction(part.parts[1].value)
            base = part.parts[0]
            for new in (exponent / 2, exponent * 2, exponent + 1, *(() if mark == "mean" else (-exponent,))):
                changed = base if new == 1 else Node("power", (base, node(new)))
                yield Mutant(_power_words(mark, new / exponent), replaced(tree, path, replace(changed, mark=part.mark)))
        elif part.head == "exp" and elements(part):
            for factor in (Fraction(2), Fraction(1, 2), Fraction(-1)):
                words = _power_words("variance", factor)
                yield Mutant(words, replaced(tree, (*path, 0), _times(factor, part.parts[0])))
        elif part.head == "symbol" and mark == "variance" and str(part.value).startswith("s"):
            above = at(tree, path[:-1])
            if above.head not in ("power", "pow", "exp", "log", "multiply", "negate"):
                yield Mutant(_power_words(mark, Fraction(2)), replaced(tree, path, replace(part**2, mark=part.mark)))


def _power_words(mark: str, factor: Fraction) -> Words:
    if mark == "mean":
        return ("unsquared-mean",) if factor == Fraction(1, 2) else ("changed-power",)
    if mark == "log":
        return ("log-factor",)
    return ("changed-power", "scale-mismatch") if factor in (2, Fraction(1, 2)) else ("changed-power",)


def _times(factor: Fraction, inner: Node) -> Node:
    """Factor · inner, the factors joined."""
    if inner.head == "multiply" and inner.parts[0].is_number():
        factor, inner = factor * Fraction(inner.parts[0].value), inner.parts[1]
    elif inner.head == "negate":
        factor, inner = -factor, inner.parts[0]
    return inner if factor == 1 else -inner if factor == -1 else node(factor) * inner


def _mark_of(tree: Node, path: Path) -> str:
    """The part of the KL in which a node stands; a divisor that parts share is the variance's."""
    for length in range(len(path), -1, -1):
        if mark := at(tree, path[:length]).mark:
            return mark
    return "variance"


def _functions(tree: Node) -> Iterator[Mutant]:
    for path, part in walk(tree):
        if part.head in ("exp", "log") and elements(part):
            inner = replace(part.parts[0], mark=part.mark)
            yield Mutant((f"missing-{part.head}",), replaced(tree, path, inner))
            again = _within(part, exp if part.head == "exp" else log)
            words: Words = ("double-exp",) if part.head == "exp" else ("double-exp", "missing-exp")
            yield Mutant(words, replaced(tree, path, again))
        elif part.head == "symbol" and str(part.value).startswith("s"):
            above = at(tree, path[:-1])
            mark = _mark_of(tree, path)
            if mark == "variance" and "exp" not in _heads_above(tree, path) and above.head != "log":
                yield Mutant(("double-exp", "scale-mismatch"), replaced(tree, path, _within(part, exp)))
            if mark == "log" and "log" not in _heads_above(tree, path):
                words = ("double-exp", "scale-mismatch", "missing-exp")
                yield Mutant(words, replaced(tree, path, _within(part, log)))


def _heads_above(tree: Node, path: Path) -> set[str]:
    return {at(tree, path[:length]).head for length in range(len(path))}


# Arguments


OTHER = {"m1": "m2", "m2": "m1", "s1": "s2", "s2": "s1"}


def _swapped(tree: Node) -> Iterator[Mutant]:
    if {"s1", "s2"} <= set(elements(tree)):
        yield Mutant(("reversed",), _exchanged(tree))
        for path, part in _parts(tree):
            if part.mark in ("variance", "mean") and len(elements(part)) > 1:
                squared = set(elements(part)) == {"m1", "m2"}  # (m2 − m1)² is no slip
                words: Words = () if squared else ("reversed", "changed-power")
                yield Mutant(words, replaced(tree, path, _exchanged(part)))


def _exchanged(tree: Node) -> Node:
    if tree.head == "symbol":
        return replace(tree, value=OTHER.get(str(tree.value), str(tree.value)))
    return replace(tree, parts=tuple(map(_exchanged, tree.parts)))


# The whole: factors, divisors, reductions


def _whole(tree: Node) -> Iterator[Mutant]:
    halves = [path for path, one in walk(tree) if _is_half(one) and _is_factor_of_all(tree, path)]
    for path in halves:
        rest = at(tree, (*path[:-1], 1 - path[-1]))
        sign = -1 if Fraction(at(tree, path).value) < 0 else 1
        yield Mutant(("missing-half",), replaced(tree, path[:-1], rest if sign > 0 else -rest))
    if not halves:
        yield Mutant(("missing-half",), 2 * tree)
    yield Mutant(("wrong-base",), tree / log(2))
    yield Mutant(("wrong-count",), tree / 784)
    yield Mutant(("wrong-count", "mean-over-latents"), tree / symbol("J"), reducing=True)
    if symbol("B") in (one for _, one in walk(tree)) or not _sums_batch(tree):
        yield Mutant(("wrong-count",), tree / symbol("P"), reducing=True)


def _is_half(one: Node) -> bool:
    return one.is_number() and abs(Fraction(one.value)) == Fraction(1, 2) and not one.mark


def _is_factor_of_all(tree: Node, path: Path) -> bool:
    """Whether a number multiplies the whole of the elementwise form."""
    if not path or at(tree, path[:-1]).head != "multiply":
        return False
    heads = _heads_above(tree, path)
    return not heads & {"add", "subtract", "exp", "log", "power"}


def _sums_batch(tree: Node) -> bool:
    return any(one.head == "sum" and one.value == "all" for _, one in walk(tree))


def _reductions(tree: Node) -> Iterator[Mutant]:
    for path, part in walk(tree):
        if part.head == "sum":
            yield Mutant(("mean-over-latents",), replaced(tree, path, replace(part, head="mean")), reducing=True)
        elif part.head == "mean":  # over the batch, which is no mistake
            yield Mutant((), replaced(tree, path, replace(part, head="sum")), reducing=True)
        if part.head in REDUCTIONS:
            yield from _moved_out(tree, path, part)


def _moved_out(tree: Node, path: Path, part: Node) -> Iterator[Mutant]:
    """A constant that is added once and not for each latent."""
    terms = list(summands(part.parts[0]))
    for index, (_, term, sign) in enumerate(terms):
        rest = [(one, s) for place, (_, one, s) in enumerate(terms) if place != index]
        if term.mark == "constant" and rest:
            body = replace(part, parts=(total(rest),))
            outside = body + term if sign > 0 else body - term
            yield Mutant(("dropped-constant", "misplaced-parenthesis"), replaced(tree, path, outside), reducing=True)


# Brackets


def _brackets(tree: Node) -> Iterator[Mutant]:
    for path, part in walk(tree):
        for changed in _moved(part):
            yield Mutant(("misplaced-parenthesis",), replaced(tree, path, replace(changed, mark=part.mark)))


def _moved(part: Node) -> Iterator[Node]:
    match part:
        case Node("multiply", (factor, inner)) if len(terms := _terms(inner)) > 1:
            for place in range(1, len(terms)):  # the bracket closes too early
                yield _after(factor * total(terms[:place]), terms[place:])
        case Node("divide", (inner, divisor)) if len(terms := _terms(inner)) > 1:
            for place in range(1, len(terms)):  # it opens too late
                first = terms[place][1]
                last = total([(one, first * sign) for one, sign in terms[place:]]) / divisor
                yield total([*terms[:place], (last, first)])
        case Node("divide", (above, Node("multiply", (factor, rest)))):
            yield above / factor * rest
        case Node("sum" | "mean", (inner,)) if part.value == "all" and len(terms := _terms(inner)) > 1:
            for place in range(1, len(terms)):
                if any(elements(one) for one, _ in terms[:place]) and any(elements(one) for one, _ in terms[place:]):
                    yield _after(replace(part, parts=(total(terms[:place]),)), terms[place:])
        case Node("power" | "pow", (Node("subtract", (left, right)), exponent)):
            yield left - right**exponent
        case Node("log", (Node("power" | "pow", (inner, exponent)),)):
            yield log(inner) ** exponent
        case Node("add" | "subtract", (Node("multiply", (factor, inner)), last)) if not inner.mark:
            yield factor * replace(part, parts=(inner, last))  # it closes too late
        case Node("add" | "subtract", (Node("log", (inner,)), last)):
            yield log(replace(part, parts=(inner, last), mark=""))


def _terms(inner: Node) -> list[tuple[Node, int]]:
    return [(one, sign) for _, one, sign in summands(inner)]


def _after(first: Node, rest: list[tuple[Node, int]]) -> Node:
    return total([(first, 1), *rest])


EDITS: tuple[Callable[[Node], Iterator[Mutant]], ...] = (
    _signs,
    _coefficients,
    _doubled,
    _dropped,
    _powers,
    _functions,
    _swapped,
    _whole,
    _reductions,
    _brackets,
)
