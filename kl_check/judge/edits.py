"""Small edits of a term's text that undo mistakes: candidates, to be read and decided again."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping
from fractions import Fraction
from typing import Protocol, TypeAlias

from kl_check.judge.brackets import moved, unwrapped
from kl_check.judge.spell import Code
from kl_check.model.surroundings import Excerpt
from kl_check.model.term import Apply, Number, Reduce, Span, Symbol, Term, children, exp, log, walk
from kl_check.read.dialects.table import BY_NAME

Candidates: TypeAlias = Iterator[str]

Numbers: TypeAlias = Collection[Fraction] | None
"""By which something may have to be multiplied, where that is known: it spares most candidates."""


class Edits(Protocol):
    """What may undo one mistake."""

    def __call__(self, excerpt: Excerpt, _: Numbers = None, /) -> Candidates: ...


def _splice(excerpt: Excerpt, span: Span, text: str) -> str:
    """The term's source with a part replaced."""
    start = excerpt.span[0]
    source = excerpt.source
    return source[: span[0] - start] + text + source[span[1] - start :]


def _parts(excerpt: Excerpt) -> Iterator[Term]:
    """The parts of the term that stand in its own statement."""
    start, end = excerpt.span
    for part in walk(excerpt.term):
        if part.span and start <= part.span[0] and part.span[1] <= end:
            yield part


def _mean_to_sum(excerpt: Excerpt, _: Numbers = None) -> Candidates:
    for part in _parts(excerpt):
        if not isinstance(part, Reduce) or part.kind != "mean" or part.span is None or part.body.span is None:
            continue
        (start, end), (inner, outer) = part.span, part.body.span
        for match in re.finditer(r"mean", excerpt.text[start:end]):
            if start + match.start() < inner or start + match.start() >= outer:
                yield _splice(excerpt, (start + match.start(), start + match.end()), "sum")


def _operators(excerpt: Excerpt, heads: tuple[str, ...]) -> Iterator[tuple[Apply, Span]]:
    """Each written operator of the given kinds, with the place of its sign."""
    for part in _parts(excerpt):
        if not isinstance(part, Apply) or part.head not in heads or len(part.arguments) != 2:
            continue
        left, right = part.arguments[0].span, part.arguments[1].span
        if left is None or right is None or right[0] < left[1]:
            continue
        for match in re.finditer(r"[-+*/−]", excerpt.text[left[1] : right[0]]):
            yield part, (left[1] + match.start(), left[1] + match.end())
            break


def _flip_sign(excerpt: Excerpt, _: Numbers = None) -> Candidates:
    for sum_, place in _operators(excerpt, ("add", "subtract")):
        yield _splice(excerpt, place, "-" if sum_.head == "add" else "+")
    for part in _parts(excerpt):
        if isinstance(part, Apply) and part.head == "negate" and part.span:
            yield _splice(excerpt, (part.span[0], part.span[0] + 1), "").lstrip()  # the minus, not its bracket
    source = excerpt.source
    yield f"-{source}" if _leads_with_factor(excerpt.term) else f"-({source})"


def _leads_with_factor(term: Term) -> bool:
    """Whether a minus in front of the text negates the whole term."""
    return not (isinstance(term, Apply) and term.head in ("add", "subtract"))


FACTORS = (Fraction(1, 2), Fraction(2), Fraction(1, 4), Fraction(4))


def _change_number(excerpt: Excerpt, numbers: Numbers = None) -> Candidates:
    """A number doubled or halved; a factor of one is not written (`_remove_factor` takes it away)."""
    products = (one for one in _parts(excerpt) if isinstance(one, Apply) and one.head == "multiply")
    factors = {argument.span for product in products for argument in product.arguments}
    for part in _parts(excerpt):
        if isinstance(part, Number) and part.span:
            for factor in numbers or FACTORS:
                if part.value * factor == 1 and part.span in factors:
                    continue
                yield _splice(excerpt, part.span, _written(part.value * factor, excerpt.dialect))


def _multiply_part(excerpt: Excerpt, numbers: Numbers = None) -> Candidates:
    """A factor in front of one summand."""
    sign = " " if excerpt.dialect == "latex" else " * "
    for part in _parts(excerpt):
        if isinstance(part, Apply) and part.head in ("add", "subtract"):
            for operand in part.arguments:
                if operand.span and not isinstance(operand, Number):
                    for factor in numbers or FACTORS:
                        place = (operand.span[0], operand.span[0])
                        yield _splice(excerpt, place, _written(factor, excerpt.dialect) + sign)


def _remove_factor(excerpt: Excerpt, numbers: Numbers = None) -> Candidates:
    """One factor or divisor taken away."""
    for part in _parts(excerpt):
        if isinstance(part, Apply) and part.head in ("multiply", "divide") and part.span:
            left, right = part.arguments[0].span, part.arguments[1].span
            if left and right and _may_go(part.arguments[1], numbers):
                yield _splice(excerpt, (left[1], part.span[1]), _brackets(excerpt, left[1], right[0], ")"))
            if left and right and part.head == "multiply" and _may_go(part.arguments[0], numbers):
                yield _splice(excerpt, (part.span[0], right[0]), _brackets(excerpt, left[1], right[0], "("))


def _may_go(factor: Term, numbers: Numbers) -> bool:
    """Whether a factor may be the one too many: any that is no number, or a number that is looked for."""
    return numbers is None or not isinstance(factor, Number) or factor.value in numbers


def _brackets(excerpt: Excerpt, start: int, end: int, bracket: str) -> str:
    """The brackets of one kind that stand between two places."""
    return "".join(character for character in excerpt.text[start:end] if character == bracket)


def _halve_whole(excerpt: Excerpt, _: Numbers = None) -> Candidates:
    yield from _change_number(excerpt, (Fraction(1, 2), Fraction(2)))
    source = excerpt.source
    if excerpt.dialect == "latex":
        yield rf"\frac{{1}}{{2}} \left( {source} \right)"
        return
    for part in _parts(excerpt):
        if isinstance(part, Apply) and part.head == "negate" and part.arguments[0].span:
            place = (part.arguments[0].span[0],) * 2
            yield _splice(excerpt, place, "0.5 * ")
    yield f"0.5 * {source}" if _leads_with_factor(excerpt.term) else f"0.5 * ({source})"


def _add_constant(excerpt: Excerpt, _: Numbers = None) -> Candidates:
    """A one or a half put in front of a sum, or a constant of the text changed or taken away."""
    places = {excerpt.span[0]}
    for part in _parts(excerpt):
        for child in children(part):
            if isinstance(child, Apply) and child.head in ("add", "subtract", "negate") and child.span:
                places.add(child.span[0])
    for place in sorted(places, reverse=True):
        for constant in ("1 + ", "-1 + ", "-0.5 + ", "0.5 + "):
            yield _splice(excerpt, (place, place), constant)
    end = excerpt.span[1]
    for constant in (" - 0.5", " + 0.5"):
        yield _splice(excerpt, (end, end), constant)
    yield from _change_number(excerpt)


def _square(excerpt: Excerpt, _: Numbers = None) -> Candidates:
    """A square on a symbol or on a bracket."""
    for part in _parts(excerpt):
        if part.span and (isinstance(part, Symbol) or (isinstance(part, Apply) and part.head == "subtract")):
            text = excerpt.text[slice(*part.span)]
            held = text if isinstance(part, Symbol) else f"({text})"
            square = ".pow(2)" if ".pow(" in excerpt.source else "^2" if "^" in excerpt.source else "**2"
            yield _splice(excerpt, part.span, held + square)
            end = part.span[1]
            if excerpt.text[end : end + 1] == ")":
                yield _splice(excerpt, (end + 1, end + 1), square)


def _written(value: Fraction, dialect: str) -> str:
    if value.denominator == 1:
        return str(value)
    exact = Fraction(repr(float(value))) == value
    if dialect == "latex" and not exact:
        return rf"\frac{{{value.numerator}}}{{{value.denominator}}}"
    return repr(float(value)) if exact else f"({value})"


def _change_power(excerpt: Excerpt, numbers: Numbers = None) -> Candidates:
    """A power made a square or taken away, a square put; inside an exponential a factor or a sign changed."""
    for part in _parts(excerpt):
        if not isinstance(part, Apply) or part.head not in ("power", "square") or part.span is None:
            continue
        base, number = part.arguments[0].span, part.arguments[-1].span
        if part.head == "power" and number and isinstance(part.arguments[1], Number | Apply):
            yield _splice(excerpt, number, "2") if number[0] < part.span[1] else excerpt.source
        if base:
            yield _splice(excerpt, part.span, excerpt.text[slice(*base)])
    for edits in (_square, _change_number, _remove_factor, _flip_sign, _multiply_inside):
        yield from edits(excerpt, numbers)


def _multiply_inside(excerpt: Excerpt, numbers: Numbers = None) -> Candidates:
    """A factor in front of what stands in an exponential."""
    sign = " " if excerpt.dialect == "latex" else "*"
    for part in _parts(excerpt):
        if isinstance(part, Apply) and part.head == "exp" and (span := part.arguments[0].span):
            for factor in numbers or FACTORS[:2]:
                yield _splice(excerpt, (span[0], span[0]), _written(factor, excerpt.dialect) + sign)


def _wrapped(head: str) -> Edits:
    """Exp or log put around one symbol, a symbol with its factor, or a bracket."""

    def candidates(excerpt: Excerpt, _: Numbers = None) -> Candidates:
        for part in _parts(excerpt):
            if part.span and (isinstance(part, Symbol) or (isinstance(part, Apply) and part.head in PRODUCTS)):
                yield _splice(excerpt, part.span, _called(head, excerpt.text[slice(*part.span)], excerpt))

    return candidates


PRODUCTS = ("multiply", "divide", "negate")


def _called(head: str, inner: str, excerpt: Excerpt) -> str:
    if excerpt.dialect == "latex":
        return rf"\{head}\left({inner}\right)"
    term = (exp if head == "exp" else log)(Symbol("x"))
    before, _, after = Code(BY_NAME[excerpt.dialect], excerpt.source).piece(term).text.rpartition("x")
    return before + inner + after


def _unwrap(excerpt: Excerpt, _: Numbers = None) -> Candidates:
    return (text for _, text in unwrapped(excerpt))


def _rescale_part(excerpt: Excerpt, numbers: Numbers = None) -> Candidates:
    for edits in (_remove_factor, _change_number, _multiply_part):
        yield from edits(excerpt, numbers)


def _take_factor(excerpt: Excerpt, _: Numbers = None) -> Candidates:
    return _remove_factor(excerpt)


def _move_bracket(excerpt: Excerpt, _: Numbers = None) -> Candidates:
    return moved(excerpt)


EDITS: Mapping[str, Edits] = {
    "mean-over-latents": _mean_to_sum,
    "sign": _flip_sign,
    "missing-half": _halve_whole,
    "log-factor": _rescale_part,
    "wrong-coefficient": _rescale_part,
    "dropped-constant": _add_constant,
    "unsquared-mean": _square,
    "wrong-count": _take_factor,
    "wrong-base": _take_factor,
    "misplaced-parenthesis": _move_bracket,
    "scale-mismatch": _change_power,
    "changed-power": _change_power,
    "missing-exp": _wrapped("exp"),
    "missing-log": _wrapped("log"),
    "double-exp": _unwrap,
    "other": _change_number,
}
