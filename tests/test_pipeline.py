"""The main path from a text to what is told of it, and what Python users call."""

from fractions import Fraction

import pytest

import kl_check
from kl_check.model.errors import InputError, MalformedInput, Misuse, UnsupportedInput
from kl_check.pipeline import check, compare, derive

LINE = "-0.5 * torch.sum(1 + sigma - mu.pow(2) - sigma.exp())"
SAMPLER = "z = mu + torch.exp(sigma) * eps"


def test_the_package_gives_the_main_path() -> None:
    assert kl_check.check(LINE).verdict == "exact"
    assert kl_check.compare("x", "x").relation == "same"


def test_a_reading_contradicted_by_the_user() -> None:
    verdict = check(LINE, reading={"sigma": "std"})
    assert (verdict.verdict, verdict.mistakes) == ("inconsistent", ("scale-mismatch",))
    assert verdict.witness
    assert verdict.fix
    assert check(verdict.fix.text, reading={"sigma": "std"}).verdict == "exact"
    assert verdict.alternatives[0].reading == {"mu": "mean", "sigma": "std"}


def test_a_reading_contradicted_by_the_sampler() -> None:
    verdict = check(f"{SAMPLER}\n{LINE}")
    assert verdict.verdict == "inconsistent"
    assert verdict.sampler
    assert (verdict.sampler.line, verdict.sampler.text) == (1, SAMPLER)
    assert (verdict.sampler.role, verdict.sampler.agrees) == ("log_std", False)
    assert (verdict.line, verdict.text) == (2, LINE)


def test_the_sampler_may_stand_behind_the_term() -> None:
    verdict = check(f"{LINE}\n{SAMPLER}")
    assert verdict.verdict == "inconsistent"
    assert verdict.sampler
    assert verdict.sampler.line == 2


@pytest.mark.parametrize(
    ("lines", "role", "noise"),
    [
        ("z = mu + torch.exp(sigma / 2) * eps", "log_var", "1"),
        ("z = mu - torch.exp(sigma / 2) * eps", "log_var", "1"),
        ("z = mu + eps * (sigma / 2).exp()", "log_var", "1"),
        ("std = (0.5 * sigma).exp()\nz = eps.mul(std).add_(mu)", "log_var", "1"),
        ("z = mu + 0.1 * torch.exp(sigma / 2) * eps", "log_var", "1/10"),
        ("z = mu + sigma * eps", "std", "1"),
        ("z = mu + torch.sqrt(sigma) * eps", "var", "1"),
        ("z = mu + eps / torch.sqrt(sigma)", "precision", "1"),
        ("z = mu + torch.exp(-sigma / 2) * eps", "log_precision", "1"),
    ],
)
def test_what_a_sampler_says(lines: str, role: str, noise: str) -> None:
    verdict = check(f"{lines}\n{LINE}")
    assert verdict.sampler
    assert (verdict.sampler.role, verdict.sampler.noise_std) == (role, noise)
    assert verdict.sampler.agrees is (role == "log_var" and noise == "1")
    assert verdict.verdict == ("exact" if verdict.sampler.agrees else "inconsistent")


@pytest.mark.parametrize("line", ["z = mu2 + torch.exp(sigma) * eps", "w = torch.randn(3)", "z = mu * eps"])
def test_a_line_that_draws_something_else_says_nothing(line: str) -> None:
    verdict = check(f"{line}\n{LINE}")
    assert (verdict.verdict, verdict.sampler) == ("exact", None)


def test_a_fixed_prior() -> None:
    line = "log(2) - s/2 + (exp(s) + (m - 1)**2)/8 - 1/2"
    assert check(line, prior=(Fraction(1), Fraction(2))).verdict == "exact"
    assert check(line, prior=(Fraction(1), Fraction(3))).verdict != "exact"


MISUSED = [
    pytest.param(LINE, {"tau": "std"}, None, Misuse, "no such name", id="an-unknown-name"),
    pytest.param(LINE, {"sigma": "spread"}, None, Misuse, "no such role", id="an-unknown-role"),
    pytest.param(LINE, {}, (Fraction(0), Fraction(0)), Misuse, "positive", id="a-prior-without-spread"),
    pytest.param("(", {}, None, MalformedInput, "never closed", id="malformed"),
    pytest.param("torch.median(mu)", {}, None, UnsupportedInput, "median", id="unsupported"),
    pytest.param("mu\nsigma", {}, None, Misuse, "compare", id="two-expressions"),
    pytest.param("torch.sum(mu.sum(1), 1)", {}, None, UnsupportedInput, "axes left", id="an-axis-that-is-gone"),
]


@pytest.mark.parametrize(("text", "reading", "prior", "kind", "message"), MISUSED)
def test_bad_input_raises(
    text: str,
    reading: dict[str, str],
    prior: tuple[Fraction, Fraction] | None,
    kind: type[InputError],
    message: str,
) -> None:
    with pytest.raises(kind, match=message):
        check(text, reading=reading, prior=prior)


@pytest.mark.parametrize(("a", "b", "text"), [("(", "x", "("), ("x", "y +", "y +")])
def test_an_error_of_a_comparison_shows_the_text_that_is_at_fault(a: str, b: str, text: str) -> None:
    with pytest.raises(MalformedInput) as raised:
        compare(a, b)
    assert raised.value.text == text


def test_confirmation_adds_evidence_and_changes_nothing_else() -> None:
    line = "0.5*(s**2 + m**2 - 1) - log(s)"
    plain, confirmed = check(line), check(line, confirm=True)
    assert confirmed.verdict == plain.verdict
    assert confirmed.evidence[: len(plain.evidence)] == plain.evidence
    assert len(confirmed.evidence) > len(plain.evidence)
    assert {one.outcome for one in confirmed.evidence} <= {"agrees", "silent"}


def test_a_derivation_that_there_is_not() -> None:
    with pytest.raises(Misuse):
        derive("frobnication")
