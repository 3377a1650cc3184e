"""The type of a dialect's row, and what all dialects share."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Dialect:
    """How one library spells what we read.

    `functions` and `methods` map a spelling to our head; they add to `COMMON`. `prefix` and `spellings` say how a
    repaired line is written back; a spelling that is not named there is the head itself.
    """

    name: str
    modules: tuple[str, ...]
    prefix: str
    axis: str  # the keyword that names axes
    functions: Mapping[str, str] = field(default_factory=dict)
    methods: Mapping[str, str] = field(default_factory=dict)
    spellings: Mapping[str, str] = field(default_factory=dict)


BROADCAST: Mapping[str, str] = {
    "add": "add",
    "plus": "add",
    "sub": "subtract",
    "minus": "subtract",
    "mul": "multiply",
    "div": "divide",
    "power": "power",
}
"""The arithmetic that MXNet spells `broadcast_div` or `elemwise_mul`."""

COMMON: Mapping[str, str] = {
    "exp": "exp",
    "log": "log",
    "sqrt": "sqrt",
    "square": "square",
    "abs": "abs",
    "pow": "power",
    "power": "power",
    "log1p": "log1p",
    "expm1": "expm1",
    "log2": "log2",
    "log10": "log10",
    "rsqrt": "rsqrt",
    "reciprocal": "reciprocal",
    "add": "add",
    "subtract": "subtract",
    "multiply": "multiply",
    "divide": "divide",
    "true_divide": "divide",
    "negative": "negate",
    "minimum": "minimum",
    "maximum": "maximum",
    "clamp": "clamp",
    "clip": "clamp",
    "clip_by_value": "clamp",
    "clamp_min": "clamp",
    "sum": "sum",
    "mean": "mean",
    **{f"broadcast_{word}": head for word, head in BROADCAST.items()},
    **{f"elemwise_{word}": head for word, head in BROADCAST.items()},
}
"""Spellings that mean the same wherever they stand."""

LINKS = frozenset({"softplus", "sigmoid", "tanh", "relu", "elu", "Softplus"})
"""Functions whose value is read as a symbol of its own: `softplus(s)` may be a standard deviation."""

NOISE = frozenset({"randn", "randn_like", "random_normal", "normal", "standard_normal", "normal_like", "RandomNormal"})
"""Functions that draw standard normal noise."""

IDENTITIES = frozenset(
    {
        *("detach", "clone", "contiguous", "float", "double", "half", "to", "type", "cpu", "cuda", "item", "numpy"),
        *("tensor", "as_tensor", "array", "asarray", "constant", "cast", "convert_to_tensor", "stop_gradient"),
        *("identity", "to_float", "Variable", "float32", "float64"),
    }
)
"""Calls that leave every element as it is, and where it is."""

COPIES = frozenset({"clone", "tensor", "array", "constant", "cast", "convert_to_tensor", "to_float"})
"""Identities that give an array of its own; what the others give may share its numbers with what they are given."""

RESHAPES = frozenset({"squeeze", "unsqueeze", "view", "reshape", "flatten", "expand_dims", "batch_flatten"})
"""Calls that leave every element as it is, and change the axes."""

METHODS_ONLY = frozenset({"half", "double", "to", "type", "item", "numpy", "cpu", "cuda"})
"""Identities that no library has as a function: `half(x)` may well be x/2."""
