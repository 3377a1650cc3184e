r"""What symbols are called, and that two of them never share a name."""

import pytest

from kl_check.model.errors import UnsupportedInput
from kl_check.model.term import symbols
from kl_check.read.latex import read_latex

NAMES = [
    (r"\mu", "mu"),
    ("x", "x"),
    (r"\mu_1", "mu_1"),
    (r"\mu_{1}", "mu_1"),
    (r"\mu_{12}", "mu_12"),
    (r"\mu_{i}", "mu_i"),
    (r"\mu_{1,i}", "mu_1_i"),
    (r"\sigma_{ii}", "sigma_ii"),
    (r"\sigma_{\mathrm{q}}", "sigma_q"),
    (r"\sigma_\text{post}", "sigma_post"),
    (r"\sigma_{loss}", "sigma_loss"),
    (r"\sigma_\phi", "sigma_phi"),
    (r"\sigma_{\phi,1}", "sigma_phi_1"),
    (r"\mu_{x_i}", "mu_xi"),
    (r"\mu'", "mu_prime"),
    (r"\mu^\prime_1", "mu_1_prime"),
    (r"\mu''", "mu_prime_prime"),
    (r"\hat\mu", "mu_hat"),
    (r"\widehat{\mu}_1", "mu_hat_1"),
    (r"\hat{\mu_1}", "mu_hat_1"),
    (r"\bar\mu", "mu_bar"),
    (r"\tilde{\sigma}", "sigma_tilde"),
    (r"\boldsymbol{\mu}", "mu"),
    (r"\mathbf{m}", "m"),
    (r"\mathbf m_1", "m_1"),
    (r"\boldsymbol{\hat{\mu}}", "mu_hat"),
    (r"\mathrm{logvar}", "logvar"),
    (r"\text{log_var}", "log_var"),
    (r"\mathrm{log\_var}", "log_var"),
    (r"\mathit{lv}_1", "lv_1"),
    (r"\mu^{(j)}", "mu_j"),
    (r"\mu_j^{(i)}", "mu_j_i"),
    (r"\mu^{(i)}_j", "mu_j_i"),
    (r"\mu^{\text{post}}", "mu_post"),
    (r"\varepsilon", "varepsilon"),
    ("σ_1", "sigma_1"),
    ("N", "N"),
    (r"\Sigma_{ii}", "Sigma_ii"),
    (r"D_{KL}", "D_KL"),
]


@pytest.mark.parametrize(("text", "name"), NAMES, ids=[text for text, _ in NAMES])
def test_names(text: str, name: str) -> None:
    assert symbols(read_latex(text)) == (name,)


UNDER_A_SUM = [
    pytest.param(r"\mu_i", "mu", id="the-whole-subscript"),
    pytest.param(r"\mu_{1,i}", "mu_1", id="one-part-of-it"),
    pytest.param(r"\mu_{i,1}", "mu_1", id="the-first-part-of-it"),
    pytest.param(r"\mu_{1i}", "mu_1", id="beside-a-digit"),
    pytest.param(r"\mu^{(i)}", "mu", id="above"),
    pytest.param(r"\mu_i^{(1)}", "mu_1", id="below-a-label"),
    pytest.param(r"\mu_{q,i}", "mu_q", id="beside-a-letter"),
    pytest.param(r"\sigma_{ii}", "sigma_ii", id="a-doubled-index-stays-for-it-says-variance"),
    pytest.param(r"\sigma_{i,i}", "sigma_i_i", id="a-doubled-index-with-a-comma-stays"),
    pytest.param(r"\mu_{k}", "mu_k", id="another-index-stays"),
    pytest.param(r"\mu_{init}", "mu_init", id="a-word-with-the-letter-stays"),
    pytest.param(r"\mu_1", "mu_1", id="a-number-stays"),
]


@pytest.mark.parametrize(("text", "name"), UNDER_A_SUM)
def test_names_under_a_sum_over_i(text: str, name: str) -> None:
    assert symbols(read_latex(rf"\sum_i \left( {text} \right)")) == (name,)


def test_an_index_and_a_number_are_two_symbols() -> None:
    assert symbols(read_latex(r"\sum_i \left( \mu_i - \mu_1 \right)")) == ("mu", "mu_1")


def test_an_index_is_bound_inside_of_its_sum_only() -> None:
    assert symbols(read_latex(r"\left(\sum_i \mu_i\right) \sigma_i")) == ("mu", "sigma_i")


def test_sums_with_different_indices_are_of_the_same_symbol() -> None:
    assert symbols(read_latex(r"\sum_i \mu_i - \sum_j \mu_j")) == ("mu",)


COLLISIONS = [
    pytest.param(r"\mu_i + \mu^{(i)}", r"\mu^{(i)}", id="index-below-and-above"),
    pytest.param(r"\sum_i \left(\mu_i - \mu\right)", r"\mu", id="with-and-without-its-index"),
    pytest.param(r"\mathbf{x} - x", "x", id="bold-and-plain"),
    pytest.param(r"\hat\mu - \mu_{hat}", r"\mu_{hat}", id="an-accent-and-a-word"),
    pytest.param(r"\sum_n \sum_j \mu_{nj} - \mu_{jn}", r"\mu_{jn}", id="transposed-indices"),
]


@pytest.mark.parametrize(("text", "source"), COLLISIONS)
def test_two_symbols_never_share_a_name(text: str, source: str) -> None:
    with pytest.raises(UnsupportedInput, match="two different symbols") as caught:
        read_latex(text)
    assert caught.value.span is not None
    assert text[slice(*caught.value.span)] == source
    assert text.endswith((source, source + r"\right)"))


NO_NAMES = [
    pytest.param(r"\mu_{i+1}", id="a-sum-as-index"),
    pytest.param(r"\mu_{z|x}", id="a-condition-as-index"),
    pytest.param(r"\mu_{}", id="an-empty-index"),
    pytest.param(r"\mu_{1,}", id="an-empty-part"),
    pytest.param(r"\boldsymbol{\sigma^2}", id="a-power-inside-of-a-font"),
    pytest.param(r"\boldsymbol{\mu + 1}", id="a-formula-inside-of-a-font"),
    pytest.param(r"\mathbf{1}", id="a-bold-number"),
    pytest.param(r"x \text{ if }", id="prose"),
    pytest.param(r"\sigma^q", id="a-label-that-may-be-a-power"),
    pytest.param(r"\sigma^{2(i)}", id="a-power-and-a-label"),
    pytest.param(r"\sigma^{*}", id="a-star"),
    pytest.param("{x}_1", id="an-index-of-braces"),
    pytest.param(r"\mu_" + "{" + "a" * 101 + "}", id="a-name-without-end"),
]


@pytest.mark.parametrize("text", NO_NAMES)
def test_what_is_no_name_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="line 1"):
        read_latex(text)
