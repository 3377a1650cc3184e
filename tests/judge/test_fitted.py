"""A fixed prior other than N(0, 1) is read off the numbers, if the constants agree; else nothing is."""

from __future__ import annotations

import pytest

from kl_check.pipeline import check


@pytest.mark.parametrize(
    ("text", "verdict", "prior"),
    [
        ("(s**2 + m**2)/(2*0.01) - log(s) + log(0.1) - 1/2", "exact", "N(0, 1/100)"),
        ("0.5*(m - 0.5)**2 + 0.5*exp(lv) - 0.5*lv - 0.5", "exact", "N(1/2, 1)"),
        ("log(3/s) + (s**2 + (m + 2)**2)/18 - 1/2", "exact", "N(-2, 9)"),
        ("2*log(3/s) + (s**2 + (m + 2)**2)/9 - 1", "scaled", "N(-2, 9)"),
        ("(s**2 + m**2)/(2*0.01) - log(s) + log(0.2) - 1/2", "wrong", None),
        ("0.5*(std**2 + mu**2 - 1 - log(std))", "wrong", None),
        ("log(3/s) + (s**2 + (m + 2)**2)/17 - 1/2", "unrelated", None),
        ("log(sigma_p/0.1) + (0.01 + (mu_q - mu_p)**2)/(2*sigma_p**2) - 0.5", "exact", None),
        ("log(sigma_p/0.2) + (0.01 + (mu_q - mu_p)**2)/(2*sigma_p**2) - 0.5", "unrelated", None),
        ("log(sigma_p/0.1) + (0.02 + (mu_q - mu_p)**2)/(2*sigma_p**2) - 0.5", "unrelated", None),
    ],
    ids=[
        *("std-0.1", "mean-half", "both", "twice", "another-constant", "a-lost-two-is-no-prior", "one-number-off"),
        *("posterior-std-0.1", "posterior-with-another-log", "posterior-with-another-variance"),
    ],
)
def test_verdict(text: str, verdict: str, prior: str | None) -> None:
    found = check(text)
    assert found.verdict == verdict
    assert prior is None or prior in found.message
