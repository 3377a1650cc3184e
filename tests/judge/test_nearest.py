"""The slip that only a search over brackets and functions finds, and what equal latents cannot tell."""

from __future__ import annotations

import pytest

from kl_check.pipeline import check

GENERAL = "log(s2/s1) + (s1**2 + (m1-m2)**2)/(2*s2**2) - 0.5"


@pytest.mark.parametrize(
    ("text", "mistake"),
    [
        ("log(s2/s1) + s1**2 + (m1-m2)**2/(2*s2**2) - 0.5", "misplaced-parenthesis"),
        ("log(s2/s1 + (s1**2 + (m1-m2)**2)/(2*s2**2)) - 0.5", "misplaced-parenthesis"),
        ("0.5*mu**2 + s**2 - 2*log(s) - 1", "misplaced-parenthesis"),
        ("0.5*(mu**2 + s**2) - 2*log(s) - 1", "misplaced-parenthesis"),
        ("0.5 * (jnp.sum(mu**2) + jnp.exp(2*ls) - 2*ls - 1) / batch_size", "misplaced-parenthesis"),
        ("-0.5*(torch.mean(1 - torch.log(prec)) - m**2 - 1/prec)", "misplaced-parenthesis"),
        ("0.5*(m**2 + s**2 - 2*log(log(s)) - 1)", "double-exp"),
        ("-0.5*sum(1 + lv - mu**2 - lv)", "missing-exp"),
        ("s2/s1 + (s1**2 + (m1-m2)**2)/(2*s2**2) - 0.5", "missing-log"),
    ],
)
def test_the_slip_is_named_and_mended(text: str, mistake: str) -> None:
    found = check(text)
    assert (found.verdict, found.mistakes) == ("wrong", (mistake,))
    assert found.fix is not None
    assert check(found.fix.text).verdict == "exact"


def test_the_absolute_value_of_the_kl_is_never_called_wrong() -> None:
    """It is the KL, which is not negative; the normal form does not know that, and no point tells them apart."""
    assert check("abs(-0.5 * sum(1 + logvar - mu**2 - exp(logvar)))").verdict == "undecided"


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("-1/2*(log(2*pi) + s + (z - m)**2/exp(s))", "log-density"),
        ("log(s) + x**2/(2*s**2)", "log-density"),
        ("3", "constant"),
        ("sigma", "no KL"),
    ],
)
def test_what_is_something_else_is_named(text: str, named: str) -> None:
    found = check(text)
    assert found.verdict == "unrelated"
    assert named in found.message
