"""The exact world: a term becomes a sum of polynomials, each under the sum signs that stand before it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from fractions import Fraction
from typing import Literal, TypeAlias

from kl_check.algebra import polynomial
from kl_check.algebra.evaluate import Unknown
from kl_check.algebra.polynomial import Generator, Monomial, Polynomial, TooLarge, Undefined
from kl_check.model.term import Axis

Tag: TypeAlias = frozenset[Axis]
"""The axes over which a polynomial is summed."""

Kind: TypeAlias = Literal["real", "positive", "scalar", "size"]
"""How a symbol is held. `scalar` and `size` do not vary along axes; sizes and positive symbols have a logarithm."""

NO_SUM: Tag = frozenset()
SIZE_NAMES: Mapping[Axis, str] = {"latent": "#J", "batch": "#B"}
"""Generators for the sizes; no text can spell a name that begins with #."""

SCALARS = frozenset({*SIZE_NAMES.values(), "#pi"})

Sums: TypeAlias = Mapping[Tag, Polynomial]
"""Σ over tags of (the sum over the tag's axes of a polynomial); no entry is zero."""


class Exact:
    """Evaluates to `Sums`. `kinds` says how each symbol is held; what it does not name is elementwise and real."""

    def __init__(self, kinds: Mapping[str, Kind], sizes: Mapping[str, Axis]) -> None:
        self.kinds = kinds
        self.sizes = sizes

    def is_scalar(self, generator: Generator) -> bool:
        """Whether a generator is the same for every latent and every item of the batch."""
        kind, name = generator
        if kind == "atom":
            return False
        return name.isdecimal() or name in SCALARS or self.kinds.get(name) in ("scalar", "size")

    def number(self, value: Fraction) -> Sums:
        return _untagged(polynomial.rational(value))

    def constant(self, name: str) -> Sums:
        return _untagged(polynomial.positive("#pi") if name == "pi" else polynomial.exp(polynomial.rational(1)))

    def symbol(self, name: str) -> Sums:
        if name in self.sizes:
            return self.size(self.sizes[name])
        kind = self.kinds.get(name, "real")
        return _untagged(polynomial.positive(name) if kind in ("positive", "size") else polynomial.real(name))

    def size(self, axis: Axis) -> Sums:
        if isinstance(axis, int):
            axis = "batch" if axis == 0 else "latent"
        return _untagged(polynomial.positive(SIZE_NAMES[axis]))

    def apply(self, head: str, arguments: Sequence[Sums]) -> Sums:
        match head:
            case "add":
                return _add(arguments[0], arguments[1])
            case "subtract":
                return _add(arguments[0], _negate(arguments[1]))
            case "negate":
                return _negate(arguments[0])
            case "multiply":
                return self._multiply(arguments[0], arguments[1])
            case "divide":
                divisor = polynomial.power(self._closed(arguments[1]), Fraction(-1))
                return self._multiply(arguments[0], _untagged(divisor))
        function = FUNCTIONS.get(head)
        if function is None:
            raise Unknown(f"no exact rule for {head}")
        return _untagged(function(*(self._closed(argument) for argument in arguments)))

    def reduce(self, kind: str, body: Sums, axes: tuple[Axis, ...]) -> Sums:
        """Sums what varies along `axes`; what does not is counted as often as the axes are long."""
        added = frozenset(axes)
        weight = polynomial.rational(1)
        if kind == "mean":
            for axis in axes:
                weight = weight * polynomial.power(polynomial.positive(SIZE_NAMES[axis]), Fraction(-1))
        total: Sums = {}
        for tag, part in body.items():
            constant = part.select(self._is_constant)
            varying = part - constant
            counted = polynomial.rational(1)
            for axis in axes if constant or tag else ():
                counted = counted * polynomial.positive(SIZE_NAMES[axis])
            total = _add(total, _clean({tag: constant * counted * weight}))
            if varying:
                again = polynomial.rational(1)
                for axis in tag & added:
                    again = again * polynomial.positive(SIZE_NAMES[axis])
                total = _add(total, {tag | added: varying * again * weight})
        return total

    def _is_constant(self, monomial: Monomial) -> bool:
        return all(map(self.is_scalar, polynomial.generators(monomial)))

    def _multiply(self, left: Sums, right: Sums) -> Sums:
        if not left.keys() <= {NO_SUM} and not self._is_plain(right):
            left = _untagged(self._closed(left))
        if not right.keys() <= {NO_SUM} and not self._is_plain(left):
            right = _untagged(self._closed(right))
        total: Sums = {}
        for tag, part in left.items():
            for other, factor in right.items():
                total = _add(total, _clean({tag | other: part * factor}))
        return total

    def _is_plain(self, value: Sums) -> bool:
        """Whether a value does not vary at all, so that it may be moved under a sum sign."""
        return value.keys() <= {NO_SUM} and all(map(self._is_constant, value.get(NO_SUM, Polynomial({})).terms))

    def _closed(self, value: Sums) -> Polynomial:
        """A value inside a function: its sums become atoms."""
        total = Polynomial({})
        for tag, part in value.items():
            total = total + (polynomial.atom(f"sum{sorted(tag)}", part) if tag else part)
        return total


def _untagged(part: Polynomial) -> Sums:
    return {NO_SUM: part} if part else {}


def _clean(value: Sums) -> Sums:
    return {tag: part for tag, part in value.items() if part}


def _add(left: Sums, right: Sums) -> Sums:
    if not left or not right:
        return left or right
    total = dict(left)
    for tag, part in right.items():
        total[tag] = total[tag] + part if tag in total else part
    return _clean(total)


def _negate(value: Sums) -> Sums:
    return {tag: -part for tag, part in value.items()}


def _power(base: Polynomial, exponent: Polynomial) -> Polynomial:
    value = exponent.constant
    if value is not None:
        return polynomial.power(base, value)
    if len(base.terms) == 1 and (base.constant or 0) >= 0:
        (((powers, _), coefficient),) = base.terms.items()
        if not powers and coefficient > 0:  # a positive number: c^P = exp(P log c)
            return polynomial.exp(exponent * polynomial.log(base))
    return polynomial.atom("power", base, exponent)


def _normal_log_density(at: Polynomial, mean: Polynomial, std: Polynomial) -> Polynomial:
    half = Fraction(1, 2)
    two_pi = polynomial.rational(2) * polynomial.positive("#pi")
    square = polynomial.power(at - mean, Fraction(2)) * polynomial.power(std, Fraction(-2))
    return -(polynomial.log(two_pi).scaled(half) + polynomial.log(std) + square.scaled(half))


ONE = polynomial.rational(1)

FUNCTIONS: Mapping[str, Callable[..., Polynomial]] = {
    "power": _power,
    "exp": polynomial.exp,
    "log": polynomial.log,
    "sqrt": lambda x: polynomial.power(x, Fraction(1, 2)),
    "rsqrt": lambda x: polynomial.power(x, Fraction(-1, 2)),
    "square": lambda x: polynomial.power(x, Fraction(2)),
    "reciprocal": lambda x: polynomial.power(x, Fraction(-1)),
    "abs": polynomial.absolute,
    "expm1": lambda x: polynomial.exp(x) - ONE,
    "log1p": lambda x: polynomial.log(ONE + x),
    "log2": lambda x: polynomial.log(x) * polynomial.power(polynomial.log(polynomial.rational(2)), Fraction(-1)),
    "log10": lambda x: polynomial.log(x) * polynomial.power(polynomial.log(polynomial.rational(10)), Fraction(-1)),
    "normal_log_density": _normal_log_density,
    "normal_density": lambda at, mean, std: polynomial.exp(_normal_log_density(at, mean, std)),
    **{
        name: (lambda *arguments, name=name: polynomial.atom(name, *arguments))
        for name in ("softplus", "sigmoid", "tanh", "relu", "clamp", "minimum", "maximum")
    },
}
"""Each row is an identity, or an atom that claims nothing."""

__all__ = ["NO_SUM", "SIZE_NAMES", "Exact", "Kind", "Sums", "Tag", "TooLarge", "Undefined"]
