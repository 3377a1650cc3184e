"""Two names of one scale are one, unless the formula is a KL only when they are two."""

from __future__ import annotations

import pytest

from kl_check.pipeline import check

GENERAL = "log_sigma_prior - log_sigma_post + (sigma_post**2 + (mu_post - mu_prior)**2)/(2*sigma_prior**2) - 0.5"


@pytest.mark.parametrize(
    ("text", "verdict"),
    [
        pytest.param("-log_std + 0.5*(std**2 + mu**2 - 1)", "exact", id="std-beside-log-std"),
        pytest.param("-log_std + 0.5*(std + mu**2 - 1)", "wrong", id="one-power-off"),
        pytest.param("-log_std + 0.5*(var + mu**2 - 1)", "exact", id="variance-beside-log-std"),
        pytest.param(GENERAL, "exact", id="both-gaussians-with-both-names"),
        pytest.param(GENERAL.replace("2*sigma_prior", "sigma_prior"), "wrong", id="a-two-lost"),
        pytest.param(f"0.5*({GENERAL.removesuffix(' - 0.5')})", "scaled", id="half-of-it-without-its-constant"),
        pytest.param(
            "log_sigma - log(sigma) + (sigma**2 + mu**2)/(2*exp(2*log_sigma)) - 0.5", "exact", id="two-scales-after-all"
        ),
    ],
)
def test_verdict(text: str, verdict: str) -> None:
    assert check(text).verdict == verdict


def test_the_reading_names_both() -> None:
    reading = check("-log_std + 0.5*(std**2 + mu**2 - 1)").reading
    assert reading == {"mu": "mean", "std": "std", "log_std": "log_std"}
