"""What a text of code means, by Python itself on 50-digit arrays: the second road from a text to its values.

The texts are the benchmark's own and the repairs that kl_check offers for them. They are parsed and computed by Python,
with stand-ins for torch, tf, K, jnp and np, so that neither kl_check's reader nor the benchmark's trees are believed.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Mapping
from types import SimpleNamespace
from typing import Any

import numpy as np
from mpmath import mp, mpf

from benchmarks.mutants.values import FUNCTIONS, TWO, Samples, flat, points, shape_of


def _reduced(kind: str, body: Any, axis: Any = None, dim: Any = None) -> Any:
    array = np.asarray(body, dtype=object)
    axis = axis if axis is not None else dim
    places = tuple(map(int, axis)) if isinstance(axis, tuple | list) else None if axis is None else int(axis)
    added = array.sum(axis=places)
    return tensor(added if kind == "sum" else added * (mpf(np.asarray(added, dtype=object).size) / array.size))


class Tensor(np.ndarray):
    """An array of 50-digit numbers with the methods of a tensor; one in place changes what it is called on."""

    def sum(self, *axis: Any, **words: Any) -> Any:
        return _reduced("sum", self, *axis, **words)

    def mean(self, *axis: Any, **words: Any) -> Any:
        return _reduced("mean", self, *axis, **words)

    def pow(self, exponent: Any) -> Any:
        return self**exponent


def _method(name: str, in_place: bool) -> Any:
    def call(self: Tensor, *arguments: Any) -> Any:
        result = FUNCTIONS[name](self, *arguments)
        if in_place:
            self[...] = result
            return self
        return tensor(result)

    return call


METHODS = {
    **{name: name for name in ("exp", "log", "sqrt", "square", "expm1")},
    "add": "add",
    "sub": "subtract",
    "mul": "multiply",
    "div": "divide",
    "neg": "negate",
}
for _name, _head in METHODS.items():
    setattr(Tensor, _name, _method(_head, in_place=False))
    setattr(Tensor, f"{_name}_", _method(_head, in_place=True))


def tensor(value: Any) -> Any:
    return np.asarray(value, dtype=object).view(Tensor)


def _module() -> SimpleNamespace:
    plain = {name: (lambda *a, head=name: tensor(FUNCTIONS[head](*a))) for name in FUNCTIONS}
    sums = {name: (lambda *a, kind=name, **w: _reduced(kind, *a, **w)) for name in ("sum", "mean")}
    named = {"reduce_sum": sums["sum"], "reduce_mean": sums["mean"], "neg": plain["negate"]}
    return SimpleNamespace(**plain, **sums, **named)


MODULE = _module()
MODULE.math = MODULE
NAMESPACE: Mapping[str, Any] = {
    **dict.fromkeys(("torch", "tf", "K", "jnp", "np", "math"), MODULE),
    **{name: getattr(MODULE, name) for name in (*FUNCTIONS, "sum", "mean")},
    "number": mpf,
    "__builtins__": {},
}


class _ExactNumbers(ast.NodeTransformer):
    def visit_Constant(self, node: ast.Constant) -> ast.expr:
        if not isinstance(node.value, int | float):
            return node
        call = ast.Call(ast.Name("number", ast.Load()), [ast.Constant(repr(node.value))], [])
        return ast.copy_location(ast.fix_missing_locations(call), node)


def text_samples(text: str, symbols: Mapping[str, str], latex: bool) -> Samples | None:
    """The values of a text at the oracle's points, or None where it does not compute. `symbols`: how each is called."""
    try:
        found = [[_run(text, symbols, one, latex) for one in points(setting)] for setting in TWO]
    except (ArithmeticError, TypeError, ValueError, AttributeError, NameError, SyntaxError):
        return None
    values = tuple(flat(one) for one in found)
    if any(not isinstance(one, mpf) or not mp.isfinite(one) for many in values for one in many):
        return None
    return Samples(shape_of(found[0][0]), values)


def _run(text: str, symbols: Mapping[str, str], values: Mapping[str, Any], latex: bool) -> Any:
    source, space = text, dict(NAMESPACE)
    called = sorted(((name, key) for key, name in symbols.items()), key=lambda pair: -len(pair[0]))
    if latex:
        source = _from_latex(text, dict(called))
    for name, key in called:
        inner = f"symbol_{key}"
        source = source if latex else re.sub(rf"(?<![\w.]){re.escape(name)}(?!\w)", inner, source)
        space[inner] = tensor(np.array(values[key], copy=True)) if np.ndim(values[key]) else values[key]
    tree = ast.fix_missing_locations(_ExactNumbers().visit(ast.parse(source)))
    last = tree.body[-1]
    if isinstance(last, ast.Assign):
        tree.body.append(ast.fix_missing_locations(ast.Expr(ast.Name(ast.unparse(last.targets[0]), ast.Load()))))
        last = tree.body[-1]
    code = ast.Module(tree.body[:-1], [])
    exec(compile(code, "<text>", "exec"), space)  # noqa: S102 - texts of our own, and no builtins
    if not isinstance(last, ast.Expr):
        raise TypeError("no value at the end")
    value = eval(compile(ast.Expression(last.value), "<text>", "eval"), space)  # noqa: S307
    return np.asarray(value, dtype=object)


# The LaTeX of the benchmark and of the repairs: fractions, brackets, powers, logs, sums, products without a sign.

LATEX_TOKEN = re.compile(r"\\[A-Za-z]+|\d+(?:\.\d+)?|\S")
GLUE = frozenset({r"\left", r"\right", r"\bigl", r"\bigr", r"\,", r"\!"})


def _from_latex(text: str, symbols: Mapping[str, str]) -> str:
    """The formula as Python."""
    return _Latex([one for one in LATEX_TOKEN.findall(text) if one not in GLUE], symbols).sum()


class _Latex:
    def __init__(self, tokens: list[str], symbols: Mapping[str, str]) -> None:
        self.tokens, self.symbols, self.place = [*tokens, ""], symbols, 0

    @property
    def ahead(self) -> str:
        return self.tokens[self.place]

    def take(self, expected: str = "") -> str:
        symbol = self.ahead
        if expected and symbol != expected:
            raise SyntaxError(f"{expected} is due, not {symbol}")
        self.place += 1
        return symbol

    def sum(self) -> str:
        text = ""
        while self.ahead not in ("", ")", "}"):
            sign = self.take() if self.ahead in ("+", "-") else "+"
            text += f" {sign} {self.product()}"
        return f"({text})"

    def product(self) -> str:
        factors = [self.power()]
        while self.ahead not in ("", ")", "}", "+", "-"):
            if self.ahead in (r"\cdot", r"\times"):
                self.take()
            factors.append(self.power())
        return "*".join(factors)

    def power(self) -> str:
        base = self.atom()
        while self.ahead == "^":
            self.take()
            base = f"({base})**{self.group()}"
        return base

    def group(self) -> str:
        if self.ahead != "{":
            return self.atom()
        self.take("{")
        inner = self.sum()
        self.take("}")
        return inner

    def atom(self) -> str:
        symbol = self.take()
        if symbol == "(":
            inner = self.sum()
            self.take(")")
            return inner
        if symbol == r"\frac":
            return f"({self.group()}/{self.group()})"
        if symbol == r"\sqrt":
            return f"sqrt({self.group()})"
        if symbol in (r"\log", r"\ln", r"\exp"):
            return f"{symbol[1:].replace('ln', 'log')}({self.power()})"
        if symbol == "e" and self.ahead == "^":
            self.take()
            return f"exp({self.group()})"
        if symbol == r"\sum":
            while self.ahead != "^":
                self.take()
            self.take()
            self.group()
            return f"sum({self.product()}, axis=-1)"
        if re.fullmatch(r"\d+(\.\d+)?", symbol):
            return symbol
        if self.ahead == "_":
            self.take()
            symbol = f"{symbol}_{self.group().strip('( +)')}"
        return f"symbol_{self.symbols[symbol]}"
