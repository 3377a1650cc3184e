"""The exact forms that rewrites and mutants start from: every role, pairs of them, every dialect, target, reduction."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from fractions import Fraction

from benchmarks.mutants.spell import DIALECTS, Dialect, spell
from benchmarks.mutants.tree import Node, exp, log, node, reduced, symbol

HALF = node(Fraction(1, 2))
MINUS_HALF = node(Fraction(-1, 2))


@dataclass(frozen=True, slots=True)
class Scale:
    """A scale symbol in a role: its variance, log-variance and log standard deviation, as people write them."""

    variance: Node
    log_variance: Node
    log_std: Node


ROLES: Mapping[str, Callable[[Node], Scale]] = {
    "std": lambda s: Scale(s**2, 2 * log(s), log(s)),
    "var": lambda v: Scale(v, log(v), HALF * log(v)),
    "log_std": lambda t: Scale(exp(2 * t), 2 * t, t),
    "log_var": lambda t: Scale(exp(t), t, HALF * t),
    "precision": lambda w: Scale(1 / w, -log(w), MINUS_HALF * log(w)),
    "log_precision": lambda t: Scale(exp(-t), -t, MINUS_HALF * t),
}
POSITIVE = frozenset({"std", "var", "precision"})

NAMES: Mapping[str, tuple[str, ...]] = {
    "std": ("std", "sigma", "s", "z_std"),
    "var": ("var", "v", "variance", "sigma2"),
    "log_std": ("log_std", "ls", "log_sigma", "logstd"),
    "log_var": ("logvar", "log_var", "z_log_var", "lv"),
    "precision": ("precision", "prec"),
    "log_precision": ("log_prec", "log_precision"),
}


@dataclass(frozen=True, slots=True)
class Base:
    """An exact form in a dialect: `roles` is the reading that must be found."""

    name: str
    tree: Node
    dialect: Dialect
    symbols: Mapping[str, str]
    roles: Mapping[str, str]

    @property
    def reading(self) -> Mapping[str, str]:
        return {self.symbols[name].removeprefix("\\"): role for name, role in self.roles.items()}

    @property
    def positive(self) -> frozenset[str]:
        return frozenset(name for name, role in self.roles.items() if role in POSITIVE)

    def text(self, tree: Node | None = None) -> str:
        return spell(tree or self.tree, self.dialect, self.symbols)


# Elementwise forms. Each part carries its mark.

M1, M2, S1, S2 = map(symbol, ("m1", "m2", "s1", "s2"))


def _log(part: Node) -> Node:
    return part.marked("log")


def _variance(part: Node) -> Node:
    return part.marked("variance")


def _constant(value: Fraction | int) -> Node:
    return node(value).marked("constant")


def _mean(distance: Node) -> Node:
    return (distance**2).marked("mean")


ONE = _constant(1)
A_HALF = _constant(Fraction(1, 2))


def kingma(q: Scale) -> tuple[Node | None, Node]:
    return MINUS_HALF, ONE + _log(q.log_variance) - _mean(M1) - _variance(q.variance)


def textbook(q: Scale) -> tuple[Node | None, Node]:
    return HALF, _mean(M1) + _variance(q.variance) - _log(q.log_variance) - ONE


def halves(q: Scale) -> tuple[Node | None, Node]:
    return None, -_log(q.log_std) + (_variance(q.variance) + _mean(M1)) / 2 - A_HALF


def spread(q: Scale) -> tuple[Node | None, Node]:
    return None, HALF * _variance(q.variance) + HALF * _mean(M1) - A_HALF - _log(q.log_std)


def chain(q: Scale) -> tuple[Node | None, Node]:
    return MINUS_HALF, (_mean(M1) + _variance(q.variance)) * -1 + ONE + _log(q.log_variance)


def ratio(q: Scale, p: Scale) -> tuple[Node | None, Node]:
    """The textbook's general form, for two standard deviations."""
    return None, _log(log(S2 / S1)) + (_variance(q.variance) + _mean(M1 - M2)) / (2 * p.variance) - A_HALF


def general(q: Scale, p: Scale) -> tuple[Node | None, Node]:
    logs = _log(p.log_variance - q.log_variance)
    return HALF, logs + (_variance(q.variance) + _mean(M1 - M2)) / p.variance - ONE


def split(q: Scale, p: Scale) -> tuple[Node | None, Node]:
    parts = _variance(q.variance / p.variance) + (_mean(M1 - M2)) / p.variance
    return None, _log(p.log_std - q.log_std) + HALF * parts - A_HALF


def centred(q: Scale, p: Scale) -> tuple[Node | None, Node]:
    """A learned prior scale around 0."""
    return None, _log(p.log_std - q.log_std) + (_variance(q.variance) + _mean(M1)) / (2 * p.variance) - A_HALF


def distance(q: Scale) -> tuple[Node | None, Node]:
    """Both Gaussians with the same scale."""
    return None, _mean(M1 - M2) / (2 * q.variance)


Form = Callable[..., tuple[Node | None, Node]]

# Reductions: what stands around an elementwise form.


def none(factor: Node | None, body: Node) -> Node:
    return body if factor is None else factor * body


def latents(factor: Node | None, body: Node) -> Node:
    return none(factor, reduced("sum", body, "latent"))


def everything(factor: Node | None, body: Node) -> Node:
    return none(factor, reduced("sum", body, "all"))


def batch_mean(factor: Node | None, body: Node) -> Node:
    return reduced("mean", latents(factor, body), "all")


def inside(factor: Node | None, body: Node) -> Node:
    """The sum outside the factor."""
    return reduced("sum", none(factor, body), "latent")


def per_item(factor: Node | None, body: Node) -> Node:
    return everything(factor, body) / symbol("B")


def everything_last(factor: Node | None, body: Node) -> Node:
    total = reduced("sum", body, "all")
    return total if factor is None else total * factor


Reduction = Callable[[Node | None, Node], Node]

STANDARD: tuple[tuple[Form, str, Reduction, str], ...] = (
    (kingma, "log_var", everything, "torch"),
    (kingma, "log_var", batch_mean, "torch-methods"),
    (kingma, "log_var", per_item, "torch"),
    (kingma, "log_var", latents, "keras"),
    (kingma, "log_var", batch_mean, "tensorflow"),
    (kingma, "log_var", latents, "jax"),
    (kingma, "std", latents, "torch"),
    (kingma, "std", everything, "numpy"),
    (kingma, "var", batch_mean, "torch"),
    (kingma, "log_std", latents, "tensorflow"),
    (kingma, "log_std", everything, "torch-methods"),
    (kingma, "precision", everything, "torch"),
    (kingma, "log_precision", latents, "jax"),
    (kingma, "std", none, "plain"),
    (kingma, "std", latents, "latex"),
    (kingma, "log_var", latents, "latex"),
    (chain, "log_var", everything_last, "torch-chain"),
    (chain, "std", everything_last, "torch-chain"),
    (textbook, "std", none, "plain"),
    (textbook, "var", inside, "tensorflow"),
    (textbook, "log_var", inside, "torch-methods"),
    (textbook, "log_std", per_item, "jax"),
    (textbook, "precision", none, "plain"),
    (textbook, "log_precision", everything, "torch"),
    (textbook, "var", latents, "latex"),
    (halves, "std", none, "latex"),
    (halves, "var", latents, "numpy"),
    (halves, "log_std", inside, "torch"),
    (halves, "log_var", none, "plain"),
    (spread, "std", everything, "tensorflow"),
    (spread, "log_std", batch_mean, "torch-methods"),
    (spread, "log_var", latents, "keras"),
)
GENERAL: tuple[tuple[Form, tuple[str, str], Reduction, str], ...] = (
    (ratio, ("std", "std"), none, "plain"),
    (ratio, ("std", "std"), none, "latex"),
    (ratio, ("std", "std"), latents, "torch"),
    (ratio, ("std", "std"), everything, "tensorflow"),
    (general, ("log_var", "log_var"), everything, "torch"),
    (general, ("log_var", "log_var"), batch_mean, "torch-methods"),
    (general, ("var", "var"), latents, "numpy"),
    (general, ("log_std", "log_std"), inside, "jax"),
    (general, ("log_var", "var"), latents, "torch"),
    (general, ("std", "log_var"), batch_mean, "tensorflow"),
    (general, ("precision", "precision"), none, "plain"),
    (general, ("log_precision", "log_std"), latents, "torch"),
    (general, ("var", "var"), latents, "latex"),
    (split, ("log_std", "log_std"), batch_mean, "torch-methods"),
    (split, ("std", "std"), everything, "keras"),
    (split, ("log_var", "log_var"), none, "plain"),
    (split, ("std", "precision"), none, "latex"),
    (centred, ("std", "std"), none, "plain"),
    (centred, ("log_var", "log_var"), everything, "torch"),
)
EQUAL: tuple[tuple[Form, str, Reduction, str], ...] = (
    (distance, "std", none, "plain"),
    (distance, "std", none, "latex"),
    (distance, "log_var", latents, "torch"),
    (distance, "var", everything, "tensorflow"),
    (distance, "log_std", batch_mean, "torch-methods"),
)


def bases() -> tuple[Base, ...]:
    return tuple(
        [_one(index, *row) for index, row in enumerate(STANDARD)]
        + [_two(index, *row) for index, row in enumerate(GENERAL)]
        + [_equal(*row) for row in EQUAL]
    )


def _one(index: int, form: Form, role: str, reduction: Reduction, dialect: str) -> Base:
    tree = reduction(*form(ROLES[role](S1)))
    choices = NAMES[role]
    symbols = {"m1": ("mu", "mean", "m")[index % 3], "s1": choices[index % len(choices)]}
    if dialect == "latex":
        symbols = {"m1": r"\mu", "s1": _latex_scale(role)}
    return _base(f"{form.__name__} {role} {reduction.__name__}", dialect, tree, symbols, {"m1": "mean", "s1": role})


def _two(index: int, form: Form, roles: tuple[str, str], reduction: Reduction, dialect: str) -> Base:
    tree = reduction(*form(ROLES[roles[0]](S1), ROLES[roles[1]](S2)))
    first, second = (("1", "2"), ("_q", "_p"), ("_post", "_prior"))[index % 3]
    symbols = {"m1": f"mu{first}", "m2": f"mu{second}"}
    symbols |= {"s1": f"{NAMES[roles[0]][0]}{first}", "s2": f"{NAMES[roles[1]][0]}{second}"}
    if dialect == "latex":
        scales = {"s1": f"{_latex_scale(roles[0])}_1", "s2": f"{_latex_scale(roles[1])}_2"}
        symbols = {"m1": r"\mu_1", "m2": r"\mu_2", **scales}
    held = {"m1": "mean", "s1": roles[0], "s2": roles[1]} | ({} if form is centred else {"m2": "mean"})
    return _base(f"{form.__name__} {'/'.join(roles)} {reduction.__name__}", dialect, tree, symbols, held)


def _equal(form: Form, role: str, reduction: Reduction, dialect: str) -> Base:
    tree = reduction(*form(ROLES[role](S1)))
    symbols = {"m1": "mu1", "m2": "mu2", "s1": NAMES[role][0]}
    if dialect == "latex":
        symbols = {"m1": r"\mu_1", "m2": r"\mu_2", "s1": _latex_scale(role)}
    held = {"m1": "mean", "m2": "mean", "s1": role}
    return _base(f"{form.__name__} {role} {reduction.__name__}", dialect, tree, symbols, held)


def _latex_scale(role: str) -> str:
    return {"std": r"\sigma", "var": "v", "log_var": "s", "precision": r"\tau"}[role]


def _with_methods(tree: Node) -> Node:
    """Powers as `x.pow(2)`."""
    head = "pow" if tree.head == "power" else tree.head
    return replace(tree, head=head, parts=tuple(map(_with_methods, tree.parts)))


def _base(name: str, dialect: str, tree: Node, symbols: Mapping[str, str], held: Mapping[str, str]) -> Base:
    if DIALECTS[dialect].chained:
        tree = _with_methods(tree)
    sizes = {"B": "batch_size", "J": "latent_dim", "P": "num_pixels"}
    if dialect == "latex":
        sizes = {"B": "B", "J": "J", "P": "P"}
    return Base(f"{name} {dialect}", tree, DIALECTS[dialect], {**symbols, **sizes}, held)
