"""Where two expressions agree for positive values, and what they do for negative ones, where 2 log x has no value."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction

from kl_check.algebra.evaluate import evaluate
from kl_check.algebra.interval import Enclosing, Interval
from kl_check.judge.points import SIZES
from kl_check.know.names import suggested_role
from kl_check.know.roles import BY_WORD
from kl_check.model.errors import InputError
from kl_check.model.term import Term


@dataclass(frozen=True, slots=True)
class Beyond:
    """Two terms at a point with a negative value: there both have values that differ, or only one has a value."""

    name: str
    at: Mapping[str, Fraction]
    first: Interval | None
    second: Interval | None


def beyond_positive(
    a: Term, b: Term, positive: Iterable[str], points: Iterable[Mapping[str, Fraction]]
) -> tuple[Beyond, ...]:
    """Where the terms part for a negative value of a symbol that only its use in one of them says to be positive.

    A name that says so itself, as one of a standard deviation, is not asked.
    """
    names = [name for name in positive if _may_be_negative(name)]
    tried = (
        Beyond(name, at, _value(a, at), _value(b, at))
        for one in points
        for name in names
        for at in [{**one, name: -abs(one[name])}]
    )
    return tuple(one for one in tried if _part(one.first, one.second))


def _part(first: Interval | None, second: Interval | None) -> bool:
    if first is None or second is None:
        return first is not second
    return not (first - second).contains_zero


def _may_be_negative(name: str) -> bool:
    role = BY_WORD.get(suggested_role(name) or "")
    return role is None or role.kind != "positive"


def _value(term: Term, at: Mapping[str, Fraction]) -> Interval | None:
    try:
        return evaluate(term, Enclosing(at, SIZES))
    except InputError:
        return None
