"""The value of a term to 50 digits by mpmath, sharing nothing with the kernel: neither its worlds nor its quadrature.

Under a sum stand two latents with different values; vectors have size 2. A mean is by Gauss–Hermite nodes where the
integrand is a polynomial, and like an integral on a fine grid where an exponential stands in it.
"""

from __future__ import annotations

import functools
from collections.abc import Callable, Mapping, Sequence
from typing import Any, TypeAlias

import mpmath

from kl_check.model.derivation import Assumption
from kl_check.model.term import (
    Apply,
    Constant,
    Derivative,
    Expectation,
    Integral,
    Number,
    Product,
    Reduce,
    Size,
    Symbol,
    Term,
    children,
    walk,
)

DIGITS = 50
LATENTS = range(2)
SMALL = mpmath.mpf(10) ** -28
"""Two values that are nearer, relative to 1 + their size, are the same: no slip is as small as our errors."""

Value: TypeAlias = Any
"""An mpf, a vector as a tuple of them, or a matrix as a tuple of rows."""

At: TypeAlias = Mapping[str, tuple[Value, ...]]
"""For each symbol its value in each latent."""

REALS = ("0.7182", "-1.1415", "-0.4771", "0.3010", "0.5772", "-0.6931", "1.2020", "-0.2357", "0.9159", "-0.8346")
POSITIVES = ("0.8931", "1.2345", "1.4142", "0.8456", "1.1447", "0.7390", "1.3063", "0.9431", "1.0835", "0.6434")


class NoValue(ArithmeticError):
    """Where a term has none: a logarithm of what is not positive, shapes that do not fit."""


def point(assumptions: Sequence[Assumption]) -> At:
    """A value for each symbol that meets its assumption; no two symbols of a kind have the same."""
    with mpmath.workdps(DIGITS):
        return {one.symbol.name: _values(place, one.domain) for place, one in enumerate(assumptions)}


def _values(place: int, domain: str) -> tuple[Value, ...]:
    def number(step: int, kind: str) -> Value:
        rows = POSITIVES if kind == "positive" else REALS
        turn = (3 * place + step) % len(rows)
        return mpmath.mpf(rows[turn]) * (1 + mpmath.mpf((3 * place + step) // len(rows)) / 7)

    match domain:
        case "vector" | "positive-vector":
            kind = "real" if domain == "vector" else "positive"
            return (tuple(number(step, kind) for step in LATENTS),) * 2
        case "covariance":
            below, first, second = number(0, "real"), number(1, "positive"), number(2, "positive")
            return (((first**2, first * below), (first * below, below**2 + second**2)),) * 2
    return tuple(number(step, domain) for step in LATENTS)


def value(term: Term, at: At) -> Any:
    """The value at the point, or None where there is none."""
    with mpmath.workdps(DIGITS):
        try:
            found = evaluated(term, at, 0)
        except (ArithmeticError, ValueError, TypeError, IndexError):
            return None
        return found if isinstance(found, mpmath.mpf) and mpmath.isfinite(found) else None


def same(left: Any, right: Any) -> bool:
    """Whether two values agree to all the digits that the oracle knows."""
    return left is not None and right is not None and bool(abs(left - right) < SMALL * (1 + abs(right)))


def evaluated(term: Term, at: At, latent: int) -> Value:
    match term:
        case Number(value=number):
            return mpmath.mpf(number.numerator) / number.denominator
        case Constant():
            return +mpmath.pi
        case Size():
            return mpmath.mpf(len(LATENTS))
        case Symbol(name=name):
            return at[name][latent]
        case Apply(head=head, arguments=arguments):
            return FUNCTIONS[head](*(evaluated(argument, at, latent) for argument in arguments))
        case Reduce(kind=kind, body=body):
            total = mpmath.fsum(_summands(body, at))
            return total / len(LATENTS) if kind == "mean" else total
        case Product(body=body):
            return mpmath.fprod(evaluated(body, at, one) for one in LATENTS)
        case Integral():
            return integral_of(term, tuple(at.items()), latent)
        case Derivative():
            return slope_of(term, at, latent)
        case Expectation(std=Apply(head="cholesky")):
            return mean_of_vector(term, at, latent)
        case Expectation():
            return mean_of(term, at, latent)
    raise NoValue(term)


def _summands(body: Term, at: At) -> list[Value]:
    """The body for each latent; of a vector its entries."""
    first = evaluated(body, at, 0)
    return list(first) if isinstance(first, tuple) else [first, *(evaluated(body, at, one) for one in LATENTS[1:])]


# Integrals, means and derivatives


@functools.lru_cache(maxsize=4096)
def integral_of(term: Integral, at: tuple[tuple[str, tuple[Value, ...]], ...], latent: int) -> Value:
    """The trapezoidal rule to ±30 by twelfths: 48 digits for a Gaussian with σ between 0.2 and 2."""
    nodes = [mpmath.mpf(k) / 12 for k in range(-360, 361)]
    values = (evaluated(term.body, {**dict(at), term.variable.name: (node, node)}, latent) for node in nodes)
    return mpmath.fsum(values) / 12


def slope_of(term: Derivative, at: At, latent: int) -> Value:
    """A central difference of the eighth order, with digits to spare."""
    name = term.variable.name
    if name not in at:
        raise NoValue(name)
    step = mpmath.mpf(10) ** -6
    total = mpmath.mpf(0)
    with mpmath.workdps(2 * DIGITS):
        for distance, weight in ((1, (4, 5)), (2, (-1, 5)), (3, (4, 105)), (4, (-1, 280))):
            for sign in (1, -1):
                moved = tuple(one + sign * distance * step for one in at[name])
                shifted = evaluated(term.body, {**at, name: moved}, latent)
                total += sign * shifted * weight[0] / weight[1]
        return total / step


def mean_of(term: Expectation, at: At, latent: int) -> Value:
    joint = any(isinstance(part, Reduce | Product) for part in walk(term.body))
    nodes = grid(2 if joint else 12) if has_exponential(term.body) else hermite(10)
    drawn = []
    for one in LATENTS:
        mean, std = evaluated(term.mean, at, one), evaluated(term.std, at, one)
        drawn.append([(mean + std * node, weight) for node, weight in nodes])
    if joint:
        pairs = [((first, second), u * v) for first, u in drawn[0] for second, v in drawn[1]]
    else:
        pairs = [((value, value), weight) for value, weight in drawn[latent]]
    return mpmath.fsum(
        weight * evaluated(term.body, {**at, term.variable.name: values}, latent) for values, weight in pairs
    )


def mean_of_vector(term: Expectation, at: At, latent: int) -> Value:
    mean, factor = evaluated(term.mean, at, latent), evaluated(term.std, at, latent)
    total = mpmath.mpf(0)
    for first, u in hermite(4):
        for second, v in hermite(4):
            drawn = add(mean, matmul(factor, (first, second)))
            held = {**at, term.variable.name: (drawn, drawn)}
            total = add(total, multiply(u * v, evaluated(term.body, held, latent)))
    return total


def has_exponential(term: Term) -> bool:
    """Whether an exponential or a density stands outside every logarithm."""
    if isinstance(term, Apply) and term.head in ("exp", "normal_density"):
        return True
    if isinstance(term, Apply) and term.head == "log":
        return False
    return any(map(has_exponential, children(term)))


@functools.cache
def grid(parts: int) -> list[tuple[Value, Value]]:
    """Nodes 1/parts apart, out to ±16, with their weights under the standard normal."""
    with mpmath.workdps(DIGITS + 10):
        nodes = [mpmath.mpf(k) / parts for k in range(-16 * parts, 16 * parts + 1)]
        return [(node, mpmath.npdf(node) / parts) for node in nodes]


@functools.cache
def hermite(count: int) -> list[tuple[Value, Value]]:
    """Nodes and weights that are exact for polynomials up to degree 2·count − 1 under the standard normal."""
    with mpmath.workdps(DIGITS + 10):
        recurrence = mpmath.matrix(count)
        for k in range(1, count):
            recurrence[k, k - 1] = recurrence[k - 1, k] = mpmath.sqrt(k)
        nodes, vectors = mpmath.eigsy(recurrence)
        return [(nodes[k], vectors[0, k] ** 2) for k in range(count)]


# Functions of numbers, and entry by entry of vectors and matrices


def entrywise(function: Callable[..., Value]) -> Callable[..., Value]:
    def applied(*arguments: Value) -> Value:
        arrays = [one for one in arguments if isinstance(one, tuple)]
        if not arrays:
            return function(*arguments)
        if len({_shape(one) for one in arrays}) > 1:
            raise NoValue("shapes")
        columns = [one if isinstance(one, tuple) else (one,) * len(arrays[0]) for one in arguments]
        return tuple(applied(*entries) for entries in zip(*columns, strict=True))

    return applied


def _shape(value: Value) -> tuple[int, ...]:
    return (len(value), *_shape(value[0])) if isinstance(value, tuple) else ()


def _real_log(value: Value) -> Value:
    if not isinstance(value, mpmath.mpf) or value <= 0:
        raise NoValue("a logarithm")
    return mpmath.log(value)


def _positive_density(at: Value, mean: Value, std: Value) -> Value:
    if std <= 0:
        raise NoValue("a standard deviation")
    return mpmath.npdf(at, mean, std)


add = entrywise(lambda a, b: a + b)
multiply = entrywise(lambda a, b: a * b)


def matmul(left: Value, right: Value) -> Value:
    """As NumPy: a vector is a row on the left, a column on the right."""
    if len(_shape(left)) == 2:
        return tuple(matmul(row, right) for row in left)
    if _shape(left)[0] != _shape(right)[0]:
        raise NoValue("shapes")
    if len(_shape(right)) == 2:
        return tuple(matmul(left, column) for column in transpose(right))
    return mpmath.fsum(a * b for a, b in zip(left, right, strict=True))


def transpose(one: Value) -> Value:
    return tuple(zip(*one, strict=True)) if len(_shape(one)) == 2 else one


def determinant(one: Value) -> Value:
    _check_matrix(one)
    return one[0][0] * one[1][1] - one[0][1] * one[1][0]


def inverse(one: Value) -> Value:
    whole = determinant(one)
    (a, b), (c, d) = one
    return ((d / whole, -b / whole), (-c / whole, a / whole))


def cholesky(one: Value) -> Value:
    _check_matrix(one)
    first = mpmath.sqrt(one[0][0])
    below = one[1][0] / first
    return ((first, mpmath.mpf(0)), (below, mpmath.sqrt(one[1][1] - below**2)))


def diag(one: Value) -> Value:
    if len(_shape(one)) == 2:
        return tuple(one[place][place] for place in LATENTS)
    return ((one[0], mpmath.mpf(0)), (mpmath.mpf(0), one[1]))


def _check_matrix(one: Value) -> None:
    if _shape(one) != (2, 2):
        raise NoValue("a matrix is due")


def vector_density(at: Value, mean: Value, covariance: Value) -> Value:
    deviation = add(at, multiply(mpmath.mpf(-1), mean))
    square = matmul(matmul(deviation, inverse(covariance)), deviation)
    return mpmath.exp(-square / 2) / (2 * mpmath.pi * mpmath.sqrt(determinant(covariance)))


FUNCTIONS: Mapping[str, Callable[..., Value]] = {
    "add": add,
    "subtract": entrywise(lambda a, b: a - b),
    "multiply": multiply,
    "divide": entrywise(lambda a, b: a / b),
    "power": entrywise(lambda a, b: a**b),
    "negate": entrywise(lambda a: -a),
    "log": entrywise(_real_log),
    "exp": entrywise(mpmath.exp),
    "sqrt": entrywise(mpmath.sqrt),
    "normal_density": entrywise(_positive_density),
    "matmul": matmul,
    "transpose": transpose,
    "inverse": inverse,
    "cholesky": cholesky,
    "diag": diag,
    "trace": lambda one: mpmath.fsum(diag(one)) if len(_shape(one)) == 2 else one[len(one) :][0],
    "log_determinant": lambda one: _real_log(determinant(one)),
    "outer": lambda a, b: tuple(tuple(x * y for y in b) for x in a),
    "identity_matrix": lambda _: diag((mpmath.mpf(1), mpmath.mpf(1))),
    "zeros": lambda _: (mpmath.mpf(0), mpmath.mpf(0)),
    "multivariate_normal_density": vector_density,
}
