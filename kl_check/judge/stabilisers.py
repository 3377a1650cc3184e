"""Small constants and clamps that keep code from dividing by zero: taken off, so that the formula under them shows.

A term is decided without them; that they change the value is said as `approximate`, with a bound and an example.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Set
from dataclasses import dataclass, replace
from fractions import Fraction

from kl_check.algebra.show import text
from kl_check.know.names import is_epsilon, suggested_role
from kl_check.model.surroundings import Excerpt
from kl_check.model.term import (
    Apply,
    Number,
    Reduce,
    Symbol,
    Term,
    children,
    rebuild,
    symbols,
    walk,
    with_arguments,
)

LARGEST_EPSILON = Fraction(1, 1000)
SENSITIVE = frozenset({"log", "sqrt", "rsqrt", "reciprocal", "log2", "log10"})


@dataclass(frozen=True, slots=True)
class Stabiliser:
    """A part that was taken off. `kept` is what it stands around or beside; `bounds` are a clamp's, if numbers."""

    mistake: str  # "eps-bias" or "clamp"
    kept: Term
    whole: Term
    bounds: tuple[Fraction | None, Fraction | None] = (None, None)

    @property
    def bound(self) -> str:
        """How far it can change the value, in words."""
        if self.mistake == "clamp":
            return f"{text(self.whole)} is {text(self.kept)} only inside the bounds; outside, its gradient is 0"
        epsilon = next(text(part) for part in children(self.whole) if part is not self.kept)
        inside = text(self.kept)
        return (
            f"{text(self.whole)} is {inside} times 1 + ({epsilon})/({inside}): little where {inside} is large beside it"
        )


def linked(excerpt: Excerpt) -> Excerpt:
    """The excerpt with x + ε read as one symbol, where x stands nowhere else: then that sum *is* the scale."""
    for whole in dict.fromkeys(one.whole for one in strip(excerpt.term)[1] if one.mistake == "eps-bias"):
        if not any("(" in name for name in symbols(whole)):
            continue
        name = excerpt.text[slice(*whole.span)] if whole.span else text(whole)
        apart = _swapped(excerpt.term, whole, Symbol(name))
        if not set(symbols(whole)) & set(symbols(apart)):
            lines = excerpt.surroundings.samplers
            samplers = tuple(replace(line, term=_swapped(line.term, whole, Symbol(name))) for line in lines)
            excerpt = replace(excerpt, term=apart, surroundings=replace(excerpt.surroundings, samplers=samplers))
    return excerpt


def _swapped(term: Term, old: Term, new: Term) -> Term:
    return new if term == old else rebuild(term, lambda part: _swapped(part, old, new))


def strip(term: Term) -> tuple[Term, tuple[Stabiliser, ...]]:
    """The term without its stabilisers, and what was taken off."""
    found: list[Stabiliser] = []
    if not any(map(_may_stabilise, walk(term))):
        return term, ()
    return _strip(term, found, sensitive=False, whole=True), tuple(found)


def _may_stabilise(part: Term) -> bool:
    """Whether a part may belong to a stabiliser: most terms hold none, and are told so at once."""
    match part:
        case Apply(head="clamp" | "maximum" | "minimum") | Apply(head="power", arguments=(Number(), _)):
            return True
        case Number() | Symbol():
            return _is_epsilon(part)
    return False


def _strip(term: Term, found: list[Stabiliser], *, sensitive: bool, whole: bool = False) -> Term:
    """`sensitive`: under a logarithm, a root or a fraction bar, where a small constant keeps the value finite.

    `whole`: the part is the whole term up to a positive number and sums: there a floor is free bits.
    """
    if sensitive and (kept := _beside_epsilon(term)) is not None:
        found.append(Stabiliser("eps-bias", kept, term))
        return _strip(kept, found, sensitive=True)
    if (clamped := _clamped(term)) is not None and _is_stabiliser(clamped, whole=whole):
        found.append(clamped)
        return _strip(clamped.kept, found, sensitive=sensitive)
    if whole and isinstance(term, Reduce):
        return rebuild(term, lambda body: _strip(body, found, sensitive=False, whole=True))
    if whole and isinstance(term, Apply) and term.head == "multiply" and _is_positive(term.arguments[0]):
        left, right = term.arguments
        return with_arguments(term, (left, _strip(right, found, sensitive=False, whole=True)))
    match term:
        case Apply(head="divide", arguments=(above, below)):
            beside = sensitive or bool(symbols(below))
            parts = (_strip(above, found, sensitive=beside), _strip(below, found, sensitive=True))
            return with_arguments(term, parts)
        case Apply(head=head, arguments=arguments):
            under = sensitive or head in SENSITIVE
            return with_arguments(term, tuple(_strip(one, found, sensitive=under) for one in arguments))
    return rebuild(term, lambda part: _strip(part, found, sensitive=sensitive))


def _beside_epsilon(term: Term) -> Term | None:
    """The other summand of x + ε or ε + x."""
    match term:
        case Apply(head="add", arguments=(left, right)):
            if _is_epsilon_of(left, right) and not isinstance(left, Number):
                return left
            if _is_epsilon_of(right, left) and not isinstance(right, Number):
                return right
    return None


def _is_epsilon_of(kept: Term, term: Term) -> bool:
    """Whether a constant is small beside a value in the value's own unit: in v/1000 + 0.001 it is as large as v is."""
    large = isinstance(term, Number) and term.value > LARGEST_EPSILON * min(abs(_unit(kept)), Fraction(1))
    return _is_epsilon(term) and not large


def _unit(term: Term) -> Fraction:
    """The number that a value is multiplied by."""
    match term:
        case Apply(head="multiply", arguments=(left, right)):
            return _unit(left) * _unit(right)
        case Apply(head="divide", arguments=(left, Number(value=number))) if number:
            return _unit(left) / number
        case Number(value=value):
            return value
    return Fraction(1)


def _is_epsilon(term: Term) -> bool:
    match term:
        case Number(value=value):
            return 0 < value <= LARGEST_EPSILON
        case Symbol(name=name):
            return is_epsilon(name)
        case Apply(
            head="power", arguments=(Number(value=base), Apply(head="negate", arguments=(Number(value=digits),)))
        ):
            return (base == 10 and digits >= 3) or (base == 2 and digits >= 10)
    return False


def _clamped(term: Term) -> Stabiliser | None:
    """A clamp, or the larger or smaller of a value and a bound."""
    match term:
        case Apply(head="clamp", arguments=(inner, low, high)):
            return Stabiliser("clamp", inner, term, (_value(low), _value(high)))
        case Apply(
            head="maximum", arguments=(Apply(head="subtract", arguments=(inner, bound)), Number(value=floor))
        ) if floor == 0 and _holds_more(inner, bound):  # free bits are taken off first: the floor, and a constant
            return Stabiliser("clamp", inner, term, (_value(bound), None))
        case Apply(head="maximum" | "minimum" as head, arguments=(left, right)):
            for inner, bound in ((left, right), (right, left)):
                if _holds_more(inner, bound):
                    value = _value(bound)
                    return Stabiliser("clamp", inner, term, (value, None) if head == "maximum" else (None, value))
    return None


def _is_stabiliser(clamp: Stabiliser, *, whole: bool) -> bool:
    """Whether a clamp keeps a mean or scale within bounds that leave room, or is a floor under the whole term."""
    low, high = clamp.bounds
    if low is not None and high is not None and low >= high:
        return False
    if len(symbols(clamp.kept)) == 1:
        return True
    return whole and isinstance(clamp.whole, Apply) and clamp.whole.head == "maximum"


def leaves_room(stabilisers: Iterable[Stabiliser], positive: Set[str]) -> bool:
    """Whether a clamp leaves a positive scale any values: one to at most 0 leaves none."""
    clamps = (one for one in stabilisers if one.mistake == "clamp" and positive & set(symbols(one.kept)))
    return all(high is None or high > 0 for _, high in (one.bounds for one in clamps))


def _is_positive(term: Term) -> bool:
    return isinstance(term, Number) and term.value > 0


def _holds_more(inner: Term, bound: Term) -> bool:
    """A bound is a number or a product of names that hold no mean or scale; what it bounds is more than that."""
    plain = not any(isinstance(part, Apply | Reduce) and symbols(part) for part in _beyond_products(bound))
    return bool(symbols(inner)) and plain and all(suggested_role(name) is None for name in symbols(bound))


def _beyond_products(term: Term) -> Iterator[Term]:
    """The parts of a term that are more than products and quotients."""
    match term:
        case Apply(head="multiply" | "divide" | "negate", arguments=arguments):
            for one in arguments:
                yield from _beyond_products(one)
        case _:
            yield term


def _value(term: Term) -> Fraction | None:
    match term:
        case Number(value=value):
            return value
        case Apply(head="negate", arguments=(Number(value=value),)):
            return -value
    return None
