"""Questions to a piece of syntax that need nothing but the piece."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator

WHOLE_TYPES = re.compile(
    r"u?int(_|p|c|\d+)?|long(long)?|short|byte|ubyte|ushort|uintc|ulong(long)?|bool_?|\w*(Byte|Char|Short|Int|Long|Bool)Tensor",
    re.IGNORECASE,
)
WHOLE_CODES = re.compile(r"[<>=|]?([iu][1248]|[bB?hHiIlLqQpP])")
"""What NumPy calls types of whole numbers for short: `"i4"`, `">u2"`, `"l"`."""
TRANSPOSED = frozenset({"T", "mT", "H", "mH"})


def root_of(node: ast.expr) -> str | None:
    """The name that a dotted or indexed name begins with."""
    while isinstance(node, ast.Attribute | ast.Subscript):
        node = node.value
    return node.id if isinstance(node, ast.Name) else None


def holders_of(node: ast.expr) -> Iterator[ast.expr]:
    """What a dotted or indexed name is taken from: `a.b` and `a` for `a.b[0]`."""
    while isinstance(node, ast.Attribute | ast.Subscript):
        node = node.value
        yield node


def names_in(node: ast.expr) -> frozenset[str]:
    """Every name that is read anywhere in an expression."""
    return frozenset(part.id for part in ast.walk(node) if isinstance(part, ast.Name))


def is_key(node: ast.expr) -> bool:
    """Whether an index is a text, as in `losses["kl"]`: a name of its own, not a part of an array."""
    return isinstance(node, ast.Constant) and isinstance(node.value, str)


def casts_to_whole(node: ast.Call) -> bool:
    """Whether a call names a type of whole numbers, so that values are cut."""
    types = (*node.args[:], *(word.value for word in node.keywords))
    words = (
        part.attr if isinstance(part, ast.Attribute) else part.id if isinstance(part, ast.Name) else part.value
        for one in types
        for part in (one, *ast.walk(one))
        if isinstance(part, ast.Attribute | ast.Name | ast.Constant)
    )
    codes = (one.value for one in types if isinstance(one, ast.Constant) and isinstance(one.value, str))
    named = any(isinstance(word, str) and WHOLE_TYPES.fullmatch(word.rpartition(".")[2]) for word in words)
    return named or any(map(WHOLE_CODES.fullmatch, codes))


def keeps_the_batch(spelling: str, arguments: list[ast.expr], keywords: list[ast.keyword]) -> bool:
    """Whether a reshaping leaves the first axis alone and joins the others: flatten(x, 1), view(n, -1)."""
    if spelling == "batch_flatten":
        return True
    dims = [one for argument in arguments[1:] for one in _listed(argument)]
    if spelling == "flatten":
        return [*map(_whole, dims), *(_whole(word.value) for word in keywords)] == [1]
    return len(dims) == 2 and _whole(dims[1]) == -1


def _listed(node: ast.expr) -> list[ast.expr]:
    return node.elts if isinstance(node, ast.Tuple | ast.List) else [node]


def _whole(node: ast.expr) -> int | None:
    try:
        value = ast.literal_eval(node)
    except (ValueError, TypeError, RecursionError):
        return None
    return value if isinstance(value, int) else None


def line_starts(text: str) -> list[int]:
    """Where the lines begin that Python counts: other separators, as a form feed, begin no line of its."""
    return [0, *(match.end() for match in re.finditer(r"\r\n?|\n", text))]
