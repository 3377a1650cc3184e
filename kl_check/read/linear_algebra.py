"""Calls of linear algebra in Python, as terms: `solve(A, b)` is A⁻¹b, `slogdet(A)[1]` is log det A."""

from __future__ import annotations

import ast
from collections.abc import Mapping, Sequence
from typing import Protocol

from kl_check.model.errors import UnsupportedInput
from kl_check.model.term import Apply, Span, Term
from kl_check.read.dialects.matrices import SPELLINGS

HEADS = frozenset(SPELLINGS.values())

LOG_DETERMINANTS = frozenset({"logabsdet", "log_abs_determinant"})
TRANSPOSED = frozenset({"T", "mT", "H", "mH"})
ARITY = {"matmul": 2, "outer": 2}
AXES = frozenset({"dim", "dim0", "dim1", "dim2", "axis", "axis0", "axis1", "axis2", "axes", "perm"})
OFFSETS = frozenset({"offset", "k", "diagonal"})
FLAGS: Mapping[str, frozenset[str]] = {
    "matmul": frozenset({"transpose_a", "transpose_b"}),
    "cholesky": frozenset({"upper", "lower"}),
    "solve": frozenset({"upper", "lower"}),
    "transpose": AXES,
    "diag": AXES | OFFSETS,
    "trace": AXES | OFFSETS,
}
"""The keywords of each head that are understood; any other may change what is computed, so it is refused."""

NEUTRAL = frozenset({"name", "dtype", "out", "check_finite", "overwrite_a", "overwrite_b"})


class Reader(Protocol):
    """What is asked of the reader of Python."""

    def term(self, node: ast.expr, depth: int = 0) -> Term: ...
    def span(self, node: ast.AST) -> Span: ...
    def unsupported(self, node: ast.AST, message: str) -> UnsupportedInput: ...


def called(reader: Reader, head: str, node: ast.Call, arguments: Sequence[ast.expr], depth: int) -> Term:
    """The term of a call of linear algebra; `arguments` has the tensor of a method in front."""
    span = reader.span(node)
    spelling = node.func.attr if isinstance(node.func, ast.Attribute) else ast.unparse(node.func)
    if not arguments:
        raise reader.unsupported(node, f"{spelling} without an argument")
    _check_keywords(reader, head, spelling, node, arguments)
    match head:
        case "slogdet":
            raise reader.unsupported(node, f"{spelling} gives a sign and a logarithm: take the second, as [1]")
        case "solve":
            return _solved(reader, spelling, node, arguments, depth)
    values = [reader.term(one, depth) for one in arguments[: ARITY.get(head, 1)]]
    if len(values) != ARITY.get(head, 1):
        raise reader.unsupported(node, f"{spelling} takes {ARITY[head]} arguments, not {len(values)}")
    for place, word in enumerate(("transpose_a", "transpose_b")):
        if _flag(node, word):
            values[place] = Apply("transpose", (values[place],), span=values[place].span)
    if spelling == "inner":  # over the last axis of both
        values[1] = Apply("transpose", (values[1],), span=values[1].span)
    term = Apply(head, tuple(values), span=span)
    return Apply("transpose", (term,), span=span) if head == "cholesky" and _is_upper(node) else term


def _check_keywords(reader: Reader, head: str, spelling: str, node: ast.Call, arguments: Sequence[ast.expr]) -> None:
    """Refuses what may change the value: unknown keywords, and diagonals beside the main one."""
    known = FLAGS.get(head, frozenset()) | NEUTRAL
    if unknown := [word.arg for word in node.keywords if word.arg not in known]:
        raise reader.unsupported(node, f"{spelling}: the argument {unknown[0]} is not read")
    if head in ("diag", "trace"):
        offsets = [word.value for word in node.keywords if word.arg in OFFSETS] + list(arguments[1:2])
        if any(not (isinstance(one, ast.Constant) and one.value == 0) for one in offsets):
            raise reader.unsupported(node, f"{spelling}: only the main diagonal is read")


def _is_upper(node: ast.Call) -> bool:
    """Whether a Cholesky factor is the upper one; SciPy's is, if it is not said."""
    if (lower := _flag(node, "lower")) is not None:
        return not lower
    path = ast.unparse(node.func).split(".")
    return bool(_flag(node, "upper")) or bool({"scipy", "sp", "sla", "slinalg", "jsp"} & set(path[:-1]))


def _solved(reader: Reader, spelling: str, node: ast.Call, arguments: Sequence[ast.expr], depth: int) -> Term:
    """A⁻¹b. Of a Cholesky factor L, `cholesky_inverse(L)` is (L Lᵀ)⁻¹ and `cholesky_solve(b, L)` is (L Lᵀ)⁻¹b."""
    span, in_tensorflow = reader.span(node), ast.unparse(node.func).startswith("tf.")
    values = [reader.term(one, depth) for one in arguments]
    if spelling.startswith("cholesky") and (_flag(node, "upper") or _flag(node, "lower") is False):
        raise reader.unsupported(node, f"{spelling} is read of a lower factor")
    if len(values) != (1 if spelling == "cholesky_inverse" else 2):
        raise reader.unsupported(node, f"{spelling} takes a matrix and a right side")
    if spelling == "cholesky_inverse":
        return _inverse_of_square(values[0], span)
    if spelling == "cholesky_solve":
        factor, right = values if in_tensorflow else values[::-1]
        return Apply("matmul", (_inverse_of_square(factor, span), right), span=span)
    matrix, right = values
    said_lower = _flag(node, "lower") is True or _flag(node, "upper") is False
    assumed = in_tensorflow and _flag(node, "lower") is None
    if "triangular" in spelling and not (said_lower or assumed):
        raise reader.unsupported(node, f"{spelling}: which triangle? Say lower=True, or upper=False")
    if spelling == "triangular_solve" and not in_tensorflow:
        raise reader.unsupported(node, f"{spelling} is not read: write solve_triangular")
    return Apply("matmul", (Apply("inverse", (matrix,), span=matrix.span), right), span=span)


def _inverse_of_square(factor: Term, span: Span) -> Term:
    square = Apply("matmul", (factor, Apply("transpose", (factor,))), span=span)
    return Apply("inverse", (square,), span=span)


def _flag(node: ast.Call, name: str) -> bool | None:
    """What a keyword says that is True or False; None where it is not given."""
    for word in node.keywords:
        if word.arg == name and isinstance(word.value, ast.Constant) and isinstance(word.value.value, bool):
            return word.value.value
    return None


def viewed(reader: Reader, node: ast.expr, depth: int) -> Term | None:
    """`x.T`, `slogdet(x)[1]` and `slogdet(x).logabsdet`; None for any other attribute or index."""
    match node:
        case ast.Attribute(value=value, attr=attribute) if attribute in TRANSPOSED:
            return Apply("transpose", (reader.term(value, depth + 1),), span=reader.span(node))
        case ast.Attribute(value=ast.Call() as call, attr=attribute) if attribute in LOG_DETERMINANTS:
            return log_determinant(reader, call, depth)
        case ast.Subscript(value=ast.Call() as call, slice=ast.Constant(value=1)):
            return log_determinant(reader, call, depth)
    return None


def log_determinant(reader: Reader, call: ast.expr, depth: int = 0) -> Term | None:
    """The logarithm that `slogdet(x)` gives beside the sign; None for any other call."""
    if not isinstance(call, ast.Call):
        return None
    spelling = call.func.attr if isinstance(call.func, ast.Attribute) else ast.unparse(call.func)
    if SPELLINGS.get(spelling) != "slogdet":
        return None
    if call.args:
        inner = call.args[0]
    elif isinstance(call.func, ast.Attribute):
        inner = call.func.value
    else:
        return None
    return Apply("log_determinant", (reader.term(inner, depth),), span=reader.span(call))
