"""Distribution objects of the libraries: which constructors make Gaussians, and what their methods mean."""

from __future__ import annotations

import ast
from collections.abc import Mapping
from typing import TYPE_CHECKING

from kl_check.know.closed_forms import univariate
from kl_check.model.term import Apply, Number, Reduce, Symbol, Term, exp, normal_log_density, number, sqrt
from kl_check.read.flow.values import Foreign, Items, Normal, Value
from kl_check.read.python import NOISE

if TYPE_CHECKING:
    from kl_check.read.flow.state import State

METHODS = frozenset(
    {"log_prob", "logp", "sample", "rsample", "entropy", "kl_divergence", "mean", "stddev", "variance", "mode"}
)

MEANS = ("loc", "mean", "mu", "means")
SCALES: Mapping[str, str] = {
    **dict.fromkeys(("scale", "scale_diag", "std", "stddev", "sigma", "scale_identity_multiplier"), "std"),
    **dict.fromkeys(("covariance_diag", "variance", "var"), "var"),
}
ELEMENTWISE = frozenset({"Normal", "normal.Normal"})
DIAGONAL = frozenset({"MultivariateNormalDiag", "MultivariateNormalDiagWithSoftplusScale", "DiagonalGaussian"})
OTHERS = frozenset(
    {"Categorical", "OneHotCategorical", "Bernoulli", "RelaxedOneHotCategorical", "Gamma", "Beta", "Dirichlet"}
    | {
        "Laplace",
        "Poisson",
        "Uniform",
        "Multinomial",
        "VonMises",
        "VonMisesFisher",
        "HypersphericalUniform",
        "Exponential",
    }
    | {"RelaxedBernoulli", "RelaxedOneHotCategoricalStraightThrough", "LogNormal", "StudentT", "Cauchy", "Logistic"}
    | {"MixtureSameFamily", "NegativeBinomial", "ZeroInflatedNegativeBinomial", "MultivariateNormal"}
    | {"MultivariateNormalTriL", "MultivariateNormalFullCovariance", "LowRankMultivariateNormal"}
)
WRAPPERS = frozenset({"Independent"})
DIVERGENCES = frozenset({"kl_divergence", "kl", "kullback_leibler"})


def called(flow: State, node: ast.Call) -> Value | None:
    """A constructor of a distribution, or the library's KL of two."""
    path = flow.resolved(ast.unparse(node.func)) if isinstance(node.func, ast.Name | ast.Attribute) else ""
    last = path.rpartition(".")[2]
    if last in ELEMENTWISE or last in DIAGONAL:
        return _gaussian(flow, node, last)
    if last in OTHERS:
        return Foreign(f"distribution {last}")
    if last in WRAPPERS and node.args:
        inner = flow.value(node.args[0])
        return Normal(inner.mean, inner.std, summed=True, known=inner.known) if isinstance(inner, Normal) else None
    if last in DIVERGENCES and len(node.args) >= 2 and _is_library(path):
        return _divergence(flow, node, node.args[0], node.args[1])
    return None


def _is_library(path: str) -> bool:
    module = path.rpartition(".")[0].lower()
    return "distribution" in module or module.rpartition(".")[2] in (
        "tfd",
        "ds",
        "td",
        "dist",
        "dists",
        "kl",
        "tfp",
        "d",
    )


def _gaussian(flow: State, node: ast.Call, kind: str) -> Value | None:
    given = {word.arg: word.value for word in node.keywords if word.arg}
    mean = node.args[0] if node.args else next((given[name] for name in MEANS if name in given), None)
    scale, role = (node.args[1], "std") if len(node.args) > 1 else (None, "std")
    for name, meant in SCALES.items():
        if name in given:
            scale, role = given[name], meant
    if "logvar" in given or "log_var" in given or mean is None:
        return None
    location = _constant_or_term(flow, mean)
    spread = _constant_or_term(flow, scale) if scale is not None else number(1)
    return Normal(location, sqrt(spread) if role == "var" else spread, summed=kind in DIAGONAL)


CONSTANTS = {"zeros_like": 0, "zeros": 0, "ones_like": 1, "ones": 1}


def _constant_or_term(flow: State, node: ast.expr) -> Term:
    """A term; lists and calls that are full of one number are that number."""
    value = flow.value(node)
    if isinstance(value, Items) and value.values and all(isinstance(one, Number) for one in value.values):
        first = value.values[0]
        return first if isinstance(first, Number) else flow.opaque(node)
    return constant_of(node, flow) or (value if isinstance(value, Term) else flow.opaque(node))


def constant_of(node: ast.expr, flow: State) -> Term | None:
    """zeros_like(x), torch.ones(n), [0.] * n."""
    match node:
        case ast.Call(func=ast.Name(id=name)) | ast.Call(func=ast.Attribute(attr=name)) if name in CONSTANTS:
            return Number(number(CONSTANTS[name]).value, span=flow.span(node))
        case ast.BinOp(left=ast.List(elts=[one]), op=ast.Mult()):
            return flow.term(one)
        case ast.Call(func=ast.Attribute(value=inner, attr="to" | "cuda" | "type_as" | "expand" | "float" | "view")):
            return constant_of(inner, flow)
        case ast.Call(
            func=ast.Attribute(attr="tensor" | "constant" | "Tensor" | "FloatTensor" | "as_tensor"), args=[one, *_]
        ):
            return constant_of(one, flow)
    return None


def attribute(normal: Normal, name: str) -> Term | None:
    """A parameter of a Gaussian."""
    match name:
        case "loc" | "mean" | "mode":
            return normal.mean
        case "scale" | "stddev" | "scale_diag":
            return normal.std
        case "variance":
            return normal.std**2
    return None


def method(flow: State, node: ast.Call, holder: Value, name: str) -> Value | None:
    """A method of a distribution, known or not."""
    if name == "kl_divergence" and len(node.args) == 1 and not isinstance(holder, Foreign):
        known = holder if isinstance(holder, Normal) else None
        if known is None and not isinstance(holder, Symbol):
            return None
        return _divergence(flow, node, node.func.value, node.args[0]) if isinstance(node.func, ast.Attribute) else None
    if not isinstance(holder, Normal):
        if name in ("log_prob", "logp") and isinstance(holder, Symbol) and len(node.args) == 1:
            return None
        return Symbol(ast.unparse(node), span=flow.span(node)) if isinstance(holder, Foreign) else None
    match name:
        case "log_prob" | "logp" if node.args:
            density = normal_log_density(flow.term(node.args[0]), holder.mean, holder.std)
            return _summed(_placed(density, flow, node), holder.summed, flow, node)
        case "sample" | "rsample":
            noise = Symbol(NOISE, span=flow.span(node))
            return Apply("add", (holder.mean, Apply("multiply", (holder.std, noise))), span=flow.span(node))
        case "mean" | "stddev" | "variance" | "mode":
            return attribute(holder, name)
    return None


def _divergence(flow: State, node: ast.Call, first: ast.expr, second: ast.expr) -> Value | None:
    q, p = flow.value(first), flow.value(second)
    if isinstance(q, Foreign) or isinstance(p, Foreign):
        return Foreign("another divergence")
    left, right = _as_normal(q, first), _as_normal(p, second)
    if left is None or right is None:
        return None
    body = _placed(univariate(left.mean, left.std, right.mean, right.std), flow, node)
    states = {one.summed for one in (left, right) if one.known} or {None}
    summed = True if True in states else None if states == {None} else False
    return _summed(body, summed, flow, node)


def _as_normal(value: Value, node: ast.expr) -> Normal | None:
    if isinstance(value, Normal):
        return value
    if isinstance(value, Symbol):
        name = value.name if "(" not in value.name else ast.unparse(node)
        return Normal(Symbol(f"{name}.mean"), Symbol(f"{name}.stddev"), summed=None, known=False)
    return None


def _placed(term: Term, flow: State, node: ast.AST) -> Term:
    span = flow.span(node)
    return Apply(term.head, term.arguments, span=span) if isinstance(term, Apply) else term


def _summed(term: Term, summed: bool | None, flow: State, node: ast.AST) -> Term:
    """The value for each item: summed over the latents where the distribution is one of vectors."""
    if summed is False:
        return term
    return Reduce("sum", term, ("latent",), span=flow.span(node))


__all__ = ["METHODS", "attribute", "called", "exp", "method"]
