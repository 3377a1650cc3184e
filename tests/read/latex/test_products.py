"""Side by side: what is a product, and what could be something else as well."""

import pytest

from kl_check.model.errors import UnsupportedInput
from kl_check.model.term import Symbol, Term, log, number
from kl_check.read.latex import read_latex

S, M, X, Y = (Symbol(name) for name in ("sigma", "mu", "x", "y"))
S2 = Symbol("sigma_2")

PRODUCTS = [
    pytest.param(r"2\sigma_2^2", 2 * S2**2, id="number-and-square"),
    pytest.param("x y", X * Y, id="letters-with-a-space"),
    pytest.param(r"x\mu", X * M, id="letter-and-command"),
    pytest.param(r"2(x+y)(x-y)", 2 * (X + Y) * (X - Y), id="brackets"),
    pytest.param(r"\mu(x+y)", M * (X + Y), id="symbol-before-a-bracket-with-a-sum"),
    pytest.param(r"(x)(y)", X * Y, id="brackets-of-one-symbol"),
    pytest.param(r"\frac12 \frac{x}{3}", number(1) / 2 * (X / 3), id="fractions"),
    pytest.param(r"2 \cdot 3", number(2) * 3, id="numbers-with-a-dot"),
    pytest.param(r"x \times y * \mu \odot x", X * Y * M * X, id="times-star-and-odot"),
    pytest.param("x/y", X / Y, id="slash"),
    pytest.param("x/y/2", X / Y / 2, id="slashes-from-the-left"),
    pytest.param(r"x/2 \cdot y", X / 2 * Y, id="slash-then-dot"),
    pytest.param("-1/2 (x + y)", -(number(1) / 2 * (X + Y)), id="a-half-before-a-bracket"),
    pytest.param(r"1/2 \log\sigma", number(1) / 2 * log(S), id="a-half-before-a-function"),
    pytest.param(r"x y / 2", X * Y / 2, id="a-product-above-a-slash"),
]


@pytest.mark.parametrize(("text", "expected"), PRODUCTS)
def test_products(text: str, expected: Term) -> None:
    assert read_latex(text) == expected


AMBIGUOUS = [
    pytest.param(r"1/2\sigma^2", r"\sigma^2", id="half-of-it-or-below-the-line"),
    pytest.param(r"\mu^2/2\sigma^2", r"\sigma^2", id="below-the-line-or-beside-it"),
    pytest.param(r"x/2(x+y)", "(x+y)", id="a-bracket-behind-a-quotient"),
    pytest.param(r"\log \sigma_1 (x)", "(x)", id="in-the-logarithm-or-beside-it"),
    pytest.param(r"\log \sigma \frac12", r"\frac12", id="a-fraction-behind-a-logarithm"),
    pytest.param(r"\log\frac{x}{y} \sigma", r"\sigma", id="a-symbol-behind-the-logarithm-of-a-fraction"),
    pytest.param(r"\log \sigma / 2", "2", id="a-quotient-behind-a-logarithm"),
    pytest.param(r"\log \sigma \cdot 2", "2", id="a-dot-behind-a-logarithm"),
    pytest.param(r"\sigma(x)", "(x)", id="a-function-of-x"),
    pytest.param(r"\Sigma (x + y)", "(x + y)", id="a-letter-for-a-sum-sign"),
    pytest.param(r"p(x + y)", "(x + y)", id="a-density"),
    pytest.param("x 2", "2", id="a-number-behind-a-symbol"),
    pytest.param("x^10", "0", id="a-power-of-two-digits-without-braces"),
    pytest.param(r"\frac123", "3", id="a-denominator-of-two-digits-without-braces"),
    pytest.param("2 3", "3", id="two-numbers"),
]


@pytest.mark.parametrize(("text", "source"), AMBIGUOUS)
def test_two_readings_are_refused(text: str, source: str) -> None:
    with pytest.raises(UnsupportedInput) as caught:
        read_latex(text)
    assert caught.value.span is not None
    assert text[slice(*caught.value.span)] == source
