"""Distribution objects of the libraries: what their methods mean, and the KL of two of them."""

from __future__ import annotations

import ast
from dataclasses import replace
from typing import TYPE_CHECKING

from kl_check.know.closed_forms import univariate, univariate_standard
from kl_check.model.term import Apply, Constant, Reduce, Symbol, Term, exp, log, normal_log_density, number, symbols
from kl_check.read.flow.families import GAUSSIANS, OTHERS, filled_or_term, gaussian
from kl_check.read.flow.values import Foreign, Normal, Value
from kl_check.read.python import NOISE

if TYPE_CHECKING:
    from kl_check.read.flow.state import State

DENSITIES = frozenset({"log_prob", "logp", "logpdf"})
DRAWS = frozenset({"sample", "rsample"})
PARAMETERS = frozenset({"mean", "stddev", "variance", "mode"})
SAME = frozenset({"expand", "expand_by", "to", "mask", "broadcast_to"})
EVENTS = frozenset({"to_event", "independent"})
METHODS = DENSITIES | DRAWS | PARAMETERS | SAME | EVENTS | {"entropy", "kl_divergence"}

DIVERGENCES = frozenset({"kl_divergence", "kl", "kullback_leibler"})
MODULES = frozenset({"tfd", "ds", "td", "dist", "dists", "kl", "tfp", "d", "mgp", "probability", "zs"})
SIDES = (("p", "distribution_a", "q_dist"), ("q", "distribution_b", "p_dist"))
"""The keywords of a library's KL; torch calls the first of the two p."""

REGULARIZERS = frozenset({"KLDivergenceRegularizer", "KLDivergenceAddLoss"})
MAX_NAMES = 4  # that stand for one another


def called(flow: State, node: ast.Call) -> Value | None:
    """A constructor of a distribution, the library's KL of two, or a layer that adds one to the loss."""
    path = _path(flow, node.func)
    module, _, last = path.rpartition(".")
    if last in REGULARIZERS:
        return _regularizer(flow, node)
    if last in GAUSSIANS and not module.endswith(("layers", "tfpl")):
        return gaussian(flow, node, last)
    if last in OTHERS:
        return Foreign(f"distribution {last}")
    if last == "Independent" and node.args:
        return _independent(flow, node)
    if path.endswith("norm.logpdf") and node.args:
        return _standard_density(flow, node)
    if last == "gaussian_kl_divergence" and len(node.args) == 2:
        return _of_chainer(flow, node)
    if last in DIVERGENCES and (both := _both(node)) is not None:
        return _divergence(flow, node, *both) if _is_library(module) or _are_known(flow, both) else None
    return None


def _path(flow: State, node: ast.expr) -> str:
    """A dotted name, with names undone that stand for a module or a function of one: `tfd = tfp.distributions`."""
    path = ast.unparse(node) if isinstance(node, ast.Name | ast.Attribute) else ""
    for _ in range(MAX_NAMES):
        head, dot, rest = path.partition(".")
        held = flow.frame.get(head, flow.taken) if head else None
        if not isinstance(held, Symbol) or held.name == head or "(" in held.name:
            break
        path = held.name + dot + rest
    return flow.resolved(path)


def _is_library(module: str) -> bool:
    return "distribution" in module.lower() or module.rpartition(".")[2].lower() in MODULES


def _are_known(flow: State, both: tuple[ast.expr, ast.expr]) -> bool:
    return any(isinstance(flow.value(one), Normal) for one in both)


def _both(node: ast.Call) -> tuple[ast.expr, ast.expr] | None:
    given = {word.arg: word.value for word in node.keywords}
    named = [next((given[name] for name in names if name in given), None) for names in SIDES]
    first, second = [*node.args, *named[len(node.args) :]][:2] if len(node.args) < 2 else node.args[:2]
    return None if first is None or second is None else (first, second)


def _independent(flow: State, node: ast.Call) -> Value | None:
    """Sums over the last axes; over none, if it says so."""
    inner = flow.value(node.args[0])
    if not isinstance(inner, Normal):
        return inner if isinstance(inner, Foreign) else None
    counts = [*node.args[1:2], *(word.value for word in node.keywords if word.arg == "reinterpreted_batch_ndims")]
    none = any(isinstance(one, ast.Constant) and one.value == 0 for one in counts)
    return inner if none else replace(inner, summed=True)


def attribute(normal: Normal, name: str) -> Value | None:
    """A parameter of a Gaussian."""
    match name:
        case "loc" | "mean" | "mode":
            return normal.mean
        case "scale" | "stddev" | "scale_diag":
            return normal.std
        case "variance":
            return normal.std**2
        case "base_dist" | "distribution":
            return replace(normal, summed=False)
    return None


def method(flow: State, node: ast.Call, holder: Value, name: str) -> Value | None:
    """A method of a distribution, known or not."""
    if name == "kl_divergence" and isinstance(holder, Normal | Symbol) and isinstance(node.func, ast.Attribute):
        other = [*node.args, *(word.value for word in node.keywords if word.arg in ("other", "other_dist"))]
        return _divergence(flow, node, node.func.value, other[0]) if len(other) == 1 else None
    match holder:
        case Normal():
            return _of_normal(flow, node, holder, name)
        case Foreign() if name not in PARAMETERS:
            return Symbol(ast.unparse(node), span=flow.span(node))
        case Symbol() if name == "log_prob" and len(node.args) == 1:
            return _of_unknown(flow, node, holder)
    return None


def _of_normal(flow: State, node: ast.Call, normal: Normal, name: str) -> Value | None:
    if name in DENSITIES and node.args:
        density = normal_log_density(flow.term(node.args[0]), normal.mean, normal.std)
        return _summed(density, normal.summed, flow, node)
    if name in DRAWS:
        noise = Symbol(NOISE, span=flow.span(node))
        return Apply("add", (normal.mean, Apply("multiply", (normal.std, noise))), span=flow.span(node))
    if name == "entropy" and not node.args:
        turn = number(2) * Constant("pi") * Constant("e")
        return _summed(log(normal.std) + log(turn) / 2, normal.summed, flow, node)
    if name in SAME:
        return normal
    if name in EVENTS:
        none = bool(node.args) and isinstance(node.args[0], ast.Constant) and node.args[0].value == 0
        return normal if none else replace(normal, summed=True)
    return attribute(normal, name) if name in PARAMETERS else None


def _of_unknown(flow: State, node: ast.Call, holder: Symbol) -> Term:
    """The log-density of a distribution that the code does not show, remembered with its sample."""
    text = ast.unparse(node)
    flow.found.densities[text] = _name_of(holder, node.func), flow.term(node.args[0])
    return Symbol(text, span=flow.span(node))


def _name_of(value: Symbol, node: ast.expr) -> str:
    inner = node.value if isinstance(node, ast.Attribute) and node.attr in METHODS else node
    return value.name if "(" not in value.name else ast.unparse(inner)


def _standard_density(flow: State, node: ast.Call) -> Term:
    """SciPy's norm.logpdf(x, loc, scale)."""
    parts = {word.arg: word.value for word in node.keywords if word.arg}
    parts |= zip(("x", "loc", "scale"), node.args, strict=False)
    mean = filled_or_term(flow, parts["loc"]) if "loc" in parts else number(0)
    std = filled_or_term(flow, parts["scale"]) if "scale" in parts else number(1)
    return _placed(normal_log_density(flow.term(node.args[0]), mean, std), flow, node)


def _divergence(flow: State, node: ast.Call, first: ast.expr, second: ast.expr) -> Value | None:
    q, p = flow.value(first), flow.value(second)
    if isinstance(q, Foreign) or isinstance(p, Foreign):
        return Foreign("another divergence")
    left, right = _as_normal(q, first), _as_normal(p, second)
    if left is None or right is None:
        return None
    if symbols(left.mean) and (left.mean == right.mean or left.std == right.std):  # half of a KL, as a gradient's split
        name = second.id if isinstance(second, ast.Name) else "second"
        right = replace(unknown(name), summed=right.summed, known=right.known)
    return _between(flow, node, left, right)


def _between(flow: State, node: ast.Call, left: Normal, right: Normal) -> Term:
    flow.found.library.add(flow.span(node))
    if not (left.known or right.known):
        flow.found.unseen.add(flow.span(node))
    body = univariate(left.mean, left.std, right.mean, right.std)
    states = {one.summed for one in (left, right) if one.known} or {None}
    return _summed(body, True if True in states else None if states == {None} else False, flow, node)


def _as_normal(value: Value, node: ast.expr) -> Normal | None:
    if isinstance(value, Symbol):
        return unknown(_name_of(value, node))
    return value if isinstance(value, Normal) else None


def unknown(name: str) -> Normal:
    """A distribution of which the code shows no family."""
    return Normal(Symbol(f"{name}.mean"), Symbol(f"{name}.stddev"), summed=None, known=False)


def _of_chainer(flow: State, node: ast.Call) -> Value | None:
    """Chainer's KL to the standard normal: of a mean and a log-variance, summed over everything, unless it says so."""
    mean, log_variance = (filled_or_term(flow, one) for one in node.args)
    given = {word.arg: word.value for word in node.keywords}
    how = given.get("reduce", ast.Constant("sum"))
    if not isinstance(how, ast.Constant) or how.value not in ("sum", "mean", "no"):
        return None
    flow.found.library.add(flow.span(node))
    body = univariate_standard(mean, exp(log_variance / 2))
    if how.value == "no":
        return _placed(body, flow, node)
    return Reduce("sum" if how.value == "sum" else "mean", body, span=flow.span(node))


def _regularizer(flow: State, node: ast.Call) -> Value | None:
    """A layer of TensorFlow Probability: the KL of what the layer before it gives, in the mean over the batch."""
    given = {word.arg: word.value for word in node.keywords}
    prior = node.args[0] if node.args else given.get("distribution_b")
    held = flow.value(prior) if prior is not None else None
    if prior is None or held is None or isinstance(held, Foreign):
        return None
    second = _as_normal(held, prior) or unknown(ast.unparse(prior))
    term = _between(flow, node, unknown("layer"), replace(second, summed=True, known=True))
    return Reduce("mean", replace(term, span=None), ("batch",), span=flow.span(node))


def _placed(term: Term, flow: State, node: ast.AST) -> Term:
    return replace(term, span=flow.span(node))


def _summed(term: Term, summed: bool | None, flow: State, node: ast.AST) -> Term:
    """The value for each item: summed over the latents where the distribution is one of vectors."""
    if summed is False:
        return _placed(term, flow, node)
    return Reduce("sum", term, ("latent",), span=flow.span(node))
