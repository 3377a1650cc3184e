"""A `Term` is what a text says, as written: spans kept, numbers exact, nothing simplified.

The same few nodes serve every dialect, the closed forms that we state and the steps of a derivation. A term means
nothing by itself; it is *evaluated in a world* (`kl_check.algebra`): exact polynomials, balls, floats, SymPy.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from fractions import Fraction
from operator import is_
from typing import Literal, TypeAlias

Span: TypeAlias = tuple[int, int]
"""Start and end offsets into the text that was read; the end is exclusive."""

Axis: TypeAlias = int | Literal["latent", "batch"]

ARITHMETIC = frozenset({"add", "subtract", "multiply", "divide", "power", "negate"})
"""The heads of `Apply` that are written as operators; every other head is written as a function."""


@dataclass(frozen=True, slots=True)
class Term:
    """Base of every node. Arithmetic on terms builds larger terms and simplifies nothing."""

    span: Span | None = field(default=None, compare=False, repr=False, kw_only=True)

    def __add__(self, other: Operand) -> Apply:
        return Apply("add", (self, as_term(other)))

    def __radd__(self, other: Operand) -> Apply:
        return Apply("add", (as_term(other), self))

    def __sub__(self, other: Operand) -> Apply:
        return Apply("subtract", (self, as_term(other)))

    def __rsub__(self, other: Operand) -> Apply:
        return Apply("subtract", (as_term(other), self))

    def __mul__(self, other: Operand) -> Apply:
        return Apply("multiply", (self, as_term(other)))

    def __rmul__(self, other: Operand) -> Apply:
        return Apply("multiply", (as_term(other), self))

    def __truediv__(self, other: Operand) -> Apply:
        return Apply("divide", (self, as_term(other)))

    def __rtruediv__(self, other: Operand) -> Apply:
        return Apply("divide", (as_term(other), self))

    def __pow__(self, other: Operand) -> Apply:
        return Apply("power", (self, as_term(other)))

    def __neg__(self) -> Apply:
        return Apply("negate", (self,))


@dataclass(frozen=True, slots=True)
class Number(Term):
    """An exact rational: `0.5` is one half, `1e-8` is 10⁻⁸."""

    value: Fraction


@dataclass(frozen=True, slots=True)
class Constant(Term):
    """A named irrational number."""

    name: Literal["pi", "e"]


@dataclass(frozen=True, slots=True)
class Symbol(Term):
    """A name, or a source text that stands for one value: `mu`, `self.mu`, `softplus(s)`."""

    name: str


@dataclass(frozen=True, slots=True)
class Size(Term):
    """The length of an axis, as `mu.shape[0]` or `mu.size(1)` give it; `of` names the array."""

    axis: Axis
    of: str | None = field(default=None, compare=False)


@dataclass(frozen=True, slots=True)
class Apply(Term):
    """An operator or an elementwise function applied to its arguments; `head` is our canonical name for it."""

    head: str
    arguments: tuple[Term, ...]


@dataclass(frozen=True, slots=True)
class Reduce(Term):
    """A sum or mean over `axes` (None: all that are left). `size` is the bound's name in Σ_{i=1}^{size}."""

    kind: Literal["sum", "mean"]
    body: Term
    axes: tuple[Axis, ...] | None = None
    keep: bool = False
    size: str | None = None


@dataclass(frozen=True, slots=True)
class Integral(Term):
    """∫ body d(variable) over the real line."""

    body: Term
    variable: Symbol


@dataclass(frozen=True, slots=True)
class Expectation(Term):
    """E[body] for a Gaussian `variable` with the given mean and standard deviation."""

    body: Term
    variable: Symbol
    mean: Term
    std: Term


@dataclass(frozen=True, slots=True)
class Derivative(Term):
    """∂ body / ∂ variable; the variable is a free symbol of the body."""

    body: Term
    variable: Symbol


@dataclass(frozen=True, slots=True)
class Product(Term):
    """∏ body over the latents, as the density of independent latents is written."""

    body: Term
    size: str = "J"


Operand: TypeAlias = Term | Fraction | int


def as_term(value: Operand) -> Term:
    """A term stays itself; a number becomes a `Number`."""
    return value if isinstance(value, Term) else Number(Fraction(value))


def children(term: Term) -> tuple[Term, ...]:
    """The direct parts of a term, in the order in which they are written."""
    match term:
        case Apply(arguments=arguments):
            return arguments
        case Reduce(body=body) | Product(body=body):
            return (body,)
        case Integral(body=body, variable=variable) | Derivative(body=body, variable=variable):
            return (body, variable)
        case Expectation(body=body, variable=variable, mean=mean, std=std):
            return (body, variable, mean, std)
    return ()


def rebuild(term: Term, part: Callable[[Term], Term]) -> Term:
    """The term with `part` of each of its direct parts in their places; the variable of ∫, E or ∂ stays as it is."""
    match term:
        case Apply(arguments=arguments):
            return with_arguments(term, tuple(map(part, arguments)))
        case Reduce(body=body) | Product(body=body) | Integral(body=body) | Derivative(body=body):
            inner = part(body)
            return term if inner is body else replace(term, body=inner)
        case Expectation(body=body, mean=mean, std=std):
            return replace(term, body=part(body), mean=part(mean), std=part(std))
    return term


def with_arguments(term: Apply, arguments: tuple[Term, ...]) -> Apply:
    """The term with other arguments; itself, if they are its own."""
    if all(map(is_, arguments, term.arguments)):
        return term
    return Apply(term.head, arguments, span=term.span)


def substitute(term: Term, images: Mapping[str, Term]) -> Term:
    """The term with terms in the places of symbols."""
    if isinstance(term, Symbol):
        return images.get(term.name, term)
    return rebuild(term, lambda part: substitute(part, images))


def walk(term: Term) -> Iterator[Term]:
    """The term and all its parts, outermost first."""
    waiting = [term]
    while waiting:
        part = waiting.pop()
        yield part
        waiting.extend(reversed(children(part)))


def symbols(term: Term) -> tuple[str, ...]:
    """The distinct symbol names of a term, in the order in which they are written."""
    return tuple(dict.fromkeys(part.name for part in walk(term) if isinstance(part, Symbol)))


def is_joint(term: Expectation) -> bool:
    """Whether the expectation is over all latents at once: its variable stands under a sum or product over them."""
    if isinstance(term.std, Apply) and term.std.head == "cholesky":
        return False  # a vector, with its whole covariance
    over_latents = (part for part in walk(term.body) if isinstance(part, (Reduce, Product)))
    return any(term.variable in walk(part) for part in over_latents)


# Constructors for the rows of `know` and the files of `derivations`, where terms are written by hand.


def number(numerator: int, denominator: int = 1) -> Number:
    return Number(Fraction(numerator, denominator))


def log(argument: Operand) -> Apply:
    return Apply("log", (as_term(argument),))


def exp(argument: Operand) -> Apply:
    return Apply("exp", (as_term(argument),))


def sqrt(argument: Operand) -> Apply:
    return Apply("sqrt", (as_term(argument),))


def sum_over_latents(body: Term) -> Reduce:
    return Reduce("sum", body, axes=("latent",), size="J")


def mean_over_latents(body: Term) -> Reduce:
    return Reduce("mean", body, axes=("latent",), size="J")


def product_over_latents(body: Term) -> Product:
    return Product(body)


def normal_log_density(at: Term, mean: Operand, std: Operand) -> Apply:
    """log N(at; mean, std²)."""
    return Apply("normal_log_density", (at, as_term(mean), as_term(std)))


def normal_density(at: Term, mean: Operand, std: Operand) -> Apply:
    """N(at; mean, std²)."""
    return Apply("normal_density", (at, as_term(mean), as_term(std)))
