"""The exact normal form: polynomials over the rationals in which exponentials and logarithms are independent.

A monomial is a product of powers of real generators times the exponential of a polynomial. Whatever is known to be
positive is held as the exponential of its logarithm: a scale x is exp(log x), a size J is exp(log J), √2 is
exp(½ log 2), π is exp(log π). So every law of exp, log and powers that holds for positive numbers is an addition in an
exponent, and two terms of the class have the same dictionary exactly when these laws make them equal.

What lies outside the class (the logarithm of a sum, a quotient by a sum, an unknown function) becomes an *atom*: a
generator named by its own normal form. Every step is an identity wherever both sides are defined, so equal
dictionaries prove equality. Unequal ones prove nothing by themselves; balls do that (`kl_check.algebra.ball`).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from fractions import Fraction
from math import gcd, lcm
from typing import Any, TypeAlias

Generator: TypeAlias = tuple[str, str]
"""("real", name), ("log", name) or ("atom", normal form)."""

Power: TypeAlias = int | Fraction
"""A whole power is held as an int: monomials are dictionary keys, and a Fraction is slow to hash."""

Coefficient: TypeAlias = int | Fraction
"""Most coefficients are whole, and an int adds and multiplies ten times faster than a Fraction."""

Powers: TypeAlias = tuple[tuple[Generator, Power], ...]
Monomial: TypeAlias = tuple[Powers, tuple[Any, ...]]
"""Powers of generators, and the terms of the exponent: ((Monomial, Fraction), …), each part sorted."""

ONE: Monomial = ((), ())
UNIT = 1

MAX_TERMS = 4000  # of one polynomial
MAX_POWER = 8  # of a sum, expanded
MAX_BITS = 4096  # of a rational number
MAX_NAME = 500  # of an atom, spelled out


class TooLarge(ArithmeticError):
    """The normal form would outgrow its caps."""


class Undefined(ArithmeticError):
    """Division by zero, or the logarithm of zero."""


class Polynomial:
    """An immutable sum of monomials with rational coefficients, none of them zero."""

    __slots__ = ("terms",)

    def __init__(self, terms: Mapping[Monomial, Coefficient]) -> None:
        if len(terms) > MAX_TERMS:
            raise TooLarge(f"a sum of more than {MAX_TERMS} terms")
        self.terms = {monomial: coefficient for monomial, coefficient in terms.items() if coefficient}

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Polynomial) and self.terms == other.terms

    def __hash__(self) -> int:
        return hash(frozenset(self.terms.items()))

    def __bool__(self) -> bool:
        return bool(self.terms)

    def __repr__(self) -> str:
        return f"Polynomial({self.terms!r})"

    def __add__(self, other: Polynomial) -> Polynomial:
        return _collect(dict(self.terms), other.terms.items())

    def __neg__(self) -> Polynomial:
        return _polynomial({monomial: -coefficient for monomial, coefficient in self.terms.items()})

    def __sub__(self, other: Polynomial) -> Polynomial:
        return self + -other

    def __mul__(self, other: Polynomial) -> Polynomial:
        for number, rest in ((other.terms, self), (self.terms, other)):
            if len(number) == 1 and ONE in number:
                return rest.scaled(number[ONE])
        if len(self.terms) * len(other.terms) > MAX_TERMS:
            raise TooLarge(f"a product of more than {MAX_TERMS} terms")
        products = []
        for left, a in self.terms.items():
            for right, b in other.terms.items():
                factor, monomial = _multiply(left, right)
                products.append((monomial, _bounded(a * b * factor)))
        return _collect({}, products)

    def scaled(self, factor: Coefficient) -> Polynomial:
        if factor == 1:
            return self
        return Polynomial({monomial: _bounded(coefficient * factor) for monomial, coefficient in self.terms.items()})

    @property
    def constant(self) -> Fraction | None:
        """The rational number that this is, or None."""
        if not self.terms:
            return Fraction(0)
        return Fraction(self.terms[ONE]) if len(self.terms) == 1 and ONE in self.terms else None

    def select(self, keep: Callable[[Monomial], bool]) -> Polynomial:
        """The part whose monomials `keep` accepts."""
        return Polynomial({monomial: coefficient for monomial, coefficient in self.terms.items() if keep(monomial)})


def _collect(terms: dict[Monomial, Coefficient], items: Iterable[tuple[Monomial, Coefficient]]) -> Polynomial:
    """The sum of `terms`, which it uses up, and `items`."""
    for monomial, coefficient in items:
        total = terms.get(monomial, 0) + coefficient
        if total:
            terms[monomial] = total
        else:
            del terms[monomial]
    return _polynomial(terms)


def _polynomial(terms: dict[Monomial, Coefficient]) -> Polynomial:
    """A polynomial of terms of which none is zero."""
    if len(terms) > MAX_TERMS:
        raise TooLarge(f"a sum of more than {MAX_TERMS} terms")
    made = object.__new__(Polynomial)
    made.terms = terms
    return made


def _bounded(value: Coefficient) -> Coefficient:
    if max(value.numerator.bit_length(), value.denominator.bit_length()) > MAX_BITS:
        raise TooLarge(f"a number of more than {MAX_BITS} bits")
    return value


def _multiply(left: Monomial, right: Monomial) -> tuple[Coefficient, Monomial]:
    if left == ONE:
        return UNIT, right
    if right == ONE:
        return UNIT, left
    factor, exponent = _settle(_merge(left[1], right[1]))
    return factor, (_merge(left[0], right[0]), exponent)


def _merge(left: tuple[Any, ...], right: tuple[Any, ...]) -> tuple[Any, ...]:
    if not left:
        return right
    if not right:
        return left
    merged = dict(left)
    for key, value in right:
        merged[key] = _tidy(merged.get(key, 0) + value)
    return tuple(sorted((key, value) for key, value in merged.items() if value))


def _tidy(value: Power) -> Power:
    return value.numerator if value.denominator == 1 else value


def _settle(exponent: tuple[Any, ...]) -> tuple[Coefficient, tuple[Any, ...]]:
    """Moves whole powers of integers out of an exponent: exp(3/2 · log 2) is 2 · exp(1/2 · log 2)."""
    factor: Coefficient = UNIT
    rest = []
    for monomial, coefficient in exponent:
        base = _integer_under_log(monomial)
        if base is None:
            rest.append((monomial, coefficient))
            continue
        whole = coefficient.numerator // coefficient.denominator
        if abs(whole) * base.bit_length() > MAX_BITS:
            raise TooLarge(f"a number of more than {MAX_BITS} bits")
        factor *= base**whole if whole >= 0 else Fraction(1, base**-whole)
        if coefficient != whole:
            rest.append((monomial, coefficient - whole))
    return factor, tuple(rest)


def _integer_under_log(monomial: Monomial) -> int | None:
    """The integer n, if the monomial is log n."""
    powers, exponent = monomial
    if exponent or len(powers) != 1:
        return None
    (kind, name), power = powers[0]
    return int(name) if kind == "log" and power == 1 and name.isdecimal() else None


# Making polynomials


def _monomial(powers: Powers, exponent: tuple[Any, ...], coefficient: Coefficient) -> Polynomial:
    return Polynomial({(powers, exponent): coefficient})


def rational(value: Fraction | int) -> Polynomial:
    return Polynomial({ONE: _tidy(value)})


def generator(kind: str, name: str) -> Polynomial:
    return Polynomial({((((kind, name), 1),), ()): UNIT})


def real(name: str) -> Polynomial:
    """A symbol that may be any real number."""
    return generator("real", name)


def log_of(name: str) -> Polynomial:
    """The logarithm of a positive symbol."""
    return generator("log", name)


def positive(name: str) -> Polynomial:
    """A positive symbol, as the exponential of its logarithm."""
    return exp(log_of(name))


def atom(name: str, *arguments: Polynomial) -> Polynomial:
    """A function that the class does not know, as a generator named by its arguments' normal forms.

    Atoms in atoms would double the length of a name at every level, so a long one is named by its digest.
    """
    form = f"{name}({'; '.join(map(_spelled, arguments))})"
    if len(form) > MAX_NAME:
        from hashlib import sha256

        form = f"{name}:{sha256(form.encode()).hexdigest()}"
    return generator("atom", form)


def _spelled(argument: Polynomial) -> str:
    """A polynomial as a text that no other polynomial has; generators are quoted, so no name can imitate it."""
    return " + ".join(f"{c}*{_spelled_monomial(m)}" for m, c in sorted(argument.terms.items()))


def _spelled_monomial(monomial: Monomial) -> str:
    powers, exponent = monomial
    inner = " + ".join(f"{c}*{_spelled_monomial(m)}" for m, c in exponent)
    return f"{[(kind, name, str(power)) for (kind, name), power in powers]!r}e[{inner}]"


def under_exponential(monomial: Monomial) -> Polynomial:
    """The polynomial in the exponent of a monomial."""
    return Polynomial(dict(monomial[1]))


# Functions that are exact on the class


def exp(argument: Polynomial) -> Polynomial:
    factor, exponent = _settle(tuple(sorted((monomial, _tidy(c)) for monomial, c in argument.terms.items())))
    return _monomial((), exponent, factor)


def log(argument: Polynomial) -> Polynomial:
    """log of c·exp(P) is log c + P. Of any other sum only the rational content comes out."""
    if not argument:
        raise Undefined("the logarithm of 0")
    if len(argument.terms) == 1:
        (((powers, exponent), coefficient),) = argument.terms.items()
        if not powers and coefficient > 0:
            return _log_of_rational(coefficient) + under_exponential(((), exponent))
    content, primitive = _content(argument)
    return _log_of_rational(content) + atom("log", primitive)


def absolute(argument: Polynomial) -> Polynomial:
    if len(argument.terms) == 1:
        ((monomial, coefficient),) = argument.terms.items()
        if all(power.denominator == 1 and power.numerator % 2 == 0 for _, power in monomial[0]):
            return -argument if coefficient < 0 else argument
    return atom("abs", argument) if argument else argument


def power(base: Polynomial, exponent: Coefficient) -> Polynomial:
    """`base` to a rational power. A sum is expanded for a small whole power and is an atom's power otherwise."""
    if exponent == 0:
        return rational(1)
    if not base:
        if exponent < 0:
            raise Undefined("a division by 0")
        return base
    whole = exponent.denominator == 1
    if len(base.terms) == 1:
        (((powers, under), coefficient),) = base.terms.items()
        if whole or (not powers and coefficient > 0):
            factor, settled = _settle(tuple((m, _tidy(c * exponent)) for m, c in under))
            raised = _monomial(tuple((g, _tidy(p * exponent)) for g, p in powers), settled, factor)
            return raised * _power_of_rational(coefficient, exponent)
    elif whole and exponent > 0:
        if exponent > MAX_POWER:
            raise TooLarge(f"the power {exponent} of a sum")
        return _repeated_product(base, exponent.numerator)
    content, primitive = _content(base)
    leading = primitive.terms[min(primitive.terms)]
    if whole and leading < 0:
        content, primitive = -content, -primitive
    name = atom("", primitive)
    (((powers, _), _),) = name.terms.items()
    return Polynomial({(((powers[0][0], _tidy(exponent)),), ()): UNIT}) * _power_of_rational(content, exponent)


def _repeated_product(base: Polynomial, exponent: int) -> Polynomial:
    product = rational(1)
    while exponent:
        if exponent & 1:
            product = product * base
        exponent >>= 1
        if exponent:
            base = base * base
    return product


def _content(argument: Polynomial) -> tuple[Fraction, Polynomial]:
    """The positive rational that all coefficients share, and what is left."""
    numerator = gcd(*(coefficient.numerator for coefficient in argument.terms.values()))
    denominator = lcm(*(coefficient.denominator for coefficient in argument.terms.values()))
    content = Fraction(numerator, denominator)
    return content, argument.scaled(1 / content)


def _power_of_rational(base: Coefficient, exponent: Coefficient) -> Polynomial:
    if base == 1:
        return rational(1)
    value = Fraction(base)  # an int to a negative power would be a float
    if exponent.denominator == 1:
        size = max(value.numerator.bit_length(), value.denominator.bit_length())
        if value != -1 and abs(exponent.numerator) * size > MAX_BITS:
            raise TooLarge(f"a number of more than {MAX_BITS} bits")
        return rational(value**exponent.numerator)
    return exp(_log_of_rational(value).scaled(exponent))


def _log_of_rational(value: Coefficient) -> Polynomial:
    return _log_of_integer(value.numerator) - _log_of_integer(value.denominator)


def _log_of_integer(value: int) -> Polynomial:
    """log n over the small primes; a large cofactor keeps a logarithm of its own."""
    terms: dict[Monomial, Fraction] = {}
    divisor = 2
    while value > 1:
        if divisor * divisor > value or divisor > 1000:
            divisor = value
        count = 0
        while value % divisor == 0:
            value //= divisor
            count += 1
        if count:
            terms[(((("log", str(divisor)), 1),), ())] = Fraction(count)
        divisor += 1 if divisor == 2 else 2
    return Polynomial(terms)


# Looking inside


def generators(monomial: Monomial) -> set[Generator]:
    """Every generator of a monomial, its exponent included."""
    found = {name for name, _ in monomial[0]}
    for inner, _ in monomial[1]:
        found |= generators(inner)
    return found


def split(monomial: Monomial, is_scalar: Callable[[Generator], bool]) -> tuple[Monomial, Monomial]:
    """A monomial as (elementwise part, part made of scalar generators only)."""
    powers, exponent = monomial
    scalar_powers = tuple(item for item in powers if is_scalar(item[0]))
    scalar_exponent = tuple(item for item in exponent if all(map(is_scalar, generators(item[0]))))
    element = (
        tuple(item for item in powers if item not in scalar_powers),
        tuple(item for item in exponent if item not in scalar_exponent),
    )
    return element, (scalar_powers, scalar_exponent)


def substitute(argument: Polynomial, images: Mapping[Generator, Polynomial]) -> Polynomial:
    """Each generator replaced by its image, in exponents too. Atoms are left alone."""
    total = Polynomial({})
    for (powers, exponent), coefficient in argument.terms.items():
        product = rational(coefficient)
        for name, exponent_of in powers:
            base = images.get(name)
            product = product * (
                Polynomial({(((name, exponent_of),), ()): UNIT}) if base is None else power(base, Fraction(exponent_of))
            )
        if exponent:
            product = product * exp(substitute(under_exponential(((), exponent)), images))
        total = total + product
    return total
