"""Traces, determinants, inverses and transposes in LaTeX."""

from __future__ import annotations

import pytest

from kl_check.algebra.show import text
from kl_check.model.errors import InputError
from kl_check.read.latex import read_latex

READ = [
    pytest.param(r"|\mu_1|", "abs(mu_1)", id="bars-around-a-mean-are-a-modulus"),
    pytest.param(r"|X - \mu|", "abs(X - mu)", id="a-capital-beside-a-mean-is-no-matrix"),
    pytest.param(r"x^{-1}", "x**(-1)", id="a-reciprocal-is-no-inverse"),
    pytest.param(r"\mu^{(T)}", "mu_T", id="a-label-in-parentheses-is-no-transpose"),
    pytest.param(r"|\Sigma_1|", "determinant(Sigma_1)", id="determinant-in-bars"),
    pytest.param(r"\left|\boldsymbol{\Sigma}\right|", "determinant(Sigma)", id="bold-in-sized-bars"),
    pytest.param(r"|\Sigma_2^{-1}\Sigma_1|", "determinant(inverse(Sigma_2)*Sigma_1)", id="determinant-of-a-product"),
    pytest.param(r"\log\det\Sigma_2", "log(determinant(Sigma_2))", id="determinant-without-brackets"),
    pytest.param(r"\operatorname{tr}(\Sigma)", "trace(Sigma)", id="trace-as-an-operator"),
    pytest.param(r"tr(\Sigma)", "trace(Sigma)", id="trace-in-italics"),
    pytest.param(r"\mathrm{Tr}\left[\Sigma\right]", "trace(Sigma)", id="trace-with-a-capital"),
    pytest.param(r"\mu^T \mu", "transpose(mu)*mu", id="transpose"),
    pytest.param(r"(x-\mu)^{\mathrm{T}}", "transpose(x - mu)", id="transpose-of-a-bracket"),
    pytest.param(r"\mu_1^\top", "transpose(mu_1)", id="transpose-behind-an-index"),
    pytest.param(r"L^{-\top}", "transpose(inverse(L))", id="inverse-and-transpose"),
    pytest.param(r"\Sigma_2^{-1}", "inverse(Sigma_2)", id="inverse"),
    pytest.param(r"\mathbf{S}^{-1}", "inverse(S)", id="inverse-of-a-bold-capital"),
    pytest.param(r"\operatorname{diag}(\sigma^2)", "diag(sigma**2)", id="diagonal-matrix"),
]


@pytest.mark.parametrize(("source", "read"), READ)
def test_linear_algebra_is_read_as_it_is_meant(source: str, read: str) -> None:
    assert text(read_latex(source)) == read


REFUSED = [
    pytest.param(r"x^T^2", "two powers", id="a-transpose-and-a-power"),
    pytest.param(r"\log^T x", "inverse function", id="a-transposed-function"),
    pytest.param(r"\Sigma^{-1/2} x^{T/2}", "power, or a label", id="half-a-transpose"),
]


@pytest.mark.parametrize(("source", "message"), REFUSED)
def test_what_has_no_one_meaning_is_refused(source: str, message: str) -> None:
    with pytest.raises(InputError, match=message):
        read_latex(source)
