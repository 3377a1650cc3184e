"""Formulas in parts, so that a format can break a long one where a reader would: before a sign."""

from __future__ import annotations

from collections.abc import Mapping

from kl_check.algebra.show import latex
from kl_check.model.derivation import Relation
from kl_check.model.report import Latex
from kl_check.model.term import Apply, Term


def summands(term: Term) -> Latex:
    """The LaTeX of a term, each summand of the outermost sum with its sign as a part.

    What stands before the last sign is written as it would be alone, so the rest is the last summand.
    """
    match term:
        case Apply(head=("add" | "subtract"), arguments=(before, _)):
            return (*summands(before), latex(term)[len(latex(before)) :].strip())
    return (latex(term),)


SIGNS: Mapping[Relation, str] = {"=": "=", "<=": r"\le", ">=": r"\ge"}


def equation(left_side: str, term: Term, relation: Relation = "=") -> Latex:
    """`left_side = term`, or with ≤ or ≥."""
    return (left_side, *continued(term, relation))


def continued(term: Term, relation: Relation = "=") -> Latex:
    """`= term`, as a line below another."""
    first, *rest = summands(term)
    return (f"{SIGNS[relation]} {first}", *rest)
