"""The exact normal form: its laws, and what they may not say."""

from __future__ import annotations

import math
from collections.abc import Mapping
from fractions import Fraction

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from kl_check.algebra import polynomial as p
from kl_check.algebra.polynomial import Monomial, Polynomial, TooLarge, Undefined

X, Y = p.real("x"), p.real("y")
S, R = p.positive("s"), p.positive("r")
ONE, TWO = p.rational(1), p.rational(2)


# Strategies: small polynomials over two real and two positive symbols

NUMBERS = st.fractions(min_value=-3, max_value=3, max_denominator=4)
POSITIVE_NUMBERS = st.fractions(min_value=Fraction(1, 5), max_value=9, max_denominator=5)
POWERS = st.sampled_from([Fraction(n, d) for n in range(-3, 4) for d in (1, 2)])
LEAVES = st.sampled_from([X, Y, S, R, p.log_of("s")]) | NUMBERS.map(p.rational)


def combined(inner: st.SearchStrategy[Polynomial]) -> st.SearchStrategy[Polynomial]:
    sums = st.builds(lambda a, b: a + b, inner, inner)
    products = st.builds(lambda a, b: a * b, inner, inner)
    return sums | products | st.builds(lambda a: -a, inner)


POLYNOMIALS = st.recursive(LEAVES, combined, max_leaves=5)
SMALL = st.recursive(LEAVES, combined, max_leaves=2)
POSITIVES = st.builds(lambda c, a: p.rational(c) * p.exp(a), POSITIVE_NUMBERS, SMALL)


# Its value in floats, for comparison with what it is the normal form of

AT = {("real", "x"): 0.7, ("real", "y"): -1.3, ("log", "s"): math.log(1.9), ("log", "r"): math.log(0.6)}


def value(polynomial: Polynomial, at: Mapping[tuple[str, str], float] = AT) -> float:
    return math.fsum(float(coefficient) * monomial_value(m, at) for m, coefficient in polynomial.terms.items())


def monomial_value(monomial: Monomial, at: Mapping[tuple[str, str], float]) -> float:
    powers, exponent = monomial
    product = math.exp(math.fsum(float(c) * monomial_value(m, at) for m, c in exponent))
    for (kind, name), power in powers:
        base = math.log(int(name)) if kind == "log" and name.isdecimal() else at[kind, name]
        product *= base ** (int(power) if power == int(power) else float(power))
    return product


def near(a: float, b: float) -> bool:
    return math.isclose(a, b, rel_tol=1e-9, abs_tol=1e-9)


# Laws of a ring


@given(POLYNOMIALS, POLYNOMIALS, POLYNOMIALS)
def test_sums_and_products_obey_the_laws_of_a_ring(a: Polynomial, b: Polynomial, c: Polynomial) -> None:
    assert a + b == b + a
    assert (a + b) + c == a + (b + c)
    assert a * b == b * a
    assert (a * b) * c == a * (b * c)
    assert a * (b + c) == a * b + a * c
    assert a * ONE == a
    assert not a - a
    assert hash(a + b) == hash(b + a)


@given(POLYNOMIALS, POLYNOMIALS)
def test_a_normal_form_has_the_value_of_what_it_stands_for(a: Polynomial, b: Polynomial) -> None:
    assume(abs(value(a)) < 1e3 and abs(value(b)) < 1e3)
    assert near(value(a + b), value(a) + value(b))
    assert near(value(a * b), value(a) * value(b))
    assert near(value(-a), -value(a))


# Laws of exp, log and powers


@given(SMALL, SMALL)
def test_exp_turns_sums_into_products(a: Polynomial, b: Polynomial) -> None:
    assert p.exp(a + b) == p.exp(a) * p.exp(b)
    assert p.exp(a) * p.exp(-a) == ONE
    assert p.log(p.exp(a)) == a


@given(POSITIVES, POSITIVES)
def test_log_turns_products_into_sums(a: Polynomial, b: Polynomial) -> None:
    assert p.log(a * b) == p.log(a) + p.log(b)
    assert p.exp(p.log(a)) == a
    assert p.log(p.power(a, Fraction(-2))) == p.log(a).scaled(Fraction(-2))


@given(POSITIVES, POWERS, POWERS)
def test_powers_of_what_is_positive_add_and_multiply(a: Polynomial, m: Fraction, n: Fraction) -> None:
    assert p.power(a, m) * p.power(a, n) == p.power(a, m + n)
    assert p.power(p.power(a, m), n) == p.power(a, m * n)


@given(POSITIVES, POWERS)
def test_a_power_has_its_value(a: Polynomial, n: Fraction) -> None:
    assume(1e-3 < value(a) < 1e3)
    assert near(value(p.power(a, n)), value(a) ** float(n))
    assert near(value(p.log(a)), math.log(value(a)))


@given(POLYNOMIALS, st.integers(0, 4))
def test_a_whole_power_of_a_sum_is_expanded(a: Polynomial, n: int) -> None:
    product = ONE
    for _ in range(n):
        product = product * a
    assume(a or n)
    assert p.power(a, Fraction(n)) == product


SAME = [
    pytest.param(p.power(p.rational(8), Fraction(1, 2)), TWO * p.power(TWO, Fraction(1, 2)), id="root-of-8"),
    pytest.param(p.power(TWO, Fraction(1, 2)) * p.power(TWO, Fraction(1, 2)), TWO, id="root-of-2-squared"),
    pytest.param(p.log(p.rational(12)), p.log(TWO) + p.log(TWO) + p.log(p.rational(3)), id="log-of-12"),
    pytest.param(p.exp(p.log(p.rational(Fraction(3, 4)))), p.rational(Fraction(3, 4)), id="exp-of-a-log"),
    pytest.param(p.log(ONE), Polynomial({}), id="log-of-1"),
    pytest.param(p.absolute(S * X * X), S * X * X, id="a-square-has-no-sign"),
    pytest.param(p.absolute(-S), S, id="what-is-positive-loses-its-minus"),
    pytest.param(p.power(X * Y, Fraction(-2)) * X * Y, p.power(X * Y, Fraction(-1)), id="quotient-of-products"),
    pytest.param(p.power(X - Y, Fraction(-1)), -p.power(Y - X, Fraction(-1)), id="sign-out-of-a-quotient"),
    pytest.param(p.power(X + X, Fraction(-1)), p.power(X, Fraction(-1)).scaled(Fraction(1, 2)), id="content-out"),
    pytest.param(p.log(S + S * X), p.log(S * X + S), id="an-atom-of-the-same-sum"),
]


@pytest.mark.parametrize(("left", "right"), SAME)
def test_one_value_has_one_form(left: Polynomial, right: Polynomial) -> None:
    assert left == right


# What must not be the same: identities that hold for positive numbers only

DIFFERENT = [
    pytest.param(p.power(X * X, Fraction(1, 2)), X, id="root-of-a-square-is-not-the-number"),
    pytest.param(p.absolute(X), X, id="a-modulus-is-not-the-number"),
    pytest.param(p.log(X * X), p.log(X).scaled(Fraction(2)), id="log-of-a-square-of-a-real-number"),
    pytest.param(p.log(X * Y), p.log(X) + p.log(Y), id="log-of-a-product-of-real-numbers"),
    pytest.param(p.power(X * Y, Fraction(1, 2)), p.power(X, Fraction(1, 2)) * p.power(Y, Fraction(1, 2)), id="root"),
    pytest.param(p.exp(p.log(X)), -X, id="exp-of-a-log-of-a-real-number"),
    pytest.param(p.log(S + R), p.log(S) + p.log(R), id="log-of-a-sum"),
    pytest.param(p.exp(S + R), p.exp(S) + p.exp(R), id="exp-of-a-sum"),
    pytest.param(p.power(X + Y, Fraction(2)), X * X + Y * Y, id="square-of-a-sum"),
    pytest.param(p.exp(p.exp(X)), p.exp(X), id="exp-of-exp"),
    pytest.param(p.positive("x"), X, id="a-positive-and-a-real-symbol-of-one-name"),
    pytest.param(p.atom("f", X), p.atom("f", Y), id="a-function-of-something-else"),
    pytest.param(p.atom("f", X), p.atom("g", X), id="another-function"),
    pytest.param(p.log(p.rational(2)), p.rational(Fraction(math.log(2))), id="log-2-is-no-float"),
]


@pytest.mark.parametrize(("left", "right"), DIFFERENT)
def test_what_is_not_the_same_everywhere_has_another_form(left: Polynomial, right: Polynomial) -> None:
    assert left != right


def test_a_negative_number_has_no_logarithm_that_is_taken_apart() -> None:
    assert p.log(p.rational(-2)) != p.log(TWO)
    assert p.log(-S) != p.log(S)
    assert p.power(p.rational(-2), Fraction(1, 2)) != p.power(TWO, Fraction(1, 2))


def test_undefined() -> None:
    zero = Polynomial({})
    with pytest.raises(Undefined):
        p.log(zero)
    with pytest.raises(Undefined):
        p.power(zero, Fraction(-1))
    assert p.power(zero, Fraction(1, 2)) == zero
    assert p.power(zero, Fraction(0)) == ONE


# Substitution


@given(POLYNOMIALS, SMALL)
def test_substitution_is_evaluation_at_another_place(a: Polynomial, image: Polynomial) -> None:
    moved = {**AT, ("real", "x"): value(image)}
    assume(abs(value(image)) < 10 and abs(value(a, moved)) < 1e3)
    assert near(value(p.substitute(a, {("real", "x"): image})), value(a, moved))


@given(POLYNOMIALS, SMALL)
def test_substitution_reaches_exponents(a: Polynomial, image: Polynomial) -> None:
    images = {("log", "s"): image}
    assert p.substitute(p.exp(a), images) == p.exp(p.substitute(a, images))


@given(POLYNOMIALS)
def test_a_symbol_replaced_by_itself_changes_nothing(a: Polynomial) -> None:
    assert p.substitute(a, {("real", "x"): X, ("log", "s"): p.log_of("s")}) == a


# Caps


def nested(levels: int) -> Polynomial:
    inner = X
    for _ in range(levels):
        inner = p.log(ONE + inner * inner)
    return inner


def test_atoms_in_atoms_have_names_of_bounded_length() -> None:
    (((((_, name), _),), _),) = nested(40).terms
    assert len(name) <= p.MAX_NAME


def test_long_atoms_are_told_apart() -> None:
    assert nested(12) == nested(12)
    assert nested(12) != nested(13)
    assert p.log(ONE + nested(9)) != p.log(TWO + nested(9))


@pytest.mark.parametrize(
    ("base", "exponent"),
    [(X + ONE, 65), (p.rational(3), 10_000), (p.rational(Fraction(1, 3)), 10_000), (X + Y + S + R, 40)],
    ids=["a-high-power-of-a-sum", "a-large-number", "a-small-number", "too-many-terms"],
)
def test_what_would_grow_without_bound_is_refused(base: Polynomial, exponent: int) -> None:
    with pytest.raises(TooLarge):
        p.power(base, Fraction(exponent))
