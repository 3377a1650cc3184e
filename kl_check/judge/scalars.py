"""Factors that are the same for every element: numbers, sizes such as J and B, and named weights."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction

from kl_check.algebra.polynomial import Generator, Monomial, Polynomial, Power

LATENTS, BATCH = "#J", "#B"


@dataclass(frozen=True, slots=True)
class Factor:
    """coefficient · Π size^power · Π weight^power · Π (log number)^power."""

    coefficient: Fraction
    sizes: Mapping[str, Power]
    weights: Mapping[str, Power]
    logs: Mapping[str, Power]
    rest: Monomial  # what is none of these, as e or √2


def factor_of(value: Polynomial) -> Factor | None:
    """The value as one factor; None if it is a sum."""
    if len(value.terms) != 1:
        return None
    (((powers, exponent), coefficient),) = value.terms.items()
    logs = {name: power for (kind, name), power in powers if kind == "log" and name.isdecimal()}
    weights = {name: power for (kind, name), power in powers if kind == "real"}
    rest_powers = tuple(item for item in powers if item[0][1] not in logs and item[0][1] not in weights)
    sizes = {name: power for m, power in exponent if (name := _size_name(m)) is not None}
    rest_exponent = tuple(item for item in exponent if _size_name(item[0]) is None)
    return Factor(Fraction(coefficient), sizes, weights, logs, (rest_powers, rest_exponent))


def _size_name(monomial: Monomial) -> str | None:
    """The size whose logarithm a monomial of an exponent is."""
    powers, exponent = monomial
    if exponent or len(powers) != 1:
        return None
    (kind, name), power = powers[0]
    return name if kind == "log" and power == 1 and not name.isdecimal() and name != "#pi" else None


def without(value: Polynomial, sizes: Mapping[str, Power], weights: Mapping[str, Power]) -> Polynomial:
    """The value divided by the given sizes and weights."""
    size_part = tuple(sorted(((((("log", name), 1),), ()), -power) for name, power in sizes.items()))
    weight_part = tuple(sorted((("real", name), -power) for name, power in weights.items()))
    return value * Polynomial({(weight_part, size_part): 1})


def show(value: Polynomial) -> str:
    """The value as an exact expression: `1/J`, `-B*J/2`, `1/(784*log(2))`."""
    if not value:
        return "0"
    shown = ""
    for monomial in sorted(value.terms, key=_order):
        coefficient = value.terms[monomial]
        piece = _show_monomial(monomial, abs(Fraction(coefficient)))
        sign = "-" if coefficient < 0 else "+"
        shown += (sign if sign == "-" else "") + piece if not shown else f" {sign} {piece}"
    return shown


def _order(monomial: Monomial) -> tuple[int, str]:
    return -len(monomial[0]) - len(monomial[1]), repr(monomial)


def _show_monomial(monomial: Monomial, coefficient: Fraction) -> str:
    above: list[str] = [str(coefficient.numerator)] if coefficient.numerator != 1 else []
    below: list[str] = [str(coefficient.denominator)] if coefficient.denominator != 1 else []
    powers, exponent = monomial
    factors: list[tuple[str, Power]] = [(_show_generator(name), power) for name, power in powers]
    factors += map(_show_exponential, exponent)
    for name, power in factors:
        size = power if power > 0 else -power
        (above if power > 0 else below).append(name if size == 1 else f"{name}^{_bracketed(size)}")
    if not below:
        return "*".join(above) or "1"
    divisor = "*".join(below)
    return f"{'*'.join(above) or '1'}/{f'({divisor})' if len(below) > 1 else divisor}"


def _show_generator(generator: Generator) -> str:
    kind, name = generator
    return f"log({name.removeprefix('#')})" if kind == "log" else name.removeprefix("#") if kind == "real" else "(…)"


def _show_exponential(item: tuple[Monomial, Power]) -> tuple[str, Power]:
    """exp(power · log name) is name^power; any other exponential is written as exp(…)."""
    (powers, exponent), power = item
    if not exponent and len(powers) == 1 and powers[0][1] == 1 and powers[0][0][0] == "log":
        return powers[0][0][1].removeprefix("#"), power
    inner = show(Polynomial({(powers, exponent): Fraction(power if power > 0 else -power)}))
    return f"exp({inner})", 1 if power > 0 else -1


def _bracketed(power: Power) -> str:
    return str(power) if power.denominator == 1 else f"({power})"


def float_of(value: Polynomial, at: Mapping[str, float]) -> float:
    """The value in floats, with sizes and weights as `at` says (`#J` and `#B` among them)."""
    return math.fsum(float(coefficient) * _float_of_monomial(m, at) for m, coefficient in value.terms.items())


def _float_of_monomial(monomial: Monomial, at: Mapping[str, float]) -> float:
    powers, exponent = monomial
    product = math.exp(sum(float(power) * _float_of_monomial(m, at) for m, power in exponent))
    for (kind, name), power in powers:
        base = int(name) if name.isdecimal() else math.pi if name == "#pi" else at[name]
        product *= (math.log(base) if kind == "log" else base) ** float(power)
    return product
