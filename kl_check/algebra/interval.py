"""The world of intervals: a lower and an upper bound, each operation rounded outwards, in the standard library.

`decimal` rounds +, −, ×, ÷ as the context says, and promises exp, ln and sqrt correctly rounded; one unit in the last
place outwards is then a bound. So a difference that excludes 0 is proved, and no import is paid for it. The balls of
python-flint (`kl_check.algebra.ball`) are the other enclosure; the tests hold each against the other.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from decimal import ROUND_CEILING, ROUND_FLOOR, Context, Decimal, DivisionByZero, InvalidOperation, Overflow
from fractions import Fraction
from typing import Any, ClassVar

from kl_check.algebra.pointwise import Pointwise

DIGITS = 28
MAX_WHOLE_POWER = 1024

_TRAPS = [InvalidOperation, DivisionByZero, Overflow]
DOWN = Context(prec=DIGITS, rounding=ROUND_FLOOR, traps=_TRAPS)
UP = Context(prec=DIGITS, rounding=ROUND_CEILING, traps=_TRAPS)
ZERO, ONE = Decimal(0), Decimal(1)


class Interval:
    """All numbers from `low` to `high`."""

    __slots__ = ("high", "low")

    def __init__(self, low: Decimal, high: Decimal) -> None:
        self.low = low
        self.high = high

    def __repr__(self) -> str:
        return f"[{self.low}, {self.high}]"

    def __add__(self, other: Interval) -> Interval:
        return Interval(DOWN.add(self.low, other.low), UP.add(self.high, other.high))

    def __neg__(self) -> Interval:
        return Interval(self.high.copy_negate(), self.low.copy_negate())

    def __sub__(self, other: Interval) -> Interval:
        return self + -other

    def __mul__(self, other: Interval) -> Interval:
        if self.low >= 0 and other.low >= 0:
            return Interval(DOWN.multiply(self.low, other.low), UP.multiply(self.high, other.high))
        pairs = [(a, b) for a in (self.low, self.high) for b in (other.low, other.high)]
        return Interval(min(DOWN.multiply(a, b) for a, b in pairs), max(UP.multiply(a, b) for a, b in pairs))

    def __truediv__(self, other: Interval) -> Interval:
        if other.contains_zero:
            raise ZeroDivisionError("a division by an interval that holds 0")
        return self * Interval(DOWN.divide(ONE, other.high), UP.divide(ONE, other.low))

    def __abs__(self) -> Interval:
        if self.low >= 0:
            return self
        return -self if self.high <= 0 else Interval(ZERO, max(-self.low, self.high))

    @property
    def contains_zero(self) -> bool:
        return self.low <= 0 <= self.high

    @property
    def middle(self) -> Decimal:
        return DOWN.divide(DOWN.add(self.low, self.high), Decimal(2))


def _monotone(function: Callable[[Decimal], Decimal]) -> Callable[[Interval], Interval]:
    """An increasing function that `decimal` rounds correctly, widened by one unit in the last place."""
    return lambda x: Interval(DOWN.next_minus(function(x.low)), UP.next_plus(function(x.high)))


def _ln(x: Decimal) -> Decimal:
    if x <= 0:
        raise ValueError("the logarithm of what may not be positive")
    return x.ln(DOWN)


exp = _monotone(lambda x: x.exp(DOWN))
log = _monotone(_ln)
sqrt = _monotone(lambda x: x.sqrt(DOWN))


def exact(value: Fraction) -> Interval:
    """The narrowest interval around a rational number."""
    above, below = Decimal(value.numerator), Decimal(value.denominator)
    return Interval(DOWN.divide(above, below), UP.divide(above, below))


UNIT = exact(Fraction(1))
TWO, TEN = exact(Fraction(2)), exact(Fraction(10))
PI = Interval(Decimal("3.14159265358979323846264338327950288419"), Decimal("3.14159265358979323846264338327950288420"))


def power(base: Interval, exponent: Interval) -> Interval:
    """Whole powers by multiplication, others of a positive base through the logarithm."""
    whole = int(exponent.low) if exponent.low == exponent.high == exponent.low.to_integral_value() else None
    if whole is None or abs(whole) > MAX_WHOLE_POWER:
        return exp(exponent * log(base))
    count, square, product = abs(whole), abs(base) if whole % 2 == 0 else base, UNIT
    while count:
        if count & 1:
            product = product * square
        square, count = square * square, count >> 1
    return UNIT / product if whole < 0 else product


class Enclosing(Pointwise[Interval]):
    """Evaluates to an interval that holds the true value; where none can be given the operation is refused."""

    functions: ClassVar[Mapping[str, Callable[..., Any]]] = {
        "add": lambda a, b: a + b,
        "subtract": lambda a, b: a - b,
        "multiply": lambda a, b: a * b,
        "divide": lambda a, b: a / b,
        "negate": lambda a: -a,
        "square": lambda a: power(a, TWO),
        "reciprocal": lambda a: UNIT / a,
        "power": power,
        "exp": exp,
        "log": log,
        "sqrt": sqrt,
        "rsqrt": lambda a: UNIT / sqrt(a),
        "abs": abs,
        "expm1": lambda a: exp(a) - UNIT,
        "log1p": lambda a: log(UNIT + a),
        "log2": lambda a: log(a) / log(TWO),
        "log10": lambda a: log(a) / log(TEN),
        "minimum": lambda a, b: Interval(min(a.low, b.low), min(a.high, b.high)),
        "maximum": lambda a, b: Interval(max(a.low, b.low), max(a.high, b.high)),
        "clamp": lambda a, low, high: Interval(
            min(max(a.low, low.low), high.low), min(max(a.high, low.high), high.high)
        ),
    }

    def number(self, value: Fraction) -> Interval:
        return exact(value)

    def constant(self, name: str) -> Interval:
        return PI if name == "pi" else exp(UNIT)


def shown(value: Interval, digits: int) -> str:
    """The middle of an interval that is far narrower than `digits` digits show."""
    rounded = Context(prec=digits).create_decimal(value.middle)
    is_short = rounded == 0 or -6 <= rounded.adjusted() <= 12
    return format(rounded, "f" if is_short else "e")
