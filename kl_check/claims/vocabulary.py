"""All that a file of `derivations/claims/` may import: the words in which a claim is written.

A claim holds formulas and sentences; it has no logic, and its verdict is not believed before `decide` found the same.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal

from kl_check.model.saying import Below, Derived, Fact, Formula, Judged, Related, Rounded, Saying


def formula(text: str, **at: str) -> Formula:
    """Plain mathematics, with values put in for symbols."""
    return Formula(text, (), at)


def slope(text: str, by: str, **at: str) -> Formula:
    """The derivative by one symbol."""
    return Formula(text, (by,), at)


def curvature(text: str, by: str, **at: str) -> Formula:
    """The second derivative by one symbol."""
    return Formula(text, (by, by), at)


def _of(given: str | Formula) -> Formula:
    return Formula(given) if isinstance(given, str) else given


def equal(left: str | Formula, right: str | Formula) -> Fact:
    """The two are one function."""
    return Related(_of(left), _of(right))


def different(left: str | Formula, right: str | Formula) -> Fact:
    """The two are not one function."""
    return Related(_of(left), _of(right), "different")


def multiple(left: str | Formula, right: str | Formula, factor: str) -> Fact:
    """The left is that factor times the right."""
    return Related(_of(left), _of(right), "multiple", factor)


def shifted(left: str | Formula, right: str | Formula, offset: str) -> Fact:
    """The left is the right plus a constant."""
    return Related(_of(left), _of(right), "shifted", "1", offset)


def reparametrised(left: str | Formula, right: str | Formula, **substitution: str) -> Fact:
    """The left is the right with these put in for its symbols."""
    return Related(_of(left), _of(right), "reparametrised", substitution=substitution)


def below(smaller: str | Formula, larger: str | Formula) -> Fact:
    """One number is smaller than another."""
    return Below(_of(smaller), _of(larger))


Question = Literal[
    "verdict", "target", "scale", "offset", "mistake", "sampler agrees", "least value", "least at variance",
    "unbounded", "can be negative", "weight beside a sum", "weight beside a mean", "largest exponent", "severity",
]  # fmt: skip


def judged(
    text: str,
    question: Question | str,
    answer: str,
    *,
    reading: Mapping[str, str] | None = None,
    sizes: Mapping[str, int] | None = None,
) -> Fact:
    """What `check` answers. `role of NAME` is a question too."""
    return Judged(text, question, answer, reading or {}, sizes or {})


def derived(name: str, right: str | Formula) -> Fact:
    """A derivation that holds, with that conclusion."""
    return Derived(name, _of(right))


def rounded(left: str | Formula, exact: str, *, at_least: str = "0", at_most: str = "1") -> Fact:
    """The relative error in single precision lies between two bounds."""
    return Rounded(_of(left), exact, at_least, at_most)


__all__ = [
    "Saying",
    "below",
    "curvature",
    "derived",
    "different",
    "equal",
    "formula",
    "judged",
    "multiple",
    "reparametrised",
    "rounded",
    "shifted",
    "slope",
]
