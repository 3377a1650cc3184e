"""Terms as a reader sees them: brackets where the value needs them, and nowhere else."""

from __future__ import annotations

import re
from fractions import Fraction

import pytest
import sympy
from hypothesis import assume, given
from hypothesis import strategies as st
from latex2mathml.converter import convert
from sympy.parsing.sympy_parser import parse_expr

from kl_check.algebra.show import latex, text
from kl_check.algebra.symbolic import to_sympy
from kl_check.know.closed_forms import CLOSED_FORMS
from kl_check.know.variants import VARIANTS
from kl_check.model.term import (
    Apply,
    Constant,
    Expectation,
    Integral,
    Number,
    Reduce,
    Size,
    Symbol,
    Term,
    exp,
    log,
    mean_over_latents,
    normal_density,
    normal_log_density,
    number,
    product_over_latents,
    sqrt,
    sum_over_latents,
)

A, B, C, X = map(Symbol, "abcx")
HALF = number(1, 2)
MU, SIGMA = Symbol("mu_1"), Symbol("sigma_1")


@pytest.mark.parametrize(
    ("term", "plain", "typeset"),
    [
        pytest.param(A - B - C, "a - b - c", "a - b - c", id="left-difference"),
        pytest.param(A - (B - C), "a - (b - c)", r"a - \left(b - c\right)", id="right-difference"),
        pytest.param(A + (B + C), "a + (b + c)", r"a + \left(b + c\right)", id="brackets-of-the-author-stay"),
        pytest.param((-A) ** 2, "(-a)**2", r"\left(-a\right)^{2}", id="square-of-a-negative"),
        pytest.param(-(A**2), "-a**2", "-a^{2}", id="negative-of-a-square"),
        pytest.param(A / (B * C), "a/(b*c)", r"\frac{a}{b c}", id="product-below"),
        pytest.param(A / B / C, "a/b/c", r"\frac{\frac{a}{b}}{c}", id="quotient-of-a-quotient"),
        pytest.param(A / (B / C), "a/(b/c)", r"\frac{a}{\frac{b}{c}}", id="quotient-below"),
        pytest.param(A / B * C, "a/b*c", r"\frac{a}{b} c", id="quotient-times"),
        pytest.param((number(2) ** 3) ** 2, "(2**3)**2", r"\left(2^{3}\right)^{2}", id="power-of-a-power"),
        pytest.param(number(2) ** (number(3) ** 2), "2**(3**2)", "2^{3^{2}}", id="power-in-an-exponent"),
        pytest.param(HALF**2, "(1/2)**2", r"\left(\frac{1}{2}\right)^{2}", id="square-of-a-half"),
        pytest.param(number(-2) ** 2, "(-2)**2", r"\left(-2\right)^{2}", id="square-of-a-negative-number"),
        pytest.param(A - (-B), "a - (-b)", r"a - \left(-b\right)", id="minus-minus"),
        pytest.param(A + (-B) * C, "a + (-b*c)", r"a + \left(-b c\right)", id="plus-minus-product"),
        pytest.param(-A + B, "-a + b", "-a + b", id="leading-minus"),
        pytest.param(-(A + B), "-(a + b)", r"-\left(a + b\right)", id="minus-of-a-sum"),
        pytest.param(A * HALF, "a*(1/2)", r"a \frac{1}{2}", id="half-behind"),
        pytest.param(2 * HALF, "2*(1/2)", r"2 \cdot \frac{1}{2}", id="not-two-and-a-half"),
        pytest.param(number(2) * 3, "2*3", r"2 \cdot 3", id="not-twenty-three"),
        pytest.param(A * 2, "a*2", r"a \cdot 2", id="number-behind"),
        pytest.param(log(A) * B, "log(a)*b", r"\left(\log a\right) b", id="log-then-factor"),
        pytest.param(log(A * B), "log(a*b)", r"\log\left(a b\right)", id="log-of-a-product"),
        pytest.param(log(A) ** 2, "log(a)**2", r"\left(\log a\right)^{2}", id="square-of-log"),
        pytest.param(log(A**2), "log(a**2)", r"\log a^{2}", id="log-of-square"),
        pytest.param((HALF * log(A)) * B, "1/2*log(a)*b", r"\left(\frac{1}{2} \log a\right) b", id="open-product"),
        pytest.param(-log(A) * B, "-log(a)*b", r"\left(-\log a\right) b", id="open-negative"),
        pytest.param(A - log(B), "a - log(b)", r"a - \log b", id="log-at-the-end"),
        pytest.param(log(A / B), "log(a/b)", r"\log \frac{a}{b}", id="log-of-a-quotient"),
        pytest.param(log(log(A)), "log(log(a))", r"\log\left(\log a\right)", id="log-of-log"),
        pytest.param(exp(A / 2), "exp(a/2)", r"\exp\left(\frac{a}{2}\right)", id="exp"),
        pytest.param(sqrt(A) ** 2, "sqrt(a)**2", r"\sqrt{a}^{2}", id="square-of-root"),
        pytest.param(Apply("square", (A + B,)), "square(a + b)", r"\left(a + b\right)^{2}", id="square"),
        pytest.param(Apply("abs", (-A,)), "abs(-a)", r"\left|-a\right|", id="abs"),
        pytest.param(
            Apply("clamp", (A, B, C)), "clamp(a, b, c)", r"\operatorname{clamp}\left(a, b, c\right)", id="clamp"
        ),
        pytest.param(HALF * log(2 * Constant("pi")), "1/2*log(2*pi)", r"\frac{1}{2} \log\left(2 \pi\right)", id="pi"),
    ],
)
def test_brackets(term: Term, plain: str, typeset: str) -> None:
    assert text(term) == plain
    assert latex(term) == typeset


@pytest.mark.parametrize(
    ("term", "plain", "typeset"),
    [
        pytest.param(sum_over_latents(MU**2), "sum_i(mu_1**2)", r"\sum_{i=1}^{J} \mu_{1,i}^{2}", id="sum"),
        pytest.param(
            sum_over_latents(A + B), "sum_i(a + b)", r"\sum_{i=1}^{J} \left(a_i + b_i\right)", id="sum-of-sum"
        ),
        pytest.param(sum_over_latents(-A), "sum_i(-a)", r"\sum_{i=1}^{J} \left(-a_i\right)", id="sum-of-a-negative"),
        pytest.param(sum_over_latents(A) * B, "sum_i(a)*b", r"\left(\sum_{i=1}^{J} a_i\right) b", id="sum-then-factor"),
        pytest.param(B * sum_over_latents(A), "b*sum_i(a)", r"b \sum_{i=1}^{J} a_i", id="factor-then-sum"),
        pytest.param(
            sum_over_latents(A) ** 2, "sum_i(a)**2", r"\left(\sum_{i=1}^{J} a_i\right)^{2}", id="square-of-sum"
        ),
        pytest.param(mean_over_latents(A), "mean_i(a)", r"\frac{1}{J} \sum_{i=1}^{J} a_i", id="mean"),
        pytest.param(
            Reduce("mean", sum_over_latents(A), axes=("batch",)),
            "mean_b(sum_i(a))",
            r"\frac{1}{B} \sum_{b=1}^{B} \sum_{i=1}^{J} a_{i,b}",
            id="batch-mean-of-latent-sum",
        ),
        pytest.param(
            Reduce("mean", A, axes=("batch", "latent")),
            "mean_bi(a)",
            r"\frac{1}{B} \sum_{b=1}^{B} \frac{1}{J} \sum_{i=1}^{J} a_{i,b}",
            id="mean-over-both",
        ),
        pytest.param(Reduce("sum", A), "sum(a)", r"\operatorname{sum}\left(a\right)", id="all-axes"),
        pytest.param(Reduce("sum", A, axes=(1,)), "sum(a, axis=1)", r"\operatorname{sum}\left(a\right)", id="one-axis"),
        pytest.param(
            Reduce("mean", A, axes=(1, 2)), "mean(a, axis=(1, 2))", r"\operatorname{mean}\left(a\right)", id="axes"
        ),
        pytest.param(Size("latent") * A, "J*a", "J a", id="size"),
        pytest.param(
            normal_density(X, MU, SIGMA),
            "N(x; mu_1, sigma_1**2)",
            r"\mathcal{N}(x;\, \mu_1,\, \sigma_1^{2})",
            id="density",
        ),
        pytest.param(
            normal_log_density(X, 0, 1), "log(N(x; 0, 1))", r"\log \mathcal{N}(x;\, 0,\, 1)", id="standard-log-density"
        ),
        pytest.param(
            Integral(A + X, X), "integral(a + x, x)", r"\int_{-\infty}^{\infty} \left(a + x\right) \,dx", id="integral"
        ),
        pytest.param(
            Expectation(A * X, X, MU, SIGMA),
            "E[x ~ N(mu_1, sigma_1**2)](a*x)",
            r"\mathbb{E}_{x \sim \mathcal{N}(\mu_1,\, \sigma_1^{2})}\left[a x\right]",
            id="expectation",
        ),
        pytest.param(
            Expectation(log(product_over_latents(X)), X, MU, SIGMA),
            "E[x ~ N(mu_1, diag(sigma_1**2))](log(prod_i(x)))",
            r"\mathbb{E}_{x \sim \mathcal{N}(\mu_1,\, \operatorname{diag}(\sigma_1^{2}))}"
            r"\left[\log\left(\prod_{i=1}^{J} x_i\right)\right]",
            id="joint-expectation",
        ),
        pytest.param(
            sum_over_latents(Expectation(X, X, MU, SIGMA)),
            "sum_i(E[x ~ N(mu_1, sigma_1**2)](x))",
            r"\sum_{i=1}^{J} \mathbb{E}_{x_i \sim \mathcal{N}(\mu_{1,i},\, \sigma_{1,i}^{2})}\left[x_i\right]",
            id="one-latent-after-another",
        ),
    ],
)
def test_sums_densities_and_integrals(term: Term, plain: str, typeset: str) -> None:
    assert text(term) == plain
    assert latex(term) == typeset


@pytest.mark.parametrize(
    ("name", "typeset"),
    [
        ("mu", r"\mu"),
        ("mu_1", r"\mu_1"),
        ("sigma1", r"\sigma_1"),
        ("sigma_12", r"\sigma_{12}"),
        ("sigma_ii", r"\sigma_{ii}"),
        ("z", "z"),
        ("m2", "m_2"),
        ("mu_prior", r"\mu_{\mathrm{prior}}"),
        ("z_log_var", r"z_{\mathrm{log\_var}}"),
        ("log_var", r"\mathrm{log\_var}"),
        ("logvar", r"\mathrm{logvar}"),
        ("mux", r"\mathrm{mux}"),
        ("self.mu", r"\mathrm{self.mu}"),
        ("softplus(s)", r"\mathrm{softplus(s)}"),
        ("σ", r"\mathrm{σ}"),
    ],
)
def test_names(name: str, typeset: str) -> None:
    assert latex(Symbol(name)) == typeset
    assert convert(typeset)


def test_an_index_joins_the_subscript_that_is_there() -> None:
    assert latex(sum_over_latents(Symbol("log_var"))) == r"\sum_{i=1}^{J} \mathrm{log\_var}_i"
    assert latex(sum_over_latents(Symbol("mu_prior"))) == r"\sum_{i=1}^{J} \mu_{\mathrm{prior},i}"


def test_a_size_of_the_authors_own_bounds_the_sum() -> None:
    assert latex(Reduce("sum", A, axes=("latent",), size="d")) == r"\sum_{i=1}^{d} a_i"


@pytest.mark.parametrize("row", [*CLOSED_FORMS, *VARIANTS], ids=lambda row: row.name)
def test_rows_render_as_mathml(row: object) -> None:
    markup = convert(latex(row.term))  # type: ignore[attr-defined]
    assert "\\" not in markup
    assert "<mfrac>" in markup


LEAVES = st.one_of(
    st.sampled_from([A, B, C]),
    st.fractions(min_value=-3, max_value=3, max_denominator=4).map(Number),
)


def grown(parts: st.SearchStrategy[Term]) -> st.SearchStrategy[Term]:
    operators = st.sampled_from(["add", "subtract", "multiply", "divide"])
    return st.one_of(
        st.builds(lambda head, a, b: Apply(head, (a, b)), operators, parts, parts),
        st.builds(lambda a: Apply("negate", (a,)), parts),
        st.builds(lambda a, n: a ** number(n), parts, st.integers(-2, 3)),
    )


TERMS = st.recursive(LEAVES, grown, max_leaves=8)
POINT = {name: Fraction(*value) for name, value in {"a": (2, 3), "b": (-5, 7), "c": (11, 4)}.items()}


def value(term: Term) -> sympy.Expr:
    symbols = {sympy.Symbol(name, real=True): sympy.Rational(str(at)) for name, at in POINT.items()}
    return to_sympy(term, dict.fromkeys(POINT, "real")).subs(symbols)


def parsed(written: str) -> sympy.Expr:
    return parse_expr(written, {name: sympy.Rational(str(at)) for name, at in POINT.items()})


def as_python(typeset: str) -> str:
    """The arithmetic of our LaTeX as Python's, by the rules of print: a blank between factors multiplies."""
    written = typeset.replace(r"\left(", "(").replace(r"\right)", ")").replace(r" \cdot ", "*").replace(r"\frac", "@")
    innermost = re.compile(r"@\{([^{}]*)\}\{([^{}]*)\}|\^\{([^{}]*)\}")
    while (found := innermost.search(written)) is not None:
        above, below, exponent = found.groups()
        piece = f"**[{exponent}]" if exponent is not None else f"[[{above}]/[{below}]]"
        written = written[: found.start()] + piece + written[found.end() :]
    return re.sub(r"(?<=[\w)\]]) (?=[\w(\[])", "*", written).replace("[", "(").replace("]", ")")


@given(TERMS)
def test_what_is_written_has_the_value_of_the_term(term: Term) -> None:
    expected = value(term)
    assume(not expected.has(sympy.zoo, sympy.nan))
    assert parsed(text(term)) == expected
    assert parsed(as_python(latex(term))) == expected


@given(TERMS)
def test_latex_is_accepted_by_the_mathml_converter(term: Term) -> None:
    assert convert(latex(term)).startswith("<math")


def test_only_nodes_of_terms_are_written() -> None:
    with pytest.raises(TypeError, match="no way to write a Term"):
        text(Term())
    with pytest.raises(TypeError, match="no way to write a Term"):
        latex(Term())
