"""The Gaussian log-density, with each part that people forget."""

from __future__ import annotations

import pytest

from kl_check.derivation.vocabulary import density, half, integral, log, mu_1, pi, sigma_1, x

Q = density(x, mu_1, sigma_1)
SQUARE = (x - mu_1) ** 2


@pytest.mark.parametrize(
    "wrong",
    [
        pytest.param(-half * log(2 * pi * sigma_1) - SQUARE / (2 * sigma_1**2), id="std-for-variance-in-the-log"),
        pytest.param(-half * log(2 * pi * sigma_1**2) - SQUARE / (2 * sigma_1), id="std-for-variance-below"),
        pytest.param(-half * log(2 * pi * sigma_1**2) - SQUARE / sigma_1**2, id="missing-half"),
        pytest.param(-half * log(2 * pi * sigma_1**2) + SQUARE / (2 * sigma_1**2), id="sign"),
        pytest.param(-log(2 * pi * sigma_1**2) - SQUARE / (2 * sigma_1**2), id="missing-root"),
        pytest.param(-half * log(sigma_1**2) - SQUARE / (2 * sigma_1**2), id="missing-2-pi"),
    ],
)
def test_near_misses(ruled, wrong) -> None:
    assert ruled("log-density")(integral(Q * log(Q), x), integral(Q * wrong, x)) != "agrees"


def test_steps(ruled) -> None:
    right = -half * log(2 * pi * sigma_1**2) - SQUARE / (2 * sigma_1**2)
    assert ruled("log-density")(integral(Q * log(Q), x), integral(Q * right, x)) == "agrees"
