"""The world of sums of P(t) exp(Q(t)), P a polynomial and Q a quadratic, with balls for coefficients.

Gaussian densities, their products, quotients and logarithms, and polynomials all lie in it. Its elements are entire
functions, so that a ball integral needs no care for branches, and they have a tail bound.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import TypeAlias, TypeVar

from flint import acb, arb

from kl_check.algebra.ball import Ball
from kl_check.algebra.evaluate import Unknown, evaluate
from kl_check.model.errors import UnsupportedInput
from kl_check.model.term import Axis, Derivative, Expectation, Integral, Product

Number = TypeVar("Number", arb, acb)
Coefficients: TypeAlias = tuple[arb, ...]
"""Of 1, t, t², …"""

MAX_PIECES = 32


@dataclass(frozen=True, slots=True)
class Piece:
    polynomial: Coefficients
    exponent: Coefficients = ()

    def at(self, t: Number) -> Number:
        value: Number = _horner(self.polynomial, t)
        return value * _horner(self.exponent, t).exp() if self.exponent else value

    @property
    def is_exponential(self) -> bool:
        """Whether the polynomial is a positive number."""
        return len(self.polynomial) == 1 and bool(self.polynomial[0] > 0)


Expolynomial: TypeAlias = tuple[Piece, ...]


def _horner(coefficients: Coefficients, t: Number) -> Number:
    value = t * 0
    for one in reversed(coefficients):
        value = value * t + one
    return value


def tail(pieces: Expolynomial, reach: int) -> arb:
    """A bound of ∫ |Σ P exp Q| over |t| > reach; not finite where a quadratic does not fall.

    With Q = c + bt − at², a > 0, and r = aR − |b| > 0 it is Q ≤ c − r|t| for |t| ≥ R, and by parts
    ∫_R^∞ tⁿ exp(−rt) dt = exp(−rR) Σ_j n!/(n − j)! Rⁿ⁻ʲ/rʲ⁺¹.
    """
    return sum((_tail(piece, reach) for piece in pieces), arb(0))


def _tail(piece: Piece, reach: int) -> arb:
    constant, slope, curvature = (*piece.exponent, *(arb(0),) * 3)[:3]
    rate = -curvature * reach - abs(slope)
    if not rate > 0:
        return arb("inf")
    powers = arb(0)
    for degree, coefficient in enumerate(piece.polynomial):
        term = arb(reach) ** degree / rate
        for step in range(degree + 1):
            powers += abs(coefficient) * term
            term = term * (degree - step) / (reach * rate)
    return 2 * (constant - rate * reach).exp() * powers


class Expolynomials:
    """Evaluates to pieces, where the named variable has the value a + bt."""

    def __init__(self, around: Ball, variable: str, value: Coefficients) -> None:
        self.around = around
        self.variable = variable
        self.value = value

    def number(self, value: Fraction) -> Expolynomial:
        return _constant(self.around.number(value))

    def constant(self, name: str) -> Expolynomial:
        return _constant(self.around.constant(name))

    def symbol(self, name: str) -> Expolynomial:
        return (Piece(self.value),) if name == self.variable else _constant(self.around.symbol(name))

    def size(self, axis: Axis) -> Expolynomial:
        return _constant(self.around.size(axis))

    def reduce(self, kind: str, body: Expolynomial, axes: tuple[Axis, ...]) -> Expolynomial:  # noqa: ARG002
        raise UnsupportedInput(f"a {kind} over {axes} under an integral")

    def analyse(self, term: Integral | Expectation | Derivative | Product) -> Expolynomial:
        """What stands under the integral and does not depend on its variable; where it does, it has no value."""
        return _constant(evaluate(term, self.around))

    def apply(self, head: str, arguments: Sequence[Expolynomial]) -> Expolynomial:
        if all(_is_constant(one) for one in arguments):
            return _constant(self.around.apply(head, [_number(one) for one in arguments]))
        if head not in FUNCTIONS:
            raise Unknown(f"{head} is not a polynomial times the exponential of a quadratic")
        pieces = FUNCTIONS[head](*arguments)
        if len(pieces) > MAX_PIECES:
            raise Unknown("too many summands")
        return pieces


def _constant(value: arb) -> Expolynomial:
    return (Piece((value,)),)


def _is_constant(pieces: Expolynomial) -> bool:
    return len(pieces) == 1 and len(pieces[0].polynomial) == 1 and not pieces[0].exponent


def _number(pieces: Expolynomial) -> arb:
    return pieces[0].polynomial[0]


def _sum(left: Coefficients, right: Coefficients) -> Coefficients:
    length = max(len(left), len(right))
    padded = ((*one, *(arb(0),) * (length - len(one))) for one in (left, right))
    return tuple(a + b for a, b in zip(*padded, strict=True))


def _convolved(left: Coefficients, right: Coefficients) -> Coefficients:
    found = [arb(0)] * (len(left) + len(right) - 1)
    for i, a in enumerate(left):
        for j, b in enumerate(right):
            found[i + j] += a * b
    return tuple(found)


def _scaled(coefficients: Coefficients, factor: arb) -> Coefficients:
    return tuple(factor * one for one in coefficients)


def _add(left: Expolynomial, right: Expolynomial) -> Expolynomial:
    """Pure polynomials are brought together, so that a polynomial is one piece."""
    plain: Coefficients = ()
    others = []
    for piece in (*left, *right):
        if piece.exponent:
            others.append(piece)
        else:
            plain = _sum(plain, piece.polynomial)
    return (Piece(plain), *others) if plain else tuple(others)


def _negate(one: Expolynomial) -> Expolynomial:
    return tuple(Piece(_scaled(piece.polynomial, arb(-1)), piece.exponent) for piece in one)


def multiplied(left: Expolynomial, right: Expolynomial) -> Expolynomial:
    """The product, summand by summand."""
    found: Expolynomial = ()
    for a in left:
        for b in right:
            found = _add(found, (Piece(_convolved(a.polynomial, b.polynomial), _sum(a.exponent, b.exponent)),))
    return found


def _exponential(pieces: Expolynomial) -> Piece:
    """The one piece, a number times an exponential, that can be inverted and has a logarithm."""
    if len(pieces) != 1 or not pieces[0].is_exponential:
        raise Unknown("not a positive number times the exponential of a quadratic")
    return pieces[0]


def _divide(left: Expolynomial, right: Expolynomial) -> Expolynomial:
    divisor = _exponential(right) if not _is_constant(right) else right[0]
    inverse = Piece((1 / divisor.polynomial[0],), _scaled(divisor.exponent, arb(-1)))
    return multiplied(left, (inverse,))


def _power(base: Expolynomial, exponent: Expolynomial) -> Expolynomial:
    if not _is_constant(exponent):
        raise Unknown("a variable exponent")
    power = _number(exponent)
    whole = power.unique_fmpz() if power.is_exact() else None
    if whole is None or not 0 <= int(whole) <= 8:
        piece = _exponential(base)
        return (Piece((piece.polynomial[0] ** power,), _scaled(piece.exponent, power)),)
    product = _constant(arb(1))
    for _ in range(int(whole)):
        product = multiplied(product, base)
    return product


def _exp(one: Expolynomial) -> Expolynomial:
    if len(one) != 1 or one[0].exponent or len(one[0].polynomial) > 3:
        raise Unknown("the exponential of what is no quadratic")
    return (Piece((arb(1),), one[0].polynomial),)


def _log(one: Expolynomial) -> Expolynomial:
    piece = _exponential(one)
    return (Piece(_sum((piece.polynomial[0].log(),), piece.exponent)),)


def _log_density(at: Expolynomial, mean: Expolynomial, std: Expolynomial) -> Expolynomial:
    if not _is_constant(std) or not _number(std) > 0:
        raise Unknown("a variable standard deviation, or none")
    deviation = _divide(_add(at, _negate(mean)), std)
    normaliser = (2 * arb.pi()).log() / 2 + _number(std).log()
    return _add(multiplied(_constant(arb(-1) / 2), multiplied(deviation, deviation)), _constant(-normaliser))


FUNCTIONS: dict[str, Callable[..., Expolynomial]] = {
    "add": _add,
    "subtract": lambda a, b: _add(a, _negate(b)),
    "negate": _negate,
    "multiply": multiplied,
    "divide": _divide,
    "power": _power,
    "square": lambda a: multiplied(a, a),
    "exp": _exp,
    "log": _log,
    "normal_log_density": _log_density,
    "normal_density": lambda x, m, s: _exp(_log_density(x, m, s)),
}
