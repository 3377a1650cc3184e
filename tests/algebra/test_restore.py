"""A normal form written back as a term has that normal form."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kl_check.algebra import polynomial
from kl_check.algebra.evaluate import evaluate
from kl_check.algebra.exact import NO_SUM, Exact
from kl_check.algebra.polynomial import Polynomial
from kl_check.algebra.restore import restored
from kl_check.algebra.show import text

WORLD = Exact({"v": "positive", "P": "size"}, {})

ATOMS = st.sampled_from(
    [
        polynomial.real("m"),
        polynomial.positive("v"),
        polynomial.log_of("v"),
        polynomial.positive("#J"),
        polynomial.positive("#B"),
        polynomial.positive("P"),
        polynomial.positive("#pi"),
        polynomial.log(polynomial.rational(12)),
    ]
)


@st.composite
def polynomials(draw: st.DrawFn) -> Polynomial:
    total = Polynomial({})
    for _ in range(draw(st.integers(0, 4))):
        product = polynomial.rational(draw(st.fractions(-3, 3, max_denominator=4)))
        for one in draw(st.lists(ATOMS, max_size=3)):
            product = product * one
        exponent = polynomial.rational(draw(st.fractions(-2, 2, max_denominator=3))) * draw(ATOMS) * draw(ATOMS)
        root = polynomial.power(polynomial.positive("v"), draw(st.fractions(-2, 2, max_denominator=4)))
        total = total + product * polynomial.exp(exponent) * root
    return total


def test_an_atom_is_refused() -> None:
    with pytest.raises(ValueError, match="atom"):
        restored(polynomial.log(polynomial.real("m") + polynomial.rational(1)))


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (Polynomial({}), "0"),
        (polynomial.rational(-1), "-1"),
        (-polynomial.real("m"), "-m"),
        (polynomial.power(polynomial.positive("v"), Fraction(-1, 2)), "v**(-1/2)"),
        (polynomial.positive("#J") - polynomial.rational(2), "-2 + J"),
        (polynomial.exp(polynomial.real("m") - polynomial.log_of("v").scaled(Fraction(2))), "v**(-2)*exp(m)"),
    ],
)
def test_as_a_reader_sees_it(value: Polynomial, expected: str) -> None:
    assert text(restored(value)) == expected


@given(polynomials())
def test_round_trip(value: Polynomial) -> None:
    assert evaluate(restored(value), WORLD).get(NO_SUM, Polynomial({})) == value
