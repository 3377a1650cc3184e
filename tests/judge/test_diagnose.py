"""Slips of different parts compose, are counted, and what is too far from a KL is left alone."""

from __future__ import annotations

import pytest

from kl_check.judge.case import Case
from kl_check.pipeline import check
from kl_check.read.text import read_text

GENERAL = "0.5*(lv_p - lv_q + (exp(lv_q) + (mu_q - mu_p)**2)/exp(lv_p) - 1)"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("x**3 + log(y)", "unrelated", id="a power and a logarithm are no KL"),
        pytest.param(
            "sum(0.5*(-logvar - 1))", "unrelated", id="a lone logarithm, though slips could make it two parts"
        ),
        pytest.param("(m1 - m2)**2 + (s1 - s2)**2", "unrelated", id="the Wasserstein distance"),
        pytest.param("-0.5*sum(1 + s*m - m**2 - exp(s))", "unrelated", id="a mean times a scale is no part of a KL"),
        pytest.param("a*b - log(c)", "unrelated", id="a product of means"),
        pytest.param("(x - y)**3/z", "unrelated", id="one part says little where no name says more"),
    ],
)
def test_what_is_beyond_slips_is_left_alone(text: str, expected: str) -> None:
    assert check(text).verdict == expected


@pytest.mark.parametrize(
    ("text", "mistakes"),
    [
        pytest.param(
            "0.5*(mu**2 + exp(s)**3 - 2*log(s) - 1)", {"double-exp", "changed-power"}, id="two slips in one factor"
        ),
        pytest.param("(mu1 - mu2**3)/(2*var)", {"changed-power", "misplaced-parenthesis"}, id="both in the means"),
        pytest.param(
            "-0.5*sum(1 + 2*log(z_std) - mean - z_std**4)", {"unsquared-mean", "scale-mismatch"}, id="in two parts"
        ),
        pytest.param("-0.5*(1 + lv - mu - lv)", {"unsquared-mean", "missing-exp"}, id="two parts cancel"),
        pytest.param(
            "s2/s1 + (s1**2 + (m1 - m2)**2)/(2*s2**4) - 0.5", {"missing-log", "scale-mismatch"}, id="s2/s1 for its log"
        ),
        pytest.param(
            "0.5*(m**2 + 2*s**2 - 2*log(log(s)) - 1)", {"double-exp", "wrong-coefficient"}, id="a log of a log"
        ),
        pytest.param(
            "0.5*(lv_p - lv_q + (exp(lv_q) + (mu_q - mu_p)**2)/lv_p - 3)",
            {"missing-exp", "dropped-constant"},
            id="a divisor that two parts share is one slip",
        ),
        pytest.param(
            "0.5*(-tau_p - -log(tau_q) + (1/tau_q + (mu_q - mu_p)**2)*tau_p - 1)".replace("tau", "precision"),
            {"missing-log"},
            id="what a slip makes stands where the means stand",
        ),
        pytest.param(
            "0.5*(1/precision + 2*log(precision) - 1)", {"dropped-term", "log-factor"}, id="no mean, and more"
        ),
        pytest.param(
            "0.5*(lv_q - lv_p + (2*exp(lv_p) + (mu_p - mu_q)**2)/exp(lv_q) - 1)",
            {"reversed", "wrong-coefficient"},
            id="the other way round, and more",
        ),
        pytest.param(
            "-0.5*(torch.sum(1 + lv - mu**2) - 3*torch.exp(lv))",
            {"misplaced-parenthesis", "wrong-coefficient"},
            id="a sum that closes too early, and more",
        ),
        pytest.param("-sum(1 + lv - mu**2 - exp(lv))/784", {"missing-half", "wrong-count"}, id="2/784 is two slips"),
        pytest.param("-0.5*sum(1 + lv - mu**2 - exp(lv))/392", {"wrong-count"}, id="1/392 is one"),
        pytest.param("0.5*(mu1 - mu2)**2/(2*std**2)", {"wrong-coefficient"}, id="a factor on the only part is its own"),
    ],
)
def test_all_slips_are_named(text: str, mistakes: set[str]) -> None:
    assert set(check(text).mistakes) == mistakes


def test_slips_are_counted_and_not_words() -> None:
    """Powers changed in two ways are two slips of one word."""
    nearest = Case(read_text("0.5*(m**3 + s**3 - 2*log(s) - 1)")).nearest
    assert nearest is not None
    assert (nearest.mistakes, nearest.slips) == (("changed-power",), 2)


def test_a_reversed_line_is_diagnosed_as_the_kl_that_is_meant() -> None:
    """The direction that the names say, not the one that the formula has, is what the repair must be."""
    text = "0.5*(lv_q - lv_p + (2*exp(lv_p) + (mu_p - mu_q)**2)/exp(lv_q) - 1)"
    found = check(text)
    assert found.fix is not None
    assert (check(found.fix.text).verdict, check(found.fix.text).target) == ("exact", "general")


def test_ties_are_told() -> None:
    found = check("-0.5*sum(1 + 2*log(std) - mean**2 - std**4)")
    assert (found.mistakes, found.ties) == (("scale-mismatch",), (("changed-power",),))
    assert found.to_dict()["ties"] == [["changed-power"]]
    assert "; or: another wrong power" in found.message
    assert "or          changed-power" in str(found)


def test_no_tie_is_told_where_one_explanation_is_shorter() -> None:
    assert check("-0.5*sum(1 + lv - mu**2 - 2*exp(lv))").ties == ()


@pytest.mark.parametrize("text", [GENERAL.replace("exp(lv_p)", "lv_p"), "(mu1 - mu2)/(2*logvar**2)"])
def test_a_role_that_the_syntax_speaks_against_is_tried_at_last(text: str) -> None:
    """A divisor without a logarithm is no log-variance, unless it is one by a slip."""
    assert check(text).verdict == "wrong"
