r"""How far a \sum reaches."""

from collections.abc import Callable

import pytest

from kl_check.algebra.exact import Sums
from kl_check.model.errors import InputError
from kl_check.model.term import Reduce, Symbol, Term, log, number
from kl_check.read.latex import read_latex

M, S, X, J, N = Symbol("mu"), Symbol("sigma"), Symbol("x"), Symbol("J"), Symbol("N")
HALF = number(1, 2)


def over(axis: str, body: Term, size: str | None = "J") -> Reduce:
    return Reduce("sum", body, axes=(axis,), size=size)  # type: ignore[arg-type]


LIMITS = [
    pytest.param(r"\sum_{i=1}^J x_i", over("latent", X), id="both-limits"),
    pytest.param(r"\sum^{J}_{i=1} x_i", over("latent", X), id="upper-limit-first"),
    pytest.param(r"\sum\limits_{i=1}^{J} x_i", over("latent", X), id="limits"),
    pytest.param(r"\sum_{i} x_i", over("latent", X, None), id="index-alone"),
    pytest.param(r"\sum_i x_i", over("latent", X, None), id="index-without-braces"),
    pytest.param(r"\sum x", over("latent", X, None), id="bare"),
    pytest.param(r"\sum^J x", over("latent", X), id="upper-limit-alone"),
    pytest.param(r"\sum_{\ell=1}^{d_z} x_\ell", over("latent", X, "d_z"), id="greek-index-and-indexed-size"),
]


@pytest.mark.parametrize(("text", "expected"), LIMITS)
def test_limits(text: str, expected: Term) -> None:
    term = read_latex(text)
    assert term == expected
    assert isinstance(term, Reduce)


REACH = [
    pytest.param(r"\sum_i (x_i + 1) + J", over("latent", X + 1, None) + J, id="a-bracket-is-the-body"),
    pytest.param(r"\sum_i (x_i + 1) \mu_i + J", over("latent", (X + 1) * M, None) + J, id="with-the-factors-beside-it"),
    pytest.param(r"\sum_i {(x_i + 1)} + J", over("latent", X + 1, None) + J, id="a-bracket-in-braces"),
    pytest.param(r"\sum_i [x_i] + 1", over("latent", X, None) + 1, id="a-constant-behind-a-bracket-stays-outside"),
    pytest.param(r"\sum_i x_i + \mu_i", over("latent", X + M, None), id="the-index-carries-the-sum-on"),
    pytest.param(r"\sum_i x_i + J", over("latent", X, None) + J, id="what-has-no-index-stays-outside"),
    pytest.param(r"\sum_i x_i + J + \mu_i", over("latent", X + J + M, None), id="unless-the-index-comes-behind-it"),
    pytest.param(r"\sum_i x_i - \mu_i - \frac12", over("latent", X - M - number(1) / 2, None), id="constants-behind"),
    pytest.param(r"\sum x + \mu - 1", over("latent", X + M - 1, None), id="without-an-index-symbols-carry-it-on"),
    pytest.param(r"\sum x - J", over("latent", X, None) - J, id="but-sizes-do-not"),
    pytest.param(r"2\sum_i x_i + \mu_i", 2 * over("latent", X + M, None), id="the-factor-is-of-the-whole"),
    pytest.param(r"-\sum_i x_i + \mu_i", -over("latent", X + M, None), id="so-is-the-sign"),
    pytest.param(r"J - \sum_i x_i + \mu_i", J - over("latent", X + M, None), id="and-the-minus"),
    pytest.param(
        r"\sum_i x_i + \sum_i \mu_i + \sigma_i",
        over("latent", X, None) + over("latent", M + S, None),
        id="the-next-sum-ends-it",
    ),
    pytest.param(r"\sum_i x_i - \sum_{j} \mu_j", over("latent", X, None) - over("latent", M, None), id="two-indices"),
    pytest.param(r"\sum_{i=1}^J 1 + \sum_{i=1}^J x_i", over("latent", number(1)) + over("latent", X), id="of-one"),
    pytest.param(r"(\sum_i x_i) - 1", over("latent", X, None) - 1, id="a-bracket-around-the-sum-ends-it"),
    pytest.param(r"\frac{\sum_i x_i}{2} - 1", over("latent", X, None) / 2 - 1, id="so-does-a-fraction"),
    pytest.param(r"\frac{1}{2}\sum_i \log x_i", number(1) / 2 * over("latent", log(X), None), id="a-function-of-it"),
    pytest.param(r"1/N \sum_i x_i", number(1) / N * over("latent", X, None), id="a-sum-never-stands-below-a-slash"),
]


@pytest.mark.parametrize(("text", "expected"), REACH)
def test_reach(text: str, expected: Term) -> None:
    assert read_latex(text) == expected


TWO = [
    pytest.param(
        r"\frac{1}{N}\sum_{n=1}^{N}\sum_{j=1}^{J} \mu_{n,j}^2 - \log\sigma_{nj}",
        number(1) / N * over("batch", over("latent", M**2 - log(S)), "N"),
        id="without-brackets",
    ),
    pytest.param(
        r"\frac1N \sum_{n=1}^N \left(\frac12 \sum_{j=1}^J \left(\mu_{nj}^2 - 1\right)\right)",
        number(1) / N * over("batch", number(1) / 2 * over("latent", M**2 - 1), "N"),
        id="with-brackets",
    ),
    pytest.param(
        r"\sum_n \frac12 \sum_j x_{nj}",
        over("batch", number(1) / 2 * over("latent", X, None), None),
        id="with-a-factor-between",
    ),
]


@pytest.mark.parametrize(("text", "expected"), TWO)
def test_a_sum_around_a_sum_is_over_the_batch(text: str, expected: Term) -> None:
    assert read_latex(text) == expected


def test_sums_add_up_exactly(exact: Callable[[Term], Sums]) -> None:
    separate = read_latex(r"\sum_{i=1}^J \mu_i^2 - \sum_{i=1}^J \log\sigma_i - \sum_{i=1}^J 1 + J")
    together = read_latex(r"\sum_{i=1}^J \mu_i^2 - \log\sigma_i")
    assert exact(separate) == exact(together)
    assert exact(separate) != exact(read_latex(r"\sum_{i=1}^J \mu_i^2 - \log\sigma_i - 1"))


AMBIGUOUS = [
    pytest.param(r"\sum_i \mu_i^2 - 1", r"\sum_i", id="a-constant-with-nothing-varying-before-it"),
    pytest.param(r"\sum_i x_i + \sum_i \mu_i - 1", r"\sum_i", id="a-constant-behind-the-second-sum"),
    pytest.param(r"\sum_i x_i + \mu_i - 1 - J", r"\sum_i", id="constant-and-size"),
    pytest.param(r"\sum_i x_i - 1 + \sum_i \mu_i", r"\sum_i", id="a-constant-between-two-sums"),
    pytest.param(r"\sum_i x_i + \sum_j y_j + \mu_i", r"\sum_i", id="the-index-behind-another-sum"),
    pytest.param(r"\sum_{i=1}^J 1 + x", r"\sum_{i=1}^J", id="an-index-that-nothing-has"),
    pytest.param(r"\sum_i (x_i) + \mu_i", r"\mu_i", id="the-index-behind-a-closed-body"),
    pytest.param(r"\sum_i -x_i", "-", id="a-sign-behind-the-sum"),
    pytest.param(r"\log \sum_i x_i", r"\sum", id="a-sum-in-a-bare-function"),
    pytest.param(r"x / \sum_i x_i", r"\sum", id="a-sum-behind-a-slash"),
    pytest.param(r"\sum_k \sum_n \sum_j x_{knj}", r"\sum_k", id="three-sums"),
    pytest.param(r"\sum_{i=1}^{10} x_i", "{10}", id="a-number-of-latents"),
    pytest.param(r"\sum_{i=0}^{J} x_i", "{i=0}", id="from-zero"),
    pytest.param(r"\sum_{i,j} x_{ij}", "{i,j}", id="two-indices-of-one-sum"),
    pytest.param(r"\sum_{i \neq j} x_i", r"{i \neq j}", id="a-condition"),
    pytest.param(r"\sum_{i=1}^{J-1} x_i", "{J-1}", id="an-expression-as-limit"),
    pytest.param(r"\sum_i i x_i", "i", id="the-index-as-a-value"),
    pytest.param(r"\sum_i x^i", "i", id="the-index-as-a-power"),
]


@pytest.mark.parametrize(("text", "source"), AMBIGUOUS)
def test_what_a_sum_does_not_make_plain_is_refused(text: str, source: str) -> None:
    with pytest.raises(InputError) as caught:
        read_latex(text)
    assert caught.value.span is not None
    assert text[slice(*caught.value.span)] == source
