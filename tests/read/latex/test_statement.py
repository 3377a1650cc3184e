"""Names in front of a formula, and all that may be wrapped around it."""

import pytest

from kl_check.model.errors import MalformedInput, UnsupportedInput
from kl_check.model.term import Symbol, number
from kl_check.read.latex import read_latex

X, Y = Symbol("x"), Symbol("y")

NAMES = [
    "KL",
    "KL_{loss}",
    "D_{KL}",
    r"D_{KL}(q \| p)",
    r"D_{KL}(q || p)",
    r"D_{KL}\left(q_\phi(z|x) \,\middle\|\, p(z)\right)",
    r"D_{\mathrm{KL}}(P\|Q) &",
    r"D_\text{KL}(P \| Q)",
    r"\mathrm{KL}[q, p]",
    r"\operatorname{KL}(\mathcal{N}(\mu, \sigma^2) \| \mathcal{N}(0, 1))",
    r"\mathcal{L}_{KL}",
    r"\mathcal{L}^{(i)}(\theta; x)",
    r"\mathbb{D}_{KL}",
    r"f(\mu,\sigma)",
    r"\hat{f}'",
    "KL:",
    "",
]


@pytest.mark.parametrize("name", NAMES)
def test_a_name_in_front_is_passed_over(name: str) -> None:
    text = f"{name} = x - y"
    term = read_latex(text)
    assert term == X - Y
    assert term.span == (len(text) - 5, len(text))


@pytest.mark.parametrize("name", ["-KL", r"-D_{KL}(q \| p) &", r"-\mathcal{L}"])
def test_a_statement_about_minus_the_kl_claims_its_negative(name: str) -> None:
    text = f"{name} = x - y"
    term = read_latex(text)
    assert term == -(X - Y)
    assert term.span is not None
    assert text[slice(*term.span)] == "x - y"


TWO_FORMULAS = [
    pytest.param("x + y = x", "x + y", "compare", id="a-sum-left"),
    pytest.param(r"\log\sigma = x", r"\log\sigma", "compare", id="a-function-left"),
    pytest.param(r"\sigma^2 = x", r"\sigma^2", "compare", id="a-power-left"),
    pytest.param(r"\frac12 x = y", r"\frac12 x", "compare", id="a-fraction-left"),
    pytest.param(r"2 KL = x", "2 KL", "compare", id="a-multiple-of-a-name"),
    pytest.param("KL + 1 = x", "KL + 1", "compare", id="a-name-and-more"),
    pytest.param(r"KL(q) p(x) = x", "KL(q) p(x)", "compare", id="a-product-of-names"),
    pytest.param(r"KL &= x + y \\ &= y + x", "=", "steps", id="a-chain"),
    pytest.param(r"f = x \\ g = y", "=", "steps", id="two-statements"),
    pytest.param(r"x \\ y", r"\\", "one formula", id="two-lines"),
    pytest.param(r"x - y \qquad (3)", r"\qquad", "one formula", id="a-typed-equation-number"),
    pytest.param(r"x - y \quad z", r"\quad", "one formula", id="a-gap"),
    pytest.param("x\n\ny", "\n\n", "one formula", id="two-paragraphs"),
    pytest.param(
        r"\begin{align} x \end{align} \begin{align} y \end{align}", r"\begin{align}", "inside", id="two-aligns"
    ),
]


@pytest.mark.parametrize(("text", "source", "advice"), TWO_FORMULAS)
def test_two_formulas_are_refused_with_advice(text: str, source: str, advice: str) -> None:
    with pytest.raises(UnsupportedInput, match=advice) as caught:
        read_latex(text)
    assert caught.value.span is not None
    assert text[slice(*caught.value.span)] == source


WRAPPINGS = [
    "{}",
    "${}$",
    "$$ {} $$.",
    r"\( {} \)",
    r"\[ {}, \]",
    r"\begin{{align}} {} \end{{align}}",
    r"\begin{{align*}} KL &= {} \tag{{1}} \label{{eq:kl_1}} \\ \end{{align*}}",
    r"\begin{{equation}}\begin{{aligned}} &= {{}} {} \end{{aligned}}\nonumber\end{{equation}}",
    r"KL = \begin{{aligned}} {} \end{{aligned}}",
    "% a comment with }} in it\n{} % another",
    "{{{}}}",
    r"\displaystyle ~ \quad {} \,\; .",
]


@pytest.mark.parametrize("wrapping", WRAPPINGS)
def test_what_surrounds_a_formula_is_taken_off(wrapping: str) -> None:
    formula = r"\frac12 \left( x - y \right)"
    text = wrapping.format(formula)
    term = read_latex(text)
    assert term == number(1) / 2 * (X - Y)
    assert term.span is not None
    assert text[slice(*term.span)] == formula


@pytest.mark.parametrize(
    "text",
    [r"x \\ - y", r"x - \\ y", r"x \\[2pt] &- y \\", "x -\n\n y", r"x \quad - y", r"(\\ x \\ - y \\)", "x\n-\ny"],
)
def test_one_formula_over_several_lines(text: str) -> None:
    assert read_latex(text) == X - Y


@pytest.mark.parametrize("text", ["$$", "$ $", r"\[ . \]", "KL =", "=", "{}", r"\begin{align} \end{align}", r"\tag{1}"])
def test_a_wrapping_around_nothing_is_malformed(text: str) -> None:
    with pytest.raises(MalformedInput):
        read_latex(text)
