"""All that a file of `derivations/` may import: the words in which a derivation is written.

Content holds formulas and sentences; it has no logic, and nothing in it is believed before `follow.check` saw it.

A step is `step(rule, expression, because)`: the expression equals the one before it. The rules, one a file of `rules/`:

- rearranging: `algebra`, `collect`, `logarithm`, `complete-the-square`, `linearity` (∫, E, Σ and ∂ split, constants in
  front), `independence` (log of a product of densities), `log-density`, `affine` (density of an affine image);
- `substitute`, with `where={sigma_1: exp(s / 2)}`: values in the places of symbols, a role or a point to look at. Both
  the old and the new symbols stand among the assumptions; derivatives must be done before;
- `cite`, with `cites="name"` and perhaps `where`: what another derivation concludes, letter for letter;
- `expectation` (E is ∫ against the density), `moments` (E of a polynomial), `integrate` (any ∫ or E, by SymPy),
  `total-mass` (E of a constant), `change-of-variable` (under ∫), `lotus` (under E; both with `where={x: mu + s * z}`
  for a z that is not assumed), `variance` (E[(f − E f)²] = E[f²] − E[f]²), `sum-of-expectations` (over latents);
- `differentiate`: every `derivative(body, by)` is done. By any free symbol; under E and ∫ in the integrand;
- `log-inequality` (log u ≤ u − 1) and `square` (u² ≥ 0): the step has `relation="<="` or `">="` and `where={u: …}`,
  and `equality={sigma_1: sigma_2}` if it is claimed that the two sides are equal there and only there. All steps of a
  derivation that are no equalities point the same way.

Vectors and matrices: `vector`, `positive_vector` and `covariance` are assumptions; `multivariate_density(x, m, cov)`,
`vector_expectation(body, x, mean, cov)`, `matmul`, `outer`, `transpose`, `inverse`, `trace`, `log_determinant`,
`diagonal` (a matrix of its diagonal), `cholesky`, `identity`, `zeros` (a vector), `latents` (their number, J). Rules
`trace`, `log-determinant`, `diagonal`, `whiten`, and those above; all but `cite` are decided by exact normal forms at
sizes 1 to 4, and only there.

`mean`, `std` and `expectation` take terms or whole numbers; a number in front is `half`, `number(3, 2)` or an int.
"""

from __future__ import annotations

from collections.abc import Mapping

from kl_check.know.full_covariance import IDENTITY, diagonal, inverse, log_determinant, matmul, trace, transpose
from kl_check.model.derivation import Assumption, Derivation, Relation, Step
from kl_check.model.term import (
    Apply,
    Constant,
    Derivative,
    Expectation,
    Integral,
    Operand,
    Size,
    Symbol,
    Term,
    as_term,
    exp,
    log,
    mean_over_latents,
    normal_density,
    number,
    product_over_latents,
    sqrt,
    sum_over_latents,
)

mu_1, sigma_1 = Symbol("mu_1"), Symbol("sigma_1")
mu_2, sigma_2 = Symbol("mu_2"), Symbol("sigma_2")
mu, sigma = Symbol("mu"), Symbol("sigma")
Sigma_1, Sigma_2 = Symbol("Sigma_1"), Symbol("Sigma_2")
latents, identity = Size("latent"), IDENTITY
zeros = Apply("zeros", (latents,))
x, y, z, u = Symbol("x"), Symbol("y"), Symbol("z"), Symbol("u")
pi = Constant("pi")
zero, one, half = number(0), number(1), number(1, 2)

density = normal_density


def real(symbol: Symbol, meaning: str) -> Assumption:
    """For every real value of the symbol."""
    return Assumption(symbol, "real", meaning)


def positive(symbol: Symbol, meaning: str) -> Assumption:
    """For every positive value of the symbol."""
    return Assumption(symbol, "positive", meaning)


def vector(symbol: Symbol, meaning: str) -> Assumption:
    """For every vector of J real numbers."""
    return Assumption(symbol, "vector", meaning)


def positive_vector(symbol: Symbol, meaning: str) -> Assumption:
    """For every vector of J positive numbers."""
    return Assumption(symbol, "positive-vector", meaning)


def covariance(symbol: Symbol, meaning: str) -> Assumption:
    """For every symmetric positive definite matrix of size J."""
    return Assumption(symbol, "covariance", meaning)


def multivariate_density(at: Term, mean: Operand, covariance_: Term) -> Apply:
    """N(at; mean, covariance) of a vector."""
    return Apply("multivariate_normal_density", (at, as_term(mean), covariance_))


def cholesky(matrix: Term) -> Apply:
    """The lower triangular L with a positive diagonal for which L Lᵀ is the matrix."""
    return Apply("cholesky", (matrix,))


def outer(left: Term, right: Term) -> Apply:
    """left rightᵀ, the matrix of the products of two vectors' entries."""
    return Apply("outer", (left, right))


def vector_expectation(body: Term, variable: Symbol, mean: Operand, covariance_: Term) -> Expectation:
    """E[body] for the vector ∼ N(mean, covariance)."""
    return Expectation(body, variable, as_term(mean), cholesky(covariance_))


def expectation(body: Term, variable: Symbol, mean: Operand, std: Operand) -> Expectation:
    """E[body] for the variable ∼ N(mean, std²); for independent latents, if they are summed or multiplied inside."""
    return Expectation(body, variable, as_term(mean), as_term(std))


def integral(body: Term, variable: Symbol) -> Integral:
    """∫ body over the real line."""
    return Integral(body, variable)


def derivative(body: Term, variable: Symbol) -> Derivative:
    """∂ body / ∂ variable."""
    return Derivative(body, variable)


def variance(body: Term, variable: Symbol, mean: Operand, std: Operand) -> Expectation:
    """E[(body − E body)²] for the variable ∼ N(mean, std²)."""
    return expectation((body - expectation(body, variable, mean, std)) ** 2, variable, mean, std)


def step(  # noqa: PLR0913 one keyword a field of a step
    rule: str,
    expression: Term,
    because: str,
    *,
    where: Mapping[Symbol, Term] | None = None,
    cites: str | None = None,
    relation: Relation = "=",
    equality: Mapping[Symbol, Term] | None = None,
) -> Step:
    """The next expression, the rule that leads to it, and the sentence that tells a reader why."""
    pairs = (tuple((one or {}).items()) for one in (where, equality))
    return Step(rule, expression, because, next(pairs), cites, relation, next(pairs))


__all__ = [
    "Derivation",
    "Sigma_1",
    "Sigma_2",
    "Symbol",
    "cholesky",
    "covariance",
    "density",
    "derivative",
    "diagonal",
    "exp",
    "expectation",
    "half",
    "identity",
    "integral",
    "inverse",
    "latents",
    "log",
    "log_determinant",
    "matmul",
    "mean_over_latents",
    "mu",
    "mu_1",
    "mu_2",
    "multivariate_density",
    "number",
    "one",
    "outer",
    "pi",
    "positive",
    "positive_vector",
    "product_over_latents",
    "real",
    "sigma",
    "sigma_1",
    "sigma_2",
    "sqrt",
    "step",
    "sum_over_latents",
    "trace",
    "transpose",
    "u",
    "variance",
    "vector",
    "vector_expectation",
    "x",
    "y",
    "z",
    "zero",
    "zeros",
]
