"""Formulas in parts, so that a format can break a long one where a reader would: before a sign."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from kl_check.algebra.show import latex
from kl_check.model.derivation import Relation
from kl_check.model.report import Latex
from kl_check.model.term import Apply, Term

LINE = 58
"""About as many letters as fit on a line of a page."""

SIGNS = {"=": "=", "<=": r"\le", ">=": r"\ge"}

UNSEEN = re.compile(r"\\(left|right)\.?|\\(frac|mathcal|mathrm|mathbb|operatorname|[,;!])|[{}_^\s]")
COMMAND = re.compile(r"\\[A-Za-z]+")
TOKEN = re.compile(r"\\left\b|\\right\b|\\[A-Za-z]+|\\.|[{}]| [-+] ")


def summands(term: Term) -> Latex:
    """The LaTeX of a term, each summand of the outermost sum with its sign as a part.

    What stands before the last sign is written as it would be alone, so the rest is the last summand.
    """
    return tuple(piece for part in _summands(term) for piece in broken(part))


def _summands(term: Term) -> Latex:
    match term:
        case Apply(head=("add" | "subtract"), arguments=(before, _)):
            return (*_summands(before), latex(term)[len(latex(before)) :].strip())
    return (latex(term),)


def equation(left_side: str, term: Term, relation: Relation = "=") -> Latex:
    """`left_side = term`."""
    return (left_side, *continued(term, relation))


def continued(term: Term, relation: Relation = "=") -> Latex:
    """`= term`, as a line below another."""
    first, *rest = summands(term)
    return (f"{SIGNS[relation]} {first}", *rest)


def width(formula: str) -> int:
    """About as many letters as will be seen."""
    return len(COMMAND.sub("x", UNSEEN.sub("", formula)))


def broken(formula: str, most: int = LINE) -> Latex:
    r"""The formula in parts of at most so many letters, if it has signs enough to be broken at.

    Brackets that a break divides are closed by `\right.` and opened again by `\left.`, which nobody sees.
    """
    places = list(_places(formula)) if width(formula) > most else []
    if not places:
        return (formula,)
    outermost = min(depth for _, depth in places)
    breaks = [place for place, depth in places if depth == outermost]
    fitting = [place for place in breaks if width(formula[:place]) <= most]
    place = fitting[-1] if fitting else breaks[0]
    head = formula[:place].rstrip() + r" \right." * outermost
    rest = r"\left. " * outermost + formula[place:].lstrip()
    return (*broken(head, most), *broken(rest, most))


def _places(formula: str) -> Iterator[tuple[int, int]]:
    """Each sign between summands outside braces, with the number of brackets around it."""
    braces = brackets = 0
    for found in TOKEN.finditer(formula):
        match found[0]:
            case "{":
                braces += 1
            case "}":
                braces -= 1
            case r"\left":
                brackets += not braces
            case r"\right":
                brackets -= not braces
            case " + " | " - " if not braces and _is_binary(formula, found.start()):
                yield found.start(), brackets


def _is_binary(formula: str, place: int) -> bool:
    r"""Whether something stands before a sign: neither the start, nor `\left.`, nor a relation."""
    return not re.fullmatch(r"(\\left\.|\s|=|\\[lg]e\b)*", formula[:place])


def lines(parts: Latex, most: int = LINE + 8) -> Latex:
    """As many parts on a line as it holds."""
    filled = [parts[0]]
    for part in parts[1:]:
        if width(f"{filled[-1]} {part}") > most:
            filled.append(part)
        else:
            filled[-1] += f" {part}"
    return tuple(filled)


def aligned(rows: Iterable[str]) -> str:
    """Several lines as one formula, left sides in a column; a single line stays as it is."""
    rows = list(rows)
    if len(rows) == 1:
        return rows[0]
    body = " \\\\\n".join(f"& {row}" for row in rows)
    return f"\\begin{{aligned}}\n{body}\n\\end{{aligned}}"
