"""A small constant or a clamp is taken off and said; a large one is part of the formula."""

from __future__ import annotations

import pytest

from kl_check.pipeline import check


@pytest.mark.parametrize(
    ("text", "verdict", "mistakes"),
    [
        ("0.5*(mu**2 + std**2 - log(std**2 + 1e-8) - 1)", "approximate", ("eps-bias",)),
        ("0.5*(mu**2 + std**2 - log(1e-8 + std**2) - 1)", "approximate", ("eps-bias",)),
        ("0.5*(mu**2 + std**2 - 2*log(std + EPS) - 1)", "approximate", ("eps-bias",)),
        ("0.5*(mu**2 + std**2 - log(std**2 + 10**-8) - 1)", "approximate", ("eps-bias",)),
        ("0.5*(mu**2 + std**2 - log(std**2 + 1e-3) - 1)", "approximate", ("eps-bias",)),
        ("0.5*(mu**2 + std**2 - log(std**2 + 0.01) - 1)", "undecided", ()),
        ("-0.5*(1 + log((var/1000 + 0.001)*1000) - mu**2 - var)", "undecided", ()),
        ("-0.5*(1 + log((var/1000 + 1e-9)*1000) - mu**2 - var)", "approximate", ("eps-bias",)),
        ("-0.5*(1 + 2*log(clamp(std, max=9)) - mu**2 - std**2)", "approximate", ("clamp",)),
        ("-0.5*(1 + 2*log(clamp(std, max=0)) - mu**2 - std**2)", "undecided", ()),
        ("-0.5*(1 + clamp(lv, max=0) - mu**2 - exp(lv))", "approximate", ("clamp",)),
        ("-0.5*sum(1 + lv - mu**2 - exp(lv))/(B + 1e-3)", "approximate", ("eps-bias",)),
        ("-0.5*sum(1 + lv - mu**2 - exp(lv))/(D + 1e-3)", "scaled", ("mean-over-latents", "eps-bias")),
        ("-0.5*sum(1 + lv - mu**2 - exp(lv))/(beta + 1e-3)", "approximate", ("eps-bias",)),
        ("-0.5*sum(1 + lv - mu**2 - exp(lv))/var_p", "undecided", ()),
        ("0.5*(mu**2 + std**2 - log(std**2 + 10**2) - 1)", "undecided", ()),
        ("0.5*(mu**2 + std**2 - log(std + 1e-8) - 1)", "wrong", ("log-factor",)),
        ("0.5*(mu**2 + std**2 - log(std**2) - 1) + 1e-8", "shifted", ("dropped-constant",)),
        ("mu**2 + std**2 - log(std**2 + 1e-8) - 1", "scaled", ("missing-half", "eps-bias")),
        ("-0.5*sum(1 + clamp(lv, -9, 9) - mu**2 - exp(clamp(lv, -9, 9)))", "approximate", ("clamp",)),
        ("lv = clip(lv, -9, 9)\n-0.5*sum(1 + lv - mu**2 - exp(lv))", "approximate", ("clamp",)),
        ("maximum(-0.5*sum(1 + lv - mu**2 - exp(lv), axis=1), free_bits)", "approximate", ("clamp",)),
        ("maximum(mu, logvar)", "unrelated", ()),
    ],
    ids=lambda one: one if isinstance(one, str) else "",
)
def test_verdict(text: str, verdict: str, mistakes: tuple[str, ...]) -> None:
    found = check(text)
    if verdict == "unrelated":
        assert found.verdict in ("unrelated", "undecided")
    else:
        assert (found.verdict, found.mistakes) == (verdict, mistakes)


def test_the_bias_is_enclosed_at_scales() -> None:
    bias = check("0.5*(mu**2 + std**2 - log(std**2 + 1e-8) - 1)").evidence[1]
    assert bias.method == "interval-bias"
    assert float(bias.detail["bias at mu = 1/2, std = 1/10000"]) == pytest.approx(-0.34657, rel=2e-3)
    assert abs(float(bias.detail["bias at mu = 1/2, std = 1"])) < 1e-7


@pytest.mark.parametrize(("low", "severity"), [("-9", "note"), ("2", "warning")])
def test_a_clamp_that_shuts_out_the_prior_is_a_warning(low: str, severity: str) -> None:
    found = check(f"s = clamp(s, {low}, 20)\n-0.5*sum(1 + s - mu**2 - exp(s))")
    assert (found.verdict, found.severity) == ("approximate", severity)


def test_no_repair_takes_a_stabiliser_away() -> None:
    assert check("0.5*(mu**2 + std**2 - log(std**2 + 1e-8) - 1)").fix is None


def test_confirmation_is_of_the_line_as_written() -> None:
    """The eps is in what is enclosed: without it the methods would agree about a line that nobody wrote."""
    evidence = check("0.5*(mu**2 + std**2 - log(std**2 + 1e-8) - 1)", confirm=True).evidence
    outcomes = {one.method: one.outcome for one in evidence}
    assert outcomes["enclosure"] == outcomes["multiprecision"] == "differs"
    assert outcomes["monte-carlo"] == "agrees"  # 1e-8 is beyond any sampling


def test_no_change_is_said_in_one_digit() -> None:
    bias = check("lv = clip(lv, -9, 9)\n-0.5*sum(1 + lv - mu**2 - exp(lv))").evidence[1]
    assert list(bias.detail.values())[:2] == ["0", "0"]
    assert float(list(bias.detail.values())[2] or 0) != 0
