"""Which size makes a batch sum the batch mean, and what only a plain factor may be."""

from __future__ import annotations

import pytest

from kl_check.pipeline import check

PER_LATENT = r"\frac{1}{2}(\mu_{ij}^2+\sigma_{ij}^2-1-\log\sigma_{ij}^2)"
LINE = "-0.5*torch.sum(1 + logvar - mu.pow(2) - logvar.exp())"

COUNTS = [
    pytest.param(rf"\frac{{1}}{{M}}\sum_{{i=1}}^{{M}}\sum_{{j=1}}^{{J}}{PER_LATENT}", "exact", "1", (), id="its-own"),
    pytest.param(
        rf"\frac{{1}}{{N}}\sum_{{i=1}}^{{M}}\sum_{{j=1}}^{{J}}{PER_LATENT}",
        "scaled",
        "1/N",
        ("wrong-count",),
        id="another-than-the-sum-says",
    ),
    pytest.param(f"{LINE}/N", "exact", "1", (), id="nothing-says-how-long-the-batch-is"),
    pytest.param(f"{LINE}/beta", "exact", "1", (), id="a-weight"),
    pytest.param(f"{LINE}/var_p", "undecided", None, (), id="a-variance-is-no-weight"),
    pytest.param(f"{LINE}*sigma", "undecided", None, (), id="a-scale-is-no-weight"),
]


@pytest.mark.parametrize(("text", "verdict", "scale", "mistakes"), COUNTS)
def test_what_stands_outside_the_sums(text: str, verdict: str, scale: str | None, mistakes: tuple[str, ...]) -> None:
    found = check(text)
    assert (found.verdict, found.scale, found.mistakes) == (verdict, scale, mistakes)


REDUCED = [
    pytest.param("-0.5*torch.mean(sum(1 + logvar - mu.pow(2) - logvar.exp()))", "1/J", id="first-axis-only"),
    pytest.param("-0.5*torch.mean(torch.sum(1 + logvar - mu.pow(2) - logvar.exp(), 1))", "1", id="latents"),
    pytest.param("-0.5*np.mean(1 + lv[i,:] - mu[i,:]**2 - np.exp(lv[i,:]), axis=0)", "1/J", id="mean-of-a-row"),
    pytest.param("-0.5*np.sum(1 + lv[i,:] - mu[i,:]**2 - np.exp(lv[i,:]), axis=0)", "1", id="sum-of-a-row"),
    pytest.param("-0.5*torch.mean(1 + lv[0] - mu[0]**2 - torch.exp(lv[0]), 0)", "1/J", id="mean-of-a-first-row"),
]


@pytest.mark.parametrize(("text", "scale"), REDUCED)
def test_a_mean_over_what_is_left_of_the_axes(text: str, scale: str) -> None:
    assert check(text).scale == scale
