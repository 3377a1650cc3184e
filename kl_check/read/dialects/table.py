"""The dialects joined: which one a module name belongs to, and what a spelling means there."""

from __future__ import annotations

from collections.abc import Mapping

from kl_check.read.dialects import jax, keras, mxnet, numpy, plain, tensorflow, theano, torch
from kl_check.read.dialects.dialect import COMMON, IDENTITIES, LINKS, METHODS_ONLY, NOISE, RESHAPES, Dialect
from kl_check.read.dialects.matrices import SPELLINGS

DIALECTS: tuple[Dialect, ...] = (
    torch.DIALECT,
    tensorflow.DIALECT,
    keras.DIALECT,
    jax.DIALECT,
    numpy.DIALECT,
    theano.DIALECT,
    mxnet.DIALECT,
    plain.DIALECT,
)

BY_NAME: Mapping[str, Dialect] = {dialect.name: dialect for dialect in DIALECTS}

BY_MODULE: Mapping[str, Dialect] = {module: dialect for dialect in DIALECTS for module in dialect.modules}

METHODS: Mapping[str, str] = {**COMMON, **{name: head for one in DIALECTS for name, head in one.methods.items()}}


def meaning(spelling: str, table: Mapping[str, str]) -> str | None:
    """What a spelling means: a head of ours, "link", "noise", "identity", or None if it is not read."""
    if spelling in table:
        return table[spelling]
    if spelling in SPELLINGS:
        return SPELLINGS[spelling]
    if spelling in LINKS:
        return "link"
    if spelling in NOISE:
        return "noise"
    if spelling in RESHAPES:
        return "reshape"
    return "identity" if spelling in IDENTITIES else None


def function_meaning(dialect: Dialect, spelling: str) -> str | None:
    """What a function of a dialect's module means."""
    return None if spelling in METHODS_ONLY else meaning(spelling, {**COMMON, **dialect.functions})


def method_meaning(spelling: str) -> str | None:
    """What a method of a tensor means; an in-place method means the same, and `_` ends its name."""
    return meaning(spelling, METHODS) or (meaning(spelling[:-1], METHODS) if spelling.endswith("_") else None)
