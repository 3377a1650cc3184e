"""What a notebook shows of a derivation and of a verdict."""

import html5lib
import pytest

from kl_check.pipeline import check, derive

LINE = "-0.5 * torch.mean(1 + logvar - mu.pow(2) - logvar.exp(), dim=1)"


def test_a_derivation_is_shown_open_with_its_steps() -> None:
    checked = derive("univariate-standard")
    shown = checked._repr_html_()
    assert '<details id="univariate-standard" open>' in shown
    assert shown.count('<li id="univariate-standard-') == len(checked.steps) + 1
    assert "<math" in shown
    assert 'href="#univariate-general"' not in shown
    html5lib.HTMLParser(strict=True).parseFragment(shown.replace(shown[: shown.index("</style>") + 8], "<div>", 1))


def test_a_derivation_in_latex_is_one_aligned_chain() -> None:
    checked = derive("univariate-standard")
    shown = checked._repr_latex_()
    assert shown.startswith("$\\displaystyle \\begin{aligned}\n")
    assert shown.endswith("\\end{aligned}$")
    assert shown.count(" \\\\\n&= ") == len(checked.steps)


def test_a_verdict_says_word_line_and_fix() -> None:
    shown = check(LINE)._repr_html_()
    for said in ("<strong class='warning'>scaled</strong>", "mean-over-latents", "1/J", "torch.sum(1 + logvar"):
        assert said in shown


def test_a_verdict_escapes_what_it_quotes() -> None:
    shown = check(LINE)._repr_html_()
    assert "logvar &gt; 88.72" in shown
    assert " > 88.72" not in shown


@pytest.mark.parametrize("text", [LINE, r"\frac12 (\sigma^2 + \mu^2 - 1) - \log \sigma"])
def test_a_verdict_in_latex(text: str) -> None:
    verdict = check(text)
    shown = verdict._repr_latex_()
    assert shown.startswith(rf"$\displaystyle \texttt{{{verdict.verdict}}}:\quad ")
    assert r"\mu^{2}" in shown
