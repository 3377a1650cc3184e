"""Which symbols of a term are matrices, vectors, the number of dimensions or weights: what fits, names first."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction
from itertools import islice, product
from typing import Literal, TypeAlias

from kl_check.algebra.evaluate import evaluate
from kl_check.algebra.matrix import Array, Matrices
from kl_check.judge.matrices.heads import OF_ARRAYS, OF_MATRICES
from kl_check.know.names import axis_of_size, is_size, is_weight, suggested_role
from kl_check.model.errors import InputError, Misuse
from kl_check.model.term import Apply, Symbol, Term, symbols, walk

Kind: TypeAlias = Literal["matrix", "vector", "column", "row", "scales", "size", "weight", "identity"]
"""`scales` are the entries of a diagonal. A mean is a vector with one axis, or a matrix of one column or row."""

Kinds: TypeAlias = Mapping[str, Kind]

IDENTITIES = re.compile(r"I|I_?[kdnDNKJ]|eye|identity|Id")
FACTORS = re.compile(r"(.*_)?([Ll]|L_?\d|chol\w*|scale_tril|tril)(_\w+|\d+)?")
PRECISIONS = re.compile(r"(.*_)?(Lambda|Λ|precision|prec|P|Omega)(_\w+|\d+)?")
PINNED: Mapping[str, Kind] = {
    "mean": "vector",
    "cov": "matrix",
    "cholesky": "matrix",
    "precision": "matrix",
    "count": "size",
    "weight": "weight",
    **dict.fromkeys(("std", "var", "log_std", "log_var"), "scales"),
}

MAX_ASSIGNMENTS = 256
MAX_FITTING = 3
SAMPLE_SIZE = 3  # at which shapes are tried: no other number of the text's is likely to be it


def check_names(term: Term, pins: Mapping[str, str]) -> None:
    """Raises `Misuse` for a name in `pins` that the term does not hold."""
    names = symbols(term)
    if unknown := [name for name in pins if name not in names]:
        raise Misuse(f"--as {unknown[0]}: no such name in the expression; its names are {', '.join(names) or 'none'}")


def assignments(term: Term, pins: Mapping[str, str], *, mathematics: bool) -> Iterator[Kinds]:
    """The kinds of the symbols under which the shapes fit together and the term is a number; likely ones first."""
    names = symbols(term)
    choices = [_candidates(term, name, pins.get(name)) for name in names]
    every: Iterator[Kinds] = (dict(zip(names, kinds, strict=True)) for kinds in product(*choices))
    tried = list(islice(every, MAX_ASSIGNMENTS))
    forms: tuple[Kind, ...] = ("column", "row") if mathematics else ("vector", "column", "row")
    formed = (_with_means_as(form, one) for form in forms for one in tried)
    return islice((one for one in formed if fits(term, one, mathematics=mathematics)), MAX_FITTING)


def _with_means_as(form: Kind, kinds: Kinds) -> Kinds:
    return {name: form if kind == "vector" else kind for name, kind in kinds.items()}


def _candidates(term: Term, name: str, pin: str | None) -> Sequence[Kind]:
    """What a symbol may be, from what acts on it directly and from its name."""
    if pin is not None:
        return (PINNED.get(pin, "vector"),)
    if IDENTITIES.fullmatch(name):
        return ("identity",)
    above = {part.head for part in walk(term) if isinstance(part, Apply) and Symbol(name) in part.arguments}
    if above & OF_MATRICES:
        return ("matrix",)
    if suggested_role(name) == "mean":
        return ("vector",)
    if above & OF_ARRAYS:
        return ("matrix", "vector")
    if is_size(name) and suggested_role(name) is None:
        return ("size", "matrix", "vector")
    if is_weight(name):
        return ("weight", "vector")
    if suggested_role(name) is not None and name[:1].islower():
        return ("scales", "matrix", "vector")
    return ("matrix", "vector", "scales", "weight")


class Blank:
    """Scalars without a value: only shapes are told apart."""

    def number(self, value: Fraction) -> float:
        return float(value)

    def constant(self, name: str) -> float:
        return float(len(name))

    def apply(self, head: str, arguments: Sequence[float]) -> float:
        del head, arguments
        return 1.0


def fits(term: Term, kinds: Kinds, *, mathematics: bool) -> bool:
    """Whether the shapes fit together and the whole is one number."""
    held = {name: blank(kind, SAMPLE_SIZE) for name, kind in kinds.items()}
    try:
        value = evaluate(term, Matrices(Blank(), SAMPLE_SIZE, held, mathematics=mathematics))
    except InputError:
        return False
    return len(value.entries) == 1


def blank(kind: Kind, size: int) -> Array[float]:
    """An array of a kind's shape."""
    shapes: Mapping[str, tuple[int, ...]] = {
        **dict.fromkeys(("matrix", "identity"), (size, size)),
        **dict.fromkeys(("vector", "scales"), (size,)),
        "column": (size, 1),
        "row": (1, size),
    }
    shape = shapes.get(kind, ())
    count = size ** sum(length > 1 for length in shape)
    return Array(shape, (float(size) if kind == "size" else 1.0,) * count)


def is_dimension(name: str) -> bool:
    """Whether a size is the number of dimensions; a batch's is another number."""
    return axis_of_size(name) != "batch"
