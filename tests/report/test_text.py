"""What a person reads: the verdict first, then the reading, the slips, the witness, the fix, the evidence."""

import re

import pytest

from kl_check.pipeline import check, compare
from kl_check.report.formats.style import Style
from kl_check.report.formats.text import comparison_text, verdict_text

EXACT = "-0.5 * torch.sum(1 + sigma - mu.pow(2) - sigma.exp())"
SAMPLER = "z = mu + torch.exp(sigma) * eps"
SCALED = "-0.5 * torch.mean(1 + logvar - mu.pow(2) - logvar.exp(), dim=1)"
WRONG = "0.5 * torch.sum(torch.exp(logvar) + mu**2 - 1. + logvar)"

EVERY = [EXACT, f"{SAMPLER}\n{EXACT}", SCALED, WRONG, "3", "sigma", "-0.5*(lv - mu**2 - exp(lv))"]


def lines(text: str) -> list[str]:
    return verdict_text(check(text)).splitlines()


@pytest.mark.parametrize("text", EVERY)
def test_the_verdict_comes_first_and_the_text_ends_in_one_line_break(text: str) -> None:
    told = verdict_text(check(text))
    assert told.split()[0] == check(text).verdict
    assert told.endswith("\n")
    assert not told.endswith("\n\n")
    assert not any(line != line.rstrip() for line in told.splitlines())


def test_an_exact_line() -> None:
    told = "\n".join(lines(EXACT))
    assert EXACT in told
    assert "KL(N(mu, exp(sigma)) ‖ N(0, 1))" in told
    assert "sigma is the log-variance (log σ²)" in told
    assert "summed over latents, summed over the batch" in told
    assert "the name sigma suggests the standard deviation" in told
    assert "normal-form agrees, proved" in told
    assert "witness" not in told.split("also tried")[0]


def test_a_scaled_line() -> None:
    told = "\n".join(lines(SCALED))
    assert "1/J" in told
    assert "mean-over-latents: " in told
    assert "torch.sum(1 + logvar - mu.pow(2) - logvar.exp(), dim=1)" in told


def test_a_contradicted_line_shows_both_lines() -> None:
    told = "\n".join(lines(f"{SAMPLER}\n{EXACT}"))
    assert SAMPLER in told
    assert EXACT in told
    assert "disagrees with the formula" in told
    assert "the code is " in told


def test_code_is_left_whole_so_that_it_can_be_copied() -> None:
    verdict = check(WRONG)
    assert verdict.fix
    assert any(verdict.fix.text in line for line in lines(WRONG))


def test_colour_only_where_it_is_asked_for() -> None:
    verdict = check(WRONG)
    assert "\x1b" not in verdict_text(verdict)
    coloured = verdict_text(verdict, Style(colour=True))
    assert "\x1b[1;31mwrong\x1b[0m" in coloured
    assert re.sub(r"\x1b\[[0-9;]*m", "", coloured) == verdict_text(verdict)


@pytest.mark.parametrize(
    ("a", "b", "said"),
    [
        ("x + y", "y + x", "A and B are the same function"),
        ("2*x", "x", "A is 2 times B"),
        ("x + 1", "x", "plus the constant 1"),
        ("exp(s) + m**2 - s", "v + m**2 - log(v)", "v → exp(s)"),
        ("x**2", "x**3", "A and B are different"),
    ],
)
def test_a_comparison(a: str, b: str, said: str) -> None:
    comparison = compare(a, b)
    told = comparison_text(comparison)
    assert told.startswith(comparison.relation)
    assert said in told
    assert f"A           {a}" in told
    assert f"B           {b}" in told
