"""Calls of linear algebra in Python, as terms: `solve(A, b)` is A⁻¹b, `slogdet(A)[1]` is log det A."""

from __future__ import annotations

import ast
from collections.abc import Sequence
from typing import Protocol

from kl_check.model.errors import UnsupportedInput
from kl_check.model.term import Apply, Span, Term
from kl_check.read.dialects.matrices import SPELLINGS

HEADS = frozenset(SPELLINGS.values())

LOG_DETERMINANTS = frozenset({"logabsdet", "log_abs_determinant"})
TRANSPOSED = frozenset({"T", "mT", "H", "mH"})
ARITY = {"matmul": 2, "outer": 2}
FLAGS = frozenset({"transpose_a", "transpose_b", "upper", "lower"})


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
    match head:
        case "slogdet":
            raise reader.unsupported(node, f"{spelling} gives a sign and a logarithm: take the second, as [1]")
        case "solve":
            return _solved(reader, spelling, node, arguments, depth)
        case "transpose" | "diag":  # axes and offsets: those of a matrix are its last two
            return Apply(head, (reader.term(arguments[0], depth),), span=span)
        case "identity_matrix":
            return Apply(head, (reader.term(arguments[0], depth),), span=span)
    values = [reader.term(one, depth) for one in arguments[: ARITY.get(head, 1)]]
    if len(values) != ARITY.get(head, 1):
        raise reader.unsupported(node, f"{spelling} takes {ARITY[head]} arguments, not {len(values)}")
    for place, word in enumerate(("transpose_a", "transpose_b")):
        if _flag(node, word):
            values[place] = Apply("transpose", (values[place],), span=values[place].span)
    if head == "cholesky" and _flag(node, "upper"):
        return Apply("transpose", (Apply(head, tuple(values), span=span),), span=span)
    return Apply(head, tuple(values), span=span)


def _solved(reader: Reader, spelling: str, node: ast.Call, arguments: Sequence[ast.expr], depth: int) -> Term:
    """A⁻¹b. Of a Cholesky factor L, `cholesky_inverse(L)` is (L Lᵀ)⁻¹ and `cholesky_solve(b, L)` is (L Lᵀ)⁻¹b."""
    span = reader.span(node)
    values = [reader.term(one, depth) for one in arguments[:2]]
    if spelling == "cholesky_inverse":
        return _inverse_of_square(values[0], span)
    if len(values) != 2:
        raise reader.unsupported(node, f"{spelling} takes a matrix and a right side")
    if spelling == "cholesky_solve":
        torch_order = not ast.unparse(node.func).startswith("tf.")
        right, factor = values if torch_order else reversed(values)
        return Apply("matmul", (_inverse_of_square(factor, span), right), span=span)
    matrix, right = values
    if "triangular" in spelling and _flag(node, "lower") is not True and _flag(node, "upper") is not False:
        raise reader.unsupported(node, f"{spelling}: which triangle? Say lower=True, or upper=False")
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
