"""A line run by its library, and the same line as kl_check reads it, on the same arrays."""

from __future__ import annotations

import ast
from collections.abc import Callable
from typing import Any

import numpy as np
import pytest

from kl_check.algebra.arrays import Arrays
from kl_check.algebra.axes import resolve
from kl_check.algebra.evaluate import evaluate
from kl_check.read.text import read_text

BATCH, LATENTS = 2, 3
GENERATOR = np.random.default_rng(20)
ARRAYS = {name: GENERATOR.uniform(0.2, 2, (BATCH, LATENTS)) for name in ("mu", "logvar", "std", "m2", "s2")}
WORLD = Arrays(ARRAYS, {"batch": BATCH, "latent": LATENTS})


def as_read(text: str) -> np.ndarray[Any, Any]:
    return evaluate(resolve(read_text(text).term, lambda _: False), WORLD)


def as_run(text: str, modules: dict[str, Any], convert: Callable[[Any], Any]) -> Any:
    """Executes our own line; the last statement's value."""
    tree = ast.parse(text)
    last = tree.body[-1]
    if isinstance(last, ast.Expr):
        tree.body[-1] = ast.Assign([ast.Name("_", ast.Store())], last.value)
        name = "_"
    else:
        assert isinstance(last, ast.Assign)
        name = ast.unparse(last.targets[0])
    names = {**modules, **{name: convert(array) for name, array in ARRAYS.items()}}
    exec(compile(ast.fix_missing_locations(tree), "<line>", "exec"), names)  # noqa: S102 - our own lines
    return np.asarray(names[name], dtype=np.float64)


class SameAs:
    """Holds when the library's value has the entries of ours; ours keeps reduced axes with length 1."""

    def __call__(self, text: str, modules: dict[str, Any], convert: Callable[[Any], Any]) -> bool:
        ours, theirs = as_read(text), as_run(text, modules, convert)
        if ours.size != theirs.size:
            return False
        return bool(np.allclose(ours.ravel(), theirs.ravel(), rtol=1e-12, atol=1e-14))


@pytest.fixture(scope="session")
def same() -> SameAs:
    return SameAs()
