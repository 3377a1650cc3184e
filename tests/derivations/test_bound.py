"""Weights, bits and the bound, against plain arithmetic and mpmath's quadrature."""

from __future__ import annotations

import mpmath
import pytest

from kl_check.derivation import follow

MU, SIGMA, LATENTS, ERROR, PIXELS = 0.5, 0.75, 2, 3.5, 784
MODEL = {"x": 1.25, "a": 0.75, "tau": 0.5}


@pytest.mark.parametrize(
    ("name", "weight"),
    [
        ("weight-beside-a-sum", 1 / LATENTS),
        ("weight-beside-a-mean", PIXELS / LATENTS),
        ("weight-of-a-sum-beside-a-mean", PIXELS),
    ],
)
def test_the_weight_beside_a_reconstruction(name: str, weight: float, concluded, standard, close) -> None:
    assert follow.derive(name).strength == "proved"
    total = LATENTS * standard(MU, SIGMA)
    value = concluded(name, mu=MU, sigma=SIGMA, R=ERROR, P=PIXELS)
    assert close((value - ERROR) / total, weight)
    assert not close((value - ERROR) / total, 1)


def test_a_mean_over_latents(concluded, standard, close) -> None:
    assert follow.derive("mean-over-latents").strength == "proved"
    assert close(concluded("mean-over-latents", mu=MU, sigma=SIGMA), LATENTS * standard(MU, SIGMA) / LATENTS)


def test_bits(concluded, general, close) -> None:
    assert follow.derive("bits").strength == "proved"
    value = concluded("bits", mu_1=MU, sigma_1=SIGMA, mu_2=-0.25, sigma_2=1.5)
    assert close(value * mpmath.log(2), general(MU, SIGMA, -0.25, 1.5))
    assert close(1 / mpmath.log(2), mpmath.mpf("1.4427"), 4)


def test_a_density_integrates_to_1(concluded, close) -> None:
    assert follow.derive("density-mass").strength == "proved"
    assert concluded("density-mass") == 1
    assert close(mpmath.quad(lambda z: mpmath.npdf(z, MU, SIGMA), [-10, MU, 10]), 1)


def evidence() -> mpmath.mpf:
    """Of the data point, by integrating the latent out."""
    x, a, tau = (mpmath.mpf(MODEL[one]) for one in ("x", "a", "tau"))
    return mpmath.quad(lambda z: mpmath.npdf(x, a * z, tau) * mpmath.npdf(z), [-12, 0, 1, 12])


def bound(mean: mpmath.mpf, std: mpmath.mpf, general) -> mpmath.mpf:
    """E[log p(x|z)] − KL(q ‖ N(0, 1))."""
    x, a, tau = (mpmath.mpf(MODEL[one]) for one in ("x", "a", "tau"))
    error = mpmath.quad(
        lambda z: mpmath.npdf(z, mean, std) * mpmath.log(mpmath.npdf(x, a * z, tau)), [mean - 15 * std, mean, mean + 15]
    )
    return error - general(mean, std, 0, 1)


def posterior() -> tuple[mpmath.mpf, mpmath.mpf]:
    """By the precisions: 1 of the prior, a²/τ² of the data."""
    x, a, tau = (mpmath.mpf(MODEL[one]) for one in ("x", "a", "tau"))
    precision = 1 + a**2 / tau**2
    return a * x / tau**2 / precision, 1 / mpmath.sqrt(precision)


@pytest.mark.parametrize("name", ["elbo-identity", "elbo-bound"])
def test_both_conclude_with_the_evidence(name: str, concluded, close) -> None:
    assert follow.derive(name).strength == "proved"
    assert close(concluded(name, **MODEL), mpmath.log(evidence()))


def test_what_the_bound_lacks_is_the_divergence_from_the_posterior(concluded, general, close) -> None:
    lacking = general(MU, SIGMA, *posterior())
    assert lacking > 0.01
    assert close(bound(mpmath.mpf(MU), mpmath.mpf(SIGMA), general) + lacking, concluded("elbo-identity", **MODEL))


def test_the_bound_is_reached_at_the_posterior_only(concluded, general, close) -> None:
    assert follow.derive("elbo-bound").derivation.relation == "<="
    mean, std = posterior()
    assert close(bound(mean, std, general), concluded("elbo-bound", **MODEL))
    for elsewhere in ((mean + 0.1, std), (mean, 1.1 * std), (mean, 0.9 * std)):
        assert bound(*elsewhere, general) < concluded("elbo-bound", **MODEL) - 1e-4
