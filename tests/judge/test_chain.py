"""Each `=` of a chain: near-misses are wrong, with a witness; what is not understood is never called wrong."""

from __future__ import annotations

import pytest

from kl_check.model.chain import CheckedSteps
from kl_check.pipeline import steps

GENERAL = r"\log\frac{\sigma_2}{\sigma_1} + \frac{\sigma_1^2 + (\mu_1 - \mu_2)^2}{2\sigma_2^2} - \frac12"
STANDARD = "-1/2*(1 + 2*log(sigma) - sigma**2 - mu**2)"


def outcomes(found: CheckedSteps) -> list[str]:
    return [link.outcome for one in found.chains for link in one.links]


def test_a_right_chain() -> None:
    found = steps(rf"""\begin{{align}}
        D_{{KL}}(q \| p) &= -\frac12 (1 + \log(2\pi\sigma_1^2)) + \frac12 \log(2\pi\sigma_2^2)
                            + \frac{{\sigma_1^2 + (\mu_1 - \mu_2)^2}}{{2\sigma_2^2}} \\
                         &= {GENERAL} \end{{align}}""")
    assert (found.outcome, outcomes(found)) == ("agrees", ["agrees"])
    assert found.chains[0].last
    assert found.chains[0].last.verdict == "exact"
    assert found.first_wrong is None


NEAR_MISSES = [
    pytest.param("log(x*y)", "log(x) - log(y)", id="a-sign"),
    pytest.param("log(x**2)", "log(x)", id="a-factor"),
    pytest.param("x + 1", "x", id="a-constant"),
    pytest.param(STANDARD, "-1/2*(1 + log(sigma) - sigma - mu**2)", id="another-scale-under-the-same-name"),
    pytest.param(STANDARD, "-1/2*(1 + 2*log(sigma) - sigma**2 - mu)", id="an-unsquared-mean"),
    pytest.param("(m1 - m2)**2 + s2 + log(s2)", "m1**2 + s2 + log(s2)", id="a-mean-dropped-is-no-special-case"),
    pytest.param("x + y + log(x)", "x + log(x)", id="a-term-dropped-is-no-special-case"),
    pytest.param("torch.sum(x, 1)", "torch.mean(x, 1)", id="a-mean-for-a-sum"),
    pytest.param("sqrt(x**2)", "x", id="a-root-of-what-may-be-negative"),
    pytest.param("x", "x + 1e-12", id="a-difference-too-small-to-sample"),
]


@pytest.mark.parametrize(("left", "right"), NEAR_MISSES)
def test_a_near_miss_is_wrong_and_shown(left: str, right: str) -> None:
    for first, second in ((left, right), (right, left)):
        if "dropped" in first:
            continue
        found = steps(f"0 + {first} = {second}")
        assert found.outcome == "differs"
        (link,) = found.chains[0].links
        assert link.witness
        assert link.witness.a != link.witness.b


REPAIRS = [
    pytest.param("log(x*y) + x", "log(x) - log(y) + x", "log(x) + log(y) + x", id="a-sign"),
    pytest.param("0.5*(x**2 + y)", "0.5*(x + y)", "0.5*(x**2 + y)", id="a-square"),
    pytest.param("log(x**2) + y", "log(x) + y", "log(x**2) + y", id="a-factor"),
    pytest.param("(a + b)/c", "a + b/c", "(a + b)/c", id="a-bracket"),
]


@pytest.mark.parametrize(("left", "right", "fix"), REPAIRS)
def test_the_first_wrong_step_is_mended(left: str, right: str, fix: str) -> None:
    first = steps(f"{left} = {right}").first_wrong
    assert first
    assert first[1].fix == fix


def test_the_first_wrong_step_is_named_and_the_next_is_judged_by_itself() -> None:
    found = steps("KL = log(x**2)\n = log(x)\n = log(x) + 0\n = log(2*x)")
    assert outcomes(found) == ["differs", "agrees", "differs"]
    assert found.first_wrong
    assert found.first_wrong[1].right == 1


def test_a_logarithm_anywhere_says_that_a_scale_is_positive() -> None:
    assert steps(r"\sqrt{\sigma^2} + 0 = \sigma").outcome == "differs"
    assert steps(r"\sqrt{\sigma^2} + 0 = \sigma = \sigma + \log\sigma - \log\sigma").outcome == "agrees"


NOT_UNDERSTOOD = [
    pytest.param(r"KL = \int q(x) dx \\ = " + GENERAL, ["silent"], id="an-integral-leads"),
    pytest.param(r"\mathrm{tr}(\Sigma) + 0 = k", ["silent"], id="a-trace"),
    pytest.param(r"x + 0 = \mathbb{E}[y] = y", ["silent", "silent"], id="an-expectation-between-different-ones"),
    pytest.param(r"\sum_{i=1}^{J} x_i + 0 = \sum_{i=1}^{K} x_i", ["silent"], id="sums-with-other-ends"),
    pytest.param("sum(x)**2 = sum(x**2)", None, id="beyond-the-normal-form"),
]


@pytest.mark.parametrize(("text", "expected"), NOT_UNDERSTOOD)
def test_what_is_not_understood_is_never_called_wrong(text: str, expected: list[str] | None) -> None:
    found = steps(text)
    assert expected is None or outcomes(found) == expected
    assert found.outcome in ("silent", "differs" if expected is None else "silent")


def test_a_chain_is_followed_over_a_line_that_is_not_understood() -> None:
    found = steps(r"\sigma^2 + 0 = \mathbb{E}[x^2] = \sigma \sigma = \sigma^3")
    assert outcomes(found) == ["silent", "agrees", "differs"]
    found = steps(r"\sigma^2 + 0 = \mathbb{E}[x^2] = \sigma^3")
    assert outcomes(found) == ["silent", "differs"]
    assert found.first_wrong
    assert "line 1 between them is not understood" in found.first_wrong[1].because


def test_a_new_symbol_must_be_declared() -> None:
    chain = f"KL = {STANDARD}\n   = -1/2*(1 + s - exp(s) - mu**2)"
    open_ = steps(chain)
    assert outcomes(open_) == ["silent"]
    assert "s = 2*log(sigma)" in open_.chains[0].links[0].because
    declared = steps(f"s = log(sigma**2)\n{chain}")
    assert (declared.outcome, dict(declared.definitions)) == ("agrees", {"s": "log(sigma**2)"})
    assert steps(f"s = log(sigma)\n{chain}").outcome == "differs"


def test_a_special_case_must_be_declared() -> None:
    chain = r"KL = " + GENERAL + r"\\ = -\log\sigma_1 + \frac12 (\sigma_1^2 + \mu_1^2 - 1)"
    open_ = steps(chain)
    assert outcomes(open_) == ["silent"]
    assert "sigma_2 = 1" in open_.chains[0].links[0].because
    assert steps(r"\mu_2 = 0 \\ \sigma_2 = 1 \\ " + chain).outcome == "agrees"


CIRCLE = "a = b\nb = a\n2*a = a + b"
DOUBLING = "".join(f"{x} = {y}*{y}\n" for x, y in zip("abcdefghijkl", "bcdefghijklm", strict=True)) + "x + a = x + b"


@pytest.mark.parametrize("text", [CIRCLE, DOUBLING], ids=["circle", "doubling"])
def test_definitions_that_run_in_circles_or_explode_are_no_crash(text: str) -> None:
    try:
        assert steps(text).outcome in ("silent", "differs")
    except ValueError as error:
        assert "parts" in str(error)  # noqa: PT017


CLAIMS = [
    pytest.param(f"KL = {STANDARD}", "agrees", "exact", id="the-KL"),
    pytest.param(f"-KL = -({STANDARD})", "agrees", "exact", id="minus-the-KL"),
    pytest.param(f"KL = -({STANDARD})", "differs", "scaled", id="the-wrong-sign"),
    pytest.param(f"-KL = {STANDARD}", "differs", "scaled", id="minus-the-KL-and-is-the-KL"),
    pytest.param(
        "KL = -0.5*torch.mean(1 + s - mu**2 - s.exp(), dim=1)\n = -torch.mean(1 + s - mu**2 - s.exp(), dim=1)/2",
        "differs",
        "scaled",
        id="every-step-holds-and-it-is-no-KL",
    ),
    pytest.param("KL = x*y + x = x*(y + 1)", "differs", "unrelated", id="nothing-like-it"),
]


@pytest.mark.parametrize(("text", "outcome", "verdict"), CLAIMS)
def test_the_last_line_is_judged_against_the_claim(text: str, outcome: str, verdict: str) -> None:
    found = steps(text)
    assert found.chains[0].last
    assert (found.outcome, found.chains[0].last.verdict) == (outcome, verdict)


def test_without_the_name_nothing_is_claimed() -> None:
    found = steps("(a + b)**2 = a**2 + 2*a*b + b**2")
    assert (found.outcome, found.chains[0].last) == ("agrees", None)


def test_a_sampler_beside_the_chain_is_heeded() -> None:
    line = "kl = -0.5 * torch.sum(1 + logvar - mu**2 - logvar.exp())"
    for sampler, verdict in (("torch.exp(logvar)", "inconsistent"), ("torch.exp(0.5*logvar)", "exact")):
        for lines in (f"z = mu + {sampler} * eps", f"std = {sampler}\nz = mu + std * eps"):
            found = steps(f"{lines}\n{line}\n")
            assert found.chains[-1].last
            assert found.chains[-1].last.verdict == verdict


def test_the_verdict_on_the_last_line_has_its_place_in_the_whole_text() -> None:
    last = steps("# a\nkl = x*x + x\n   = (x\n      + 1)*x").chains[0].last
    assert last
    assert (last.line, last.column, last.end_line, last.end_column) == (3, 6, 4, 13)
