"""Functions, brackets, numbers, spans; then whatever else people type: one clear refusal, never another error."""

import re

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from kl_check.model.errors import InputError, MalformedInput, UnsupportedInput
from kl_check.model.term import (
    Apply,
    Constant,
    Number,
    Reduce,
    Span,
    Symbol,
    Term,
    children,
    exp,
    log,
    number,
    sqrt,
    symbols,
)
from kl_check.read.latex import read_latex

S, M, X, PI = Symbol("sigma"), Symbol("mu"), Symbol("x"), Constant("pi")


def head(name: str, *arguments: Term) -> Apply:
    return Apply(name, arguments)


FUNCTIONS = [
    pytest.param(r"\log \sigma^2", log(S**2), id="power-at-the-symbol-is-inside"),
    pytest.param(r"\log(\sigma)^2", log(S) ** 2, id="power-behind-the-bracket-is-outside"),
    pytest.param(r"\log\left(\sigma^2\right)", log(S**2), id="power-in-the-bracket-is-inside"),
    pytest.param(r"\log{\left(\sigma\right)}^{2}", log(S) ** 2, id="braces-around-a-bracket-do-not-print"),
    pytest.param(r"\log{\sigma^2}", log(S**2), id="braces-around-the-argument"),
    pytest.param(r"\log^2 \sigma", log(S) ** 2, id="power-of-the-function"),
    pytest.param(r"\log 2\pi\sigma^2", log(2 * PI * S**2), id="takes-the-juxtaposed-product"),
    pytest.param(r"\log 2\pi e\,\sigma^2", log(2 * PI * Constant("e") * S**2), id="with-e-in-it"),
    pytest.param(r"\log\sqrt{2\pi}\sigma", log(sqrt(2 * PI) * S), id="with-a-root-in-it"),
    pytest.param(r"\log \sigma - \sigma", log(S) - S, id="stops-at-the-minus"),
    pytest.param(r"\log\frac{\sigma}{2} + x", log(S / 2) + X, id="stops-at-the-plus"),
    pytest.param(r"\log\sigma \log x", log(S) * log(X), id="stops-at-the-next-function"),
    pytest.param(r"\log(\sigma) x", log(S) * X, id="brackets-end-the-argument"),
    pytest.param(r"2\log\sigma", 2 * log(S), id="coefficient-in-front"),
    pytest.param(r"\ln x", log(X), id="ln"),
    pytest.param(r"log(\sigma) + ln x", log(S) + log(X), id="without-a-backslash"),
    pytest.param(r"\operatorname{log} x", log(X), id="operatorname"),
    pytest.param(r"\mathrm{exp}(x)", exp(X), id="upright"),
    pytest.param(r"\log_2 x", head("log2", X), id="base-2-is-no-natural-logarithm"),
    pytest.param(r"\log_{10} x", head("log10", X), id="base-10"),
    pytest.param(r"\exp\{x\}", exp(X), id="printed-braces"),
    pytest.param(r"e^{-x}", exp(-X), id="e-to-a-power-is-exp"),
    pytest.param(r"\mathrm{e}^x", exp(X), id="upright-e"),
    pytest.param(r"e", Constant("e"), id="e-alone"),
    pytest.param(r"\sqrt{x}", sqrt(X), id="root"),
    pytest.param(r"\sqrt[3]{x}", X ** number(1, 3), id="cube-root"),
    pytest.param(r"|x|", head("abs", X), id="bars"),
    pytest.param(r"\left|x\right| - \lvert\mu\rvert", head("abs", X) - head("abs", M), id="sized-bars"),
    pytest.param(r"|x| |\mu|", head("abs", X) * head("abs", M), id="bars-side-by-side"),
]


@pytest.mark.parametrize(("text", "expected"), FUNCTIONS)
def test_functions(text: str, expected: Term) -> None:
    assert read_latex(text) == expected


NUMBERS = [
    pytest.param("0.5", number(1, 2), id="decimal"),
    pytest.param(".5", number(1, 2), id="no-zero-in-front"),
    pytest.param("1. + x", 1 + X, id="no-digit-behind"),
    pytest.param("10^{-8}", number(10) ** -number(8), id="power-of-ten"),
    pytest.param(r"\frac12", number(1) / 2, id="fraction-without-braces"),
    pytest.param(r"\frac{1}2 x", number(1) / 2 * X, id="half-braced-fraction"),
    pytest.param(r"\tfrac12 x^\frac12", number(1) / 2 * X ** (number(1) / 2), id="fraction-as-a-power"),
    pytest.param(r"\dfrac{x}{2}", X / 2, id="display-fraction"),
    pytest.param(r"-x^2", -(X**2), id="minus-of-a-square"),
    pytest.param(r"(-x)^2", (-X) ** 2, id="square-of-a-minus"),
    pytest.param(r"+x", X, id="leading-plus"),
]


@pytest.mark.parametrize(("text", "expected"), NUMBERS)
def test_numbers_and_powers(text: str, expected: Term) -> None:
    assert read_latex(text) == expected


def test_a_decimal_is_exact() -> None:
    assert isinstance(read_latex("0.1"), Number)
    assert read_latex("0.1") == number(1, 10)


def test_every_node_says_where_it_stands() -> None:
    text = r"KL &= \tfrac12 \Bigl( \mu_1^2 \Bigr) % half" + "\n" + r" - \log\sigma^2_{1} \tag{3}"
    sources = {text[slice(*node.span)] for node in nodes(read_latex(text)) if node.span}
    assert sources == {
        r"\tfrac12 \Bigl( \mu_1^2 \Bigr) % half" + "\n" + r" - \log\sigma^2_{1}",
        r"\tfrac12 \Bigl( \mu_1^2 \Bigr)",
        r"\tfrac12",
        *"12",
        r"\mu_1^2",
        r"\mu_1",
        r"\log\sigma^2_{1}",
        r"\sigma^2_{1}",  # the power, and the symbol: its subscript stands behind the power
    }


def test_a_sum_spans_its_body() -> None:
    text = r"\frac1N \sum_{i=1}^J \mu_i + \sigma_i"
    (reduction,) = (node for node in nodes(read_latex(text)) if isinstance(node, Reduce))
    assert reduction.span is not None
    assert text[slice(*reduction.span)] == r"\sum_{i=1}^J \mu_i + \sigma_i"


MALFORMED = [
    pytest.param("", (0, 0), id="empty"),
    pytest.param(" % x\n", (0, 5), id="a-comment-only"),
    pytest.param("(x", (0, 1), id="never-closed"),
    pytest.param("x)", (1, 2), id="never-opened"),
    pytest.param("(x]", (2, 3), id="closed-by-another"),
    pytest.param(r"\left(x)", (7, 8), id="left-without-right"),
    pytest.param(r"(x\right)", (2, 9), id="right-without-left"),
    pytest.param(r"\left x", (0, 5), id="left-of-no-bracket"),
    pytest.param(r"\left\left(x", (0, 5), id="left-of-left"),
    pytest.param("|x", (0, 1), id="bar-never-closed"),
    pytest.param("x + ()", (4, 6), id="empty-brackets"),
    pytest.param("x\0", (1, 2), id="nul"),
    pytest.param("x\\", (1, 2), id="lone-backslash"),
    pytest.param("x +", (2, 3), id="operand-missing-at-the-end"),
    pytest.param("x + - y", (4, 5), id="two-signs"),
    pytest.param(r"\cdot x", (0, 5), id="operand-missing-in-front"),
    pytest.param(r"x \cdot", (2, 7), id="operand-missing-behind-a-dot"),
    pytest.param("x^", (1, 2), id="power-missing"),
    pytest.param("x^2^3", (3, 4), id="two-powers"),
    pytest.param("x_1_2", (3, 4), id="two-subscripts"),
    pytest.param("x^{}", (2, 4), id="an-empty-power"),
    pytest.param(r"\log^2^3 x", (6, 7), id="two-powers-of-a-function"),
    pytest.param(r"\log^2(x)^3", (9, 10), id="a-power-before-and-behind-the-argument"),
    pytest.param(r"\sum_i_j x", (6, 7), id="two-lower-limits"),
    pytest.param(r"\frac{1}", (7, 8), id="denominator-missing"),
    pytest.param(r"\log + x", (5, 6), id="argument-missing"),
    pytest.param(r"\log -x", (5, 6), id="argument-with-a-sign"),
    pytest.param(r"\begin x", (0, 6), id="environment-without-a-name"),
    pytest.param(r"\label x", (0, 6), id="label-without-braces"),
    pytest.param("x, y", (1, 2), id="a-comma"),
    pytest.param(r"\sum_i^J", (7, 8), id="a-sum-of-nothing"),
]


@pytest.mark.parametrize(("text", "span"), MALFORMED)
def test_malformed_text_is_refused_where_it_breaks(text: str, span: Span) -> None:
    with pytest.raises(MalformedInput) as caught:
        read_latex(text)
    assert caught.value.span == span


UNSUPPORTED = [
    pytest.param(r"x + \int x", r"\int", "integral", id="integral"),
    pytest.param(r"\mathbb{E}[x]", r"\mathbb{E}", "expectation", id="expectation"),
    pytest.param("E[x^2]", "[x^2]", "function", id="expectation-in-italics"),
    pytest.param(r"\|\mu\|^2", r"\|", "norm", id="norm"),
    pytest.param(r"\mathcal{N}(x)", r"\mathcal{N}", "density", id="density"),
    pytest.param(r"\prod_i x_i", r"\prod", "product", id="product-over-an-index"),
    pytest.param(r"x \approx 2", r"\approx", "equality", id="another-relation"),
    pytest.param(r"\foo{x}", r"\foo", "not known", id="unknown-command"),
    pytest.param(r"\operatorname{softmax}(x)", r"\operatorname{softmax}", "not known", id="unknown-function"),
    pytest.param(r"\mathrm{net}(x)", "(x)", "no function", id="word-before-a-bracket"),
    pytest.param("x!", "!", "belong", id="factorial"),
    pytest.param("x²", "²", "sign", id="a-sign-outside-of-latex"),
    pytest.param(r"\begin{pmatrix} x \end{pmatrix}", r"\begin{pmatrix}", "environment", id="matrix"),
    pytest.param(r"\left. x \right|", r"\left.", "one-sided", id="evaluation-bar"),
    pytest.param(r"\log^{-1} x", "-1", "inverse", id="inverse-function"),
    pytest.param(r"\log_b x", "_b", "base", id="logarithm-to-a-named-base"),
    pytest.param(r"\sqrt[n]{x}", r"\sqrt[n]", "root", id="root-of-a-named-degree"),
    pytest.param("9^{9^9}", "9^9", "exponent", id="tower"),
    pytest.param("9^{9999}", "9999", "exponent", id="huge-exponent"),
    pytest.param("1" * 101, "1" * 101, "digits", id="huge-number"),
    pytest.param("logvar", "logvar", "name or a product", id="letters-side-by-side"),
    pytest.param("1e-8", "1", "10^{-8}", id="a-float-of-a-program"),
    pytest.param("2{x + 1}", "{x + 1}", "braces", id="braces-that-would-not-print"),
    pytest.param(r"{x^2}^3", "{x^2}", "braces", id="a-power-of-braces"),
    pytest.param("$x$ + $y$", "$", "inside", id="two-bits-of-mathematics"),
]


@pytest.mark.parametrize(("text", "source", "message"), UNSUPPORTED)
def test_what_is_not_read_is_refused_with_its_place_and_reason(text: str, source: str, message: str) -> None:
    with pytest.raises(InputError, match=re.escape(message)) as caught:
        read_latex(text)
    assert caught.value.span is not None
    assert text[slice(*caught.value.span)] == source


DEEP = [
    pytest.param("(" * 10_000 + "x" + ")" * 9_000, id="brackets"),
    pytest.param("(" * 81 + "x" + ")" * 81, id="just-too-many-brackets"),
    pytest.param(r"\log" * 4000 + " x", id="functions"),
    pytest.param(r"\sqrt{" * 100 + "2" + "}" * 100, id="roots"),
    pytest.param(r"\frac{1}{2+" * 100 + "x" + "}" * 100, id="continued-fraction"),
    pytest.param("x^{" * 100 + "x" + "}" * 100, id="tower-of-symbols"),
    pytest.param(r"-2(1-x\log(" * 49 + "x" + "))" * 49, id="many-levels-a-bracket"),
    pytest.param("x+" * 9999 + "x", id="long-sum"),
    pytest.param("x " * 9999, id="long-product"),
    pytest.param("x" + "'" * 19_000, id="many-primes"),
    pytest.param("x_{" + "a," * 9000 + "b}", id="many-indices"),
    pytest.param(r"\sum " * 3000 + "x", id="many-sums"),
    pytest.param(" " * 20_000 + "x", id="too-many-characters"),
]


@pytest.mark.parametrize("text", DEEP)
def test_deep_and_long_text_is_refused(text: str) -> None:
    with pytest.raises(UnsupportedInput):
        read_latex(text)


@pytest.mark.parametrize("text", ["(" * 79 + "x" + ")" * 79, "e^{" * 79 + "x" + "}" * 79, "+".join(["x"] * 200)])
def test_what_is_just_within_the_caps_is_read(text: str) -> None:
    assert read_latex(text).span is not None


# fmt: off
PIECES = [
    r"\frac", r"\sum", r"\sum_i", r"\sum_{j=1}^J", r"\log", r"\exp", r"\sqrt", r"\sqrt[3]", r"\left(", r"\right)",
    r"\left|", r"\right|", r"\bigl[", r"\bigr]", r"\cdot", r"\mu", r"\sigma_i", r"\sigma_{ii}", r"\hat", r"\bar{x}",
    r"\boldsymbol{\mu}", r"\mathrm{logvar}", r"\text{", "if", "}", r"\mathrm", r"\pi", "e", r"\operatorname",
    r"\begin{align}", r"\end{align}", r"\begin", r"\label{a}", r"\tag", "\\\\", r"\,", r"\quad", "&", "%", r"\[",
    r"\]", r"\(", r"\)", "$", "$$", r"\|", r"\{", r"\}", r"\lvert", r"\rvert", "(", ")", "[", "]", "{", "}", "|",
    "+", "-", "*", "/", "=", "^", "_", "'", ",", ".", ";", ":", "!", "0", "1", "12", ".5", "x", "J", "K", "KL", "q",
    "^2", "^{2}", "^{(i)}", "_1", "_{1,i}", "^T", "_{", "^{-1}", r"\mathcal{L}", r"\Sigma", r"\int", r"\prod",
    r"\foo", r"\prime", r"D_{KL}(q\|p)", r"\frac12", r"\middle|", "{}", "\\", "\0", "\n", "\n\n", "\t", "é", "𝜎",
    "σ", "²", "−",
]
# fmt: on


def nodes(term: Term) -> list[Term]:
    return [term, *(inner for child in children(term) for inner in nodes(child))]


PUBLISHED = (
    r"\begin{align} -D_{KL}\left(q_{\boldsymbol{\phi}}(\mathbf{z}) \| p(\mathbf{z})\right) &= "
    r"\frac{1}{2} \sum_{j=1}^{J} \left(1+\log \left(\left(\sigma_{j}^{(i)}\right)^{2}\right)-|\mu_{j}|^{2}"
    r"-\sigma_{jj}' e^{\hat x}\right) \tag{1} \end{align}"
)


def test_the_formula_before_its_slips_is_read() -> None:
    assert symbols(read_latex(PUBLISHED)) == ("sigma_i", "mu", "sigma_jj_prime", "x_hat")


@st.composite
def slips(draw: st.DrawFn) -> str:
    """A published formula with up to three bits of it replaced."""
    text = PUBLISHED
    for _ in range(draw(st.integers(1, 3))):
        start = draw(st.integers(0, len(text)))
        end = start + draw(st.integers(0, 9))
        text = text[:start] + draw(st.sampled_from(["", *PIECES])) + text[end:]
    return text


SOUP = st.lists(st.sampled_from(PIECES), max_size=14)


@given(text=SOUP.map(" ".join) | SOUP.map("".join) | slips() | st.text())
@example(r"\left")
@example(r"\sqrt[")
@example(r"\mathrm")
@example("_")
def test_token_soup_is_read_or_refused(text: str) -> None:
    try:
        term = read_latex(text)
    except InputError as refusal:
        check_refusal(refusal, text)
    else:
        check_spans(term, (0, len(text)))


def check_refusal(refusal: InputError, text: str) -> None:
    assert refusal.message
    assert refusal.span is not None
    start, end = refusal.span
    assert 0 <= start <= end <= len(text)
    assert start < end or not text


def check_spans(term: Term, around: Span) -> None:
    """Every node has its place, within its parent's."""
    assert term.span is not None
    assert around[0] <= term.span[0] < term.span[1] <= around[1]
    for child in children(term):
        check_spans(child, term.span)
