"""Questions to pieces of a file's syntax, as the reader of real code asks them."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from functools import lru_cache


@lru_cache(maxsize=20_000)
def text_of(node: ast.AST) -> str:
    """A node's text; nodes are compared by identity, and never changed."""
    return ast.unparse(node)


def key_of(node: ast.AST | None) -> str | None:
    """The text that a key is, as in `losses["kl"]`."""
    return node.value if isinstance(node, ast.Constant) and isinstance(node.value, str) else None


def whole_number(node: ast.expr) -> int | None:
    try:
        value = ast.literal_eval(node)
    except (ValueError, TypeError, SyntaxError):
        return None
    return value if isinstance(value, int) else None


def keeps_elements(index: ast.expr) -> bool:
    """Whether an index only adds axes or takes everything: [:, None], [...], [:]."""
    parts = index.elts if isinstance(index, ast.Tuple) else [index]
    return all(
        (isinstance(one, ast.Slice) and one.lower is None and one.upper is None and one.step is None)
        or (isinstance(one, ast.Constant) and one.value in (None, ...))
        or (isinstance(one, ast.Attribute) and one.attr == "newaxis")
        for one in parts
    )


def is_dotted(node: ast.expr) -> bool:
    while isinstance(node, ast.Attribute):
        node = node.value
    return isinstance(node, ast.Name)


def parameters_of(arguments: ast.arguments) -> Iterator[ast.arg]:
    yield from (*arguments.posonlyargs, *arguments.args, *arguments.kwonlyargs)
    yield from (one for one in (arguments.vararg, arguments.kwarg) if one is not None)


def defaults_of(arguments: ast.arguments) -> Iterator[tuple[str, ast.expr]]:
    placed = [*arguments.posonlyargs, *arguments.args]
    for one, default in zip(placed[len(placed) - len(arguments.defaults) :], arguments.defaults, strict=True):
        yield one.arg, default
    for one, given in zip(arguments.kwonlyargs, arguments.kw_defaults, strict=True):
        if given is not None:
            yield one.arg, given


def is_static(node: ast.FunctionDef | ast.AsyncFunctionDef) -> bool:
    return any(isinstance(one, ast.Name) and one.id == "staticmethod" for one in node.decorator_list)


def is_detached(node: ast.expr) -> bool:
    """Whether an expression is a copy of another that no gradient reaches: x.detach().clone(), Variable(x.data)."""
    match node:
        case ast.Attribute(attr="data"):
            return True
        case ast.Call(func=ast.Attribute(attr="detach" | "stop_gradient" | "detach_")):
            return True
        case ast.Call(func=ast.Attribute(value=inner, attr="clone" | "cpu" | "to")):
            return is_detached(inner)
        case ast.Call(func=ast.Name(id="Variable" | "stop_gradient"), args=[inner, *_]):
            return is_detached(inner)
    return False


def is_trained(node: ast.stmt) -> bool:
    """Whether a statement makes a parameter of the model: nn.Parameter(…), self.add_weight(…), tf.Variable(…)."""
    value = node.value if isinstance(node, ast.Assign | ast.AnnAssign) else None
    return isinstance(value, ast.Call) and text_of(value.func).rpartition(".")[2] in PARAMETERS


PARAMETERS = frozenset({"Parameter", "add_weight", "get_variable", "Parameterized", "make_parameter"})
