"""The Gaussian distributions of the libraries: their constructors, and what each argument holds."""

from __future__ import annotations

import ast
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kl_check.model.term import Apply, Number, Reduce, Symbol, Term, exp, number, sqrt, symbols, walk
from kl_check.read.flow.filled import filled_with, one_number
from kl_check.read.flow.values import Normal, Value
from kl_check.read.python import draws_noise

if TYPE_CHECKING:
    from kl_check.read.flow.state import State


@dataclass(frozen=True, slots=True)
class Family:
    """A constructor. `summed`: one value for each vector. `second`: what its second argument by place holds."""

    summed: bool
    second: str = "std"


GAUSSIANS: Mapping[str, Family] = {
    "Normal": Family(summed=False),
    "NormalWithSoftplusScale": Family(summed=False, second="softplus"),
    "MultivariateNormalDiag": Family(summed=True),
    "MultivariateNormalDiagWithSoftplusScale": Family(summed=True, second="softplus"),
    "MultivariateNormalTriL": Family(summed=True, second="cholesky"),
    "MultivariateNormalFullCovariance": Family(summed=True, second="covariance"),
    "MultivariateNormal": Family(summed=True, second="covariance"),
    "MultivariateNormalDiagPlusLowRank": Family(summed=True, second="other"),
    "LowRankMultivariateNormal": Family(summed=True, second="other"),
    "DiagonalGaussian": Family(summed=True),
}

OTHERS = frozenset(
    {"Categorical", "OneHotCategorical", "Bernoulli", "RelaxedOneHotCategorical", "Gamma", "Beta", "Dirichlet"}
    | {"Laplace", "Poisson", "Uniform", "Multinomial", "VonMises", "VonMisesFisher", "HypersphericalUniform"}
    | {"RelaxedBernoulli", "RelaxedOneHotCategoricalStraightThrough", "LogNormal", "StudentT", "Cauchy", "Logistic"}
    | {"MixtureSameFamily", "NegativeBinomial", "ZeroInflatedNegativeBinomial", "Exponential", "Geometric", "Binomial"}
    | {"Mixture", "Wishart", "InverseGamma", "HalfNormal", "HalfCauchy", "TruncatedNormal", "Weibull", "Pareto"}
    | {
        "Gumbel",
        "ContinuousBernoulli",
        "QuantizedLogistic",
        "TransformedDistribution",
        "Autoregressive",
        "Deterministic",
    }
    | {"PowerSpherical", "OneHotDist", "MultiCategorical", "Chi2", "Kumaraswamy", "Zipf", "GaussianProcess"}
)
"""Families whose KL is not that of two Gaussians."""

MEANS = ("loc", "mean", "mu", "means")

SPREADS: Mapping[str, str] = {
    **dict.fromkeys(("scale", "scale_diag", "std", "stddev", "sigma", "scale_identity_multiplier", "sd"), "std"),
    **dict.fromkeys(("diag_stdev", "diag_stddev"), "std"),
    **dict.fromkeys(("covariance_diag", "variance", "var", "diag_variance"), "var"),
    **dict.fromkeys(("logstd", "log_std", "log_scale", "logscale", "log_sigma", "log_stddev"), "log_std"),
    **dict.fromkeys(("logvar", "log_var", "ln_var", "log_variance"), "log_var"),
    **dict.fromkeys(("covariance_matrix", "cov", "covariance"), "covariance"),
    "scale_tril": "cholesky",
    "scale_perturb_factor": "other",
    **dict.fromkeys(("precision", "precision_matrix", "cov_factor", "precision_diag"), "other"),
}
"""What a keyword holds: the same word means the same in every library."""

LINKING = frozenset({"exp", "sqrt", "square", "power", "multiply", "divide", "log", "rsqrt", "reciprocal"})
"""The functions by which one role is made from another."""

SUMMING = frozenset({"group_ndims", "event_ndims"})
"""How many axes ZhuSuan and others sum over."""


def gaussian(flow: State, node: ast.Call, kind: str) -> Value | None:
    """The Gaussian that a constructor makes; a spread that is not diagonal is a symbol of its own."""
    family = GAUSSIANS[kind]
    given = {word.arg: word.value for word in node.keywords if word.arg}
    mean = node.args[0] if node.args else next((given[name] for name in MEANS if name in given), None)
    if mean is None:
        return None
    spread = next(((given[name], holds) for name, holds in SPREADS.items() if name in given), None)
    if len(node.args) > 1:
        spread = node.args[1], family.second
    location = plain(filled_or_term(flow, mean), flow, mean)
    std: Term = number(1)
    if spread is not None:
        held, holds = spread
        std = _std(flow, held, holds if family.second != "softplus" else "softplus")
    return Normal(location, std, summed=family.summed or _sums(given))


def _sums(given: Mapping[str, ast.expr]) -> bool:
    counts = [value for name, value in given.items() if name in SUMMING]
    return any(not (isinstance(one, ast.Constant) and one.value == 0) for one in counts)


def _std(flow: State, node: ast.expr, holds: str) -> Term:
    """The standard deviation, as an argument gives it."""
    term = filled_or_term(flow, node)
    if holds not in ("covariance", "cholesky"):
        term = plain(term, flow, node)
    match holds:
        case "std":
            return term
        case "var":
            return sqrt(term)
        case "log_std":
            return exp(term)
        case "log_var":
            return exp(term / 2)
        case "covariance" | "cholesky" if (diagonal := _diagonal(term)) is not None:
            return sqrt(diagonal) if holds == "covariance" else diagonal
    text = ast.unparse(node)
    return Symbol(f"softplus({text})" if holds == "softplus" else f"{text}.stddev", span=flow.span(node))


def plain(term: Term, flow: State, node: ast.expr) -> Term:
    """A parameter: a number or a function of one symbol; what is computed otherwise is a symbol of its own."""
    heads = {part.head for part in walk(term) if isinstance(part, Apply)}
    reduced = any(isinstance(part, Reduce) for part in walk(term))
    told = heads <= LINKING and len(symbols(term)) <= 1 and not reduced and not draws_noise(term)
    return term if told else flow.opaque(node)


def _diagonal(term: Term) -> Term | None:
    """The entries of a matrix that the code makes from its diagonal; factors stand outside."""
    match term:
        case Number(value=value) if value == 1:
            return term
        case Apply(head="identity_matrix"):
            return number(1)
        case Apply(head="diag", arguments=(inner,)):
            return inner
        case Apply(head="multiply", arguments=(left, right)):
            for one, other in ((left, right), (right, left)):
                if (entries := _diagonal(one)) is not None:
                    return entries * other
    return None


def filled_or_term(flow: State, node: ast.expr) -> Term:
    """A term; an array that is full of one number is that number."""
    value = flow.value(node)
    return filled_with(node, flow) or one_number(value) or (value if isinstance(value, Term) else flow.opaque(node))
