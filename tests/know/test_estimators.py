"""The estimators' rows, and the names of samples."""

import math

import pytest

from kl_check.algebra.evaluate import evaluate
from kl_check.algebra.pointwise import Floating
from kl_check.know.estimators import ESTIMATORS
from kl_check.know.names import is_sample


@pytest.mark.parametrize(
    "name", ["z_mean", "z_log_var", "z_m", "z_s", "zdim", "n_samples", "sample_size", "sample_weight", "x", "mu", "n_z"]
)
def test_names_that_are_no_samples(name: str) -> None:
    assert not is_sample(name)


@pytest.mark.parametrize("name", ["z", "self.z", "z_q", "z_p", "z0", "z_hat", "zs", "x_sample", "sampled_z", "samples"])
def test_names_of_samples(name: str) -> None:
    assert is_sample(name)


@pytest.mark.parametrize("row", ESTIMATORS, ids=lambda row: row.name)
def test_each_is_unbiased_unless_it_says_so(row) -> None:
    """By the trapezoidal rule, q = N(0.5, 0.8²), p = N(0, 1)."""
    mean, std, step, total = 0.5, 0.8, 0.02, 0.0
    for index in range(-1000, 1001):
        noise = index * step
        z = mean + std * noise
        ratio = -math.log(std) - noise**2 / 2 + z**2 / 2
        at = Floating({"log_ratio": ratio, "noise": noise}, {"latent": 1, "batch": 1})
        total += evaluate(row.form, at) * math.exp(-noise * noise / 2) * step / math.sqrt(2 * math.pi)
    kl = (std**2 + mean**2 - 1) / 2 - math.log(std)
    assert (abs(total - kl) > 1e-3) == row.biased
    assert row.biased or total == pytest.approx(kl, rel=1e-9)
