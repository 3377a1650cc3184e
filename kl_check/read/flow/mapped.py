"""Functions of one item of the batch: what `vmap` and the like call once for each."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from kl_check.read.flow.syntax import text_of

MAPS = frozenset({"vmap", "filter_vmap", "vectorized_map", "map_fn", "pmap"})

Defined = ast.FunctionDef | ast.AsyncFunctionDef


def calls_for_one_item(tree: ast.Module) -> frozenset[int]:
    """The calls, by identity, that stand in functions which get one item of the batch."""
    functions: dict[str, list[Defined]] = {}
    for node in ast.walk(tree):
        if isinstance(node, Defined):
            functions.setdefault(node.name, []).append(node)
    reached: set[str] = set()
    waiting = [name for name in mapped_names(tree) if name in functions]
    while waiting:
        name = waiting.pop()
        if name not in reached:
            reached.add(name)
            waiting += [inner for one in functions[name] for inner in called_names(one) if inner in functions]
    mapped = (one for name in reached for one in functions[name])
    return frozenset(id(part) for one in mapped for part in ast.walk(one) if isinstance(part, ast.Call))


def mapped_names(tree: ast.Module) -> Iterator[str]:
    """The names of functions that are mapped: by a decorator, or given to one that maps."""
    for node in ast.walk(tree):
        if isinstance(node, Defined) and any(map(is_map, node.decorator_list)):
            yield node.name
        elif isinstance(node, ast.Call) and is_map(node.func) and node.args:
            yield from names_in(node.args[0])


def is_map(node: ast.expr) -> bool:
    """jax.vmap, functools.partial(jax.vmap, in_axes=(0, None))."""
    match node:
        case ast.Name() | ast.Attribute():
            return text_of(node).rpartition(".")[2] in MAPS
        case ast.Call(func=ast.Name(id="partial") | ast.Attribute(attr="partial"), args=[first, *_]):
            return is_map(first)
        case ast.Call(func=function):
            return is_map(function)
    return False


def names_in(node: ast.expr) -> Iterator[str]:
    for part in ast.walk(node):
        if isinstance(part, ast.Name):
            yield part.id
        elif isinstance(part, ast.Attribute):
            yield part.attr


def called_names(node: Defined) -> Iterator[str]:
    for part in ast.walk(node):
        if isinstance(part, ast.Call) and isinstance(part.func, ast.Name | ast.Attribute):
            yield text_of(part.func).rpartition(".")[2]
