"""Arrays that are full of one number: zeros_like(x), torch.full(shape, v), [0.] * n."""

from __future__ import annotations

import ast

from kl_check.model.term import Number, Term, number, symbols
from kl_check.read.flow.state import State
from kl_check.read.flow.values import Items, Value

FILLED = {"zeros_like": 0, "zeros": 0, "new_zeros": 0, "ones_like": 1, "ones": 1, "new_ones": 1}
FULL = frozenset({"full", "full_like", "new_full", "fill"})
KEEPING = frozenset({"to", "cuda", "type_as", "expand", "expand_as", "float", "double", "view", "detach", "clone"})
MAKING = frozenset({"tensor", "constant", "Tensor", "FloatTensor", "as_tensor", "array", "Variable", "from_numpy"})


def filled_with(node: ast.expr, flow: State) -> Term | None:
    """The number that an array is full of, if the code shows it; what is trained is not."""
    match node:
        case ast.Call(keywords=words) if any(word.arg in ("requires_grad", "trainable") for word in words):
            return None
        case ast.Call(func=ast.Name(id=name)) | ast.Call(func=ast.Attribute(attr=name)) if name in FILLED:
            return Number(number(FILLED[name]).value, span=flow.span(node))
        case ast.Call(func=ast.Name(id=name) | ast.Attribute(attr=name), args=[_, value, *_]) if name in FULL:
            return flow.term(value)
        case ast.List():
            return one_number(flow.value(node))
        case ast.BinOp(left=ast.List(elts=[one]), op=ast.Mult()):
            return flow.term(one)
        case ast.Call(func=ast.Attribute(value=inner, attr=name)) if name in KEEPING:
            return filled_with(inner, flow)
        case ast.Call(func=ast.Name(id=name) | ast.Attribute(attr=name), args=[one, *_]) if name in MAKING:
            return filled_with(one, flow)
    return None


def one_number(value: Value) -> Term | None:
    """The constant that all of several values are."""
    if not isinstance(value, Items) or not value.values:
        return None
    first = value.values[0]
    same = isinstance(first, Term) and not symbols(first) and all(one == first for one in value.values)
    return first if same and isinstance(first, Term) else None
