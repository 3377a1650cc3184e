"""What the rows of the corpus mean, worked out without kl_check: NumPy arrays, and the textbook integral's result.

Each library's spelling is played by a few lines over NumPy, so that a row is *run* here, and only read by kl_check.
"""

from __future__ import annotations

import ast
from collections.abc import Callable, Iterator, Mapping
from itertools import permutations, product
from types import SimpleNamespace
from typing import Any

import numpy as np
import pytest

BATCH, LATENTS = 3, 4
SIZES = {
    **dict.fromkeys(("B", "N", "batch_size", "bs"), BATCH),
    **dict.fromkeys(("J", "z_dim", "latent_dim", "d"), LATENTS),
}
WEIGHTS = dict.fromkeys(("beta", "kl_weight", "lam", "w"), 1.0)


class Tensor:
    """An array with the methods of torch."""

    def __init__(self, values: Any) -> None:
        self.values = np.asarray(values, dtype=float)

    def _with(self, function: Callable[..., Any], *others: Any) -> Tensor:
        return Tensor(
            function(self.values, *(other.values if isinstance(other, Tensor) else other for other in others))
        )

    def __getattr__(self, name: str) -> Callable[..., Tensor]:
        function = FUNCTIONS.get(name) or FUNCTIONS.get(name.removesuffix("_"))
        if function is None:
            raise AttributeError(name)
        return lambda *others, **axes: function(self, *others, **axes)

    def __add__(self, other: Any) -> Tensor:
        return self._with(np.add, other)

    def __sub__(self, other: Any) -> Tensor:
        return self._with(np.subtract, other)

    def __rsub__(self, other: Any) -> Tensor:
        return Tensor(other) - self

    def __mul__(self, other: Any) -> Tensor:
        return self._with(np.multiply, other)

    def __truediv__(self, other: Any) -> Tensor:
        return self._with(np.divide, other)

    def __rtruediv__(self, other: Any) -> Tensor:
        return Tensor(other) / self

    def __pow__(self, other: Any) -> Tensor:
        return self._with(np.power, other)

    def __rpow__(self, other: Any) -> Tensor:
        return Tensor(other) ** self

    def __neg__(self) -> Tensor:
        return self._with(np.negative)

    __radd__, __rmul__ = __add__, __mul__

    def __len__(self) -> int:
        return len(self.values)

    @property
    def shape(self) -> tuple[int, ...]:
        return self.values.shape

    def size(self, axis: int) -> int:
        return self.values.shape[axis]


def elementwise(function: Callable[..., Any]) -> Callable[..., Tensor]:
    return lambda *arguments: Tensor(function(*(a.values if isinstance(a, Tensor) else a for a in arguments)))


def reduction(function: Callable[..., Any]) -> Callable[..., Tensor]:
    def reduced(value: Tensor, axis: Any = None, keep: bool = False, **words: Any) -> Tensor:
        axis = words.get("dim", words.get("axis", axis))
        keep = words.get("keepdim", words.get("keepdims", keep))
        return Tensor(function(value.values, axis=tuple(axis) if isinstance(axis, list) else axis, keepdims=keep))

    return reduced


FUNCTIONS: dict[str, Callable[..., Tensor]] = {
    **{name: elementwise(getattr(np, name)) for name in ("exp", "log", "sqrt", "square", "abs", "log1p", "expm1")},
    **{name: elementwise(getattr(np, name)) for name in ("add", "subtract", "multiply", "divide", "power", "negative")},
    "ln": elementwise(np.log),
    "pow": elementwise(np.power),
    "sub": elementwise(np.subtract),
    "mul": elementwise(np.multiply),
    "div": elementwise(np.divide),
    "neg": elementwise(np.negative),
    "rsqrt": elementwise(lambda x: 1 / np.sqrt(x)),
    "reciprocal": elementwise(lambda x: 1 / x),
    "softplus": elementwise(lambda x: np.logaddexp(0, x)),
    "sum": reduction(np.sum),
    "mean": reduction(np.mean),
    "reduce_sum": reduction(np.sum),
    "reduce_mean": reduction(np.mean),
}
LIBRARY = SimpleNamespace(**FUNCTIONS, math=SimpleNamespace(**FUNCTIONS), randn_like=lambda x: x)
MODULES = dict.fromkeys(("torch", "K", "tf", "jnp", "np", "math", "F"), LIBRARY)


def as_python(text: str) -> str:
    for sign, code in {"^": "**", "²": "**2"}.items():
        text = text.replace(sign, code)
    return text


def value_of(text: str, at: Mapping[str, Tensor]) -> Any:
    """Runs the statements of a row and gives the value of the last one."""
    tree = ast.parse(as_python(text))
    match tree.body[-1]:
        case ast.Expr(value=value):
            tree.body[-1] = ast.Assign([ast.Name("_", ast.Store())], value)
            name = "_"
        case ast.Assign(targets=[ast.Name(id=name)]) | ast.AugAssign(target=ast.Name(id=name)):
            pass
        case other:
            raise AssertionError(other)
    names = {**FUNCTIONS, **MODULES, **SIZES, **WEIGHTS, **at}
    exec(compile(ast.fix_missing_locations(tree), "<row>", "exec"), names)  # noqa: S102 - our own rows
    return np.asarray(getattr(names[name], "values", names[name]))


STD_OF: Mapping[str, Callable[[Any], Any]] = {
    "std": lambda x: x,
    "var": np.sqrt,
    "log_std": np.exp,
    "log_var": lambda x: np.exp(x / 2),
    "precision": lambda x: x**-0.5,
    "log_precision": lambda x: np.exp(-x / 2),
}


def gaussian_kl(m1: Any, s1: Any, m2: Any, s2: Any) -> Any:
    return np.log(s2) - np.log(s1) + (s1**2 + (m1 - m2) ** 2) / (2 * s2**2) - 0.5


def point(names: Iterator[str] | list[str], seed: int) -> dict[str, Tensor]:
    """Positive entries, all different, so that every logarithm and root is defined."""
    generator = np.random.default_rng(seed)
    return {name: Tensor(generator.uniform(0.3, 2.5, (BATCH, LATENTS))) for name in names}


def free_names(text: str) -> list[str]:
    """The names that a row uses as values and does not assign."""
    tree = ast.parse(as_python(text))
    called = {id(node.func) for node in ast.walk(tree) if isinstance(node, ast.Call)}
    names = [node for node in ast.walk(tree) if isinstance(node, ast.Name) and id(node) not in called]
    known = {*MODULES, *SIZES, *WEIGHTS, *(node.id for node in names if isinstance(node.ctx, ast.Store))}
    return [name for name in dict.fromkeys(node.id for node in names) if name not in known]


class Oracle:
    """What is true of a row, by NumPy."""

    def holds(self, text: str, verdict: Any) -> bool:
        """Whether the row's value is scale · KL + offset, item by item, under the verdict's own reading."""
        return all(self._holds_at(text, verdict, seed) for seed in (1, 2, 3))

    def _holds_at(self, text: str, verdict: Any, seed: int) -> bool:
        at = point(free_names(text), seed)
        value = value_of(text, at)
        gaussians = self._gaussians(verdict.reading, at)
        kl = np.broadcast_to(gaussian_kl(*gaussians), (BATCH, LATENTS))
        if verdict.reduction.latent != "none":
            kl = kl.sum(axis=1)
        if verdict.reduction.batch != "none":
            kl = kl.sum(axis=0) if verdict.reduction.batch == "sum" else kl.mean(axis=0)
        names = {**SIZES, "log": np.log, "exp": np.exp, "pi": np.pi}
        scale, offset = (eval(one.replace("^", "**"), names) for one in (verdict.scale, verdict.offset))  # noqa: S307
        expected = scale * kl + offset
        return bool(np.allclose(np.squeeze(value), expected, rtol=1e-10, atol=1e-10))

    @staticmethod
    def _gaussians(reading: Mapping[str, str], at: Mapping[str, Tensor]) -> tuple[Any, Any, Any, Any]:
        """Means and stds in the order of the reading: m1, s1 and, if there are two of them, m2, s2."""
        means = [at[name].values for name, role in reading.items() if role == "mean"]
        stds = [STD_OF[role](at[name].values) for name, role in reading.items() if role != "mean"]
        m1, m2 = (*means, 0.0, 0.0)[:2]
        s1, s2 = (*stds, 1.0, 1.0)[:2]
        return m1, s1, m2, s2

    def nearest(self, text: str) -> float:
        """How far the row is, over all readings, from a multiple of the KL plus a constant (0: it is one).

        The measure is the share of the row's variance over random arrays that the KL does not explain.
        """
        names = free_names(text)
        seeds = range(10, 34)
        points = [point(names, seed) for seed in seeds]
        weights = {name: Tensor(0.6) for name in WEIGHTS}  # a weight on one part must show
        values = np.array([value_of(text, weights | at).sum() for at in points])
        return min(
            self._unexplained(values, [self._total(chosen, at) for at in points]) for chosen in self._readings(names)
        )

    @staticmethod
    def _readings(names: list[str]) -> Iterator[dict[str, str]]:
        for order in permutations(names):
            for roles in product(STD_OF, repeat=2 if len(order) == 4 else 1):
                if len(order) == 2:
                    yield {order[0]: "mean", order[1]: roles[0]}
                elif len(order) == 4:
                    yield {order[0]: "mean", order[1]: roles[0], order[2]: "mean", order[3]: roles[1]}

    def _total(self, reading: Mapping[str, str], at: Mapping[str, Tensor]) -> float:
        return float(np.sum(gaussian_kl(*self._gaussians(reading, at))))

    @staticmethod
    def _unexplained(values: Any, kl: list[float]) -> float:
        design = np.stack([np.array(kl), np.ones(len(kl))], axis=1)
        residual = values - design @ np.linalg.lstsq(design, values, rcond=None)[0]
        return float(residual @ residual / np.sum((values - values.mean()) ** 2))


@pytest.fixture(scope="session")
def oracle() -> Oracle:
    return Oracle()
