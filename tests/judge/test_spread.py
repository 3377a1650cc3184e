"""Mean, variance and gradients of the estimators, against SciPy's quadrature of definitions written here by hand."""

import math
from collections.abc import Callable

import pytest
from scipy.integrate import quad

from kl_check import check
from kl_check.judge.spread import EXAMPLE

RATIO = "(-0.5*(z - m)**2*exp(-s) - 0.5*s + 0.5*z**2)"
TEXTS = {"k1": RATIO, "k2": f"0.5*{RATIO}**2", "k3": f"exp(-{RATIO}) - 1 + {RATIO}"}

(MEAN, STD), _ = EXAMPLE


def log_ratio(z: float, mean: float, std: float) -> float:
    return -math.log(std) - (z - mean) ** 2 / (2 * std**2) + z * z / 2


ESTIMATORS: dict[str, Callable[[float], float]] = {
    "k1": lambda ratio: ratio,
    "k2": lambda ratio: ratio**2 / 2,
    "k3": lambda ratio: math.exp(-ratio) - 1 + ratio,
}
SLOPES: dict[str, Callable[[float], float]] = {
    "k1": lambda _: 1.0,
    "k2": lambda ratio: ratio,
    "k3": lambda ratio: 1 - math.exp(-ratio),
}
"""The derivative of each by the log-ratio."""


def average(value: Callable[[float], float]) -> float:
    """The mean over z from q, in the standardised variable."""
    density = 1 / math.sqrt(2 * math.pi)
    mean, error = quad(
        lambda noise: value(MEAN + STD * noise) * math.exp(-noise * noise / 2) * density,
        -37,
        37,
        points=[-5, 0, 5],
        limit=400,
        epsabs=1e-13,
        epsrel=1e-12,
    )
    assert error < 1e-9
    return mean


def stated(name: str) -> dict[str, str | int | float | None]:
    return dict(check(TEXTS[name]).evidence[-1].detail)


@pytest.mark.parametrize("name", TEXTS)
def test_mean_and_variance(name: str) -> None:
    estimator, detail = ESTIMATORS[name], stated(name)
    mean = average(lambda z: estimator(log_ratio(z, MEAN, STD)))
    square = average(lambda z: estimator(log_ratio(z, MEAN, STD)) ** 2)
    assert float(detail["mean_at"] or 0) == pytest.approx(mean, rel=1e-5)
    assert float(detail["variance_at"] or 0) == pytest.approx(square - mean**2, rel=1e-5)


@pytest.mark.parametrize("name", TEXTS)
def test_gradients_by_the_mean(name: str) -> None:
    """Detached: ∂/∂μ at fixed z, where only log q changes. Reparametrised: z moves with μ, and only log p changes."""
    slope, detail = SLOPES[name], stated(name)
    detached = average(lambda z: slope(log_ratio(z, MEAN, STD)) * (z - MEAN) / STD**2)
    reparametrised = average(lambda z: slope(log_ratio(z, MEAN, STD)) * z)
    assert float(detail["gradient_detached_at"] or 0) == pytest.approx(detached, rel=1e-5, abs=1e-12)
    assert float(detail["gradient_reparametrised_at"] or 0) == pytest.approx(reparametrised, rel=1e-5)
    assert float(detail["gradient_at"] or 0) == MEAN


@pytest.mark.parametrize(
    ("name", "detached", "reparametrised"),
    [
        pytest.param("k1", 0, 0.5, id="k1 gives no gradient at all with z detached"),
        pytest.param("k2", 0.5, 0.404072, id="k2 detached gives the true one, reparametrised another"),
        pytest.param("k3", 0.78125, 0.5, id="k3 detached gives the gradient of the reverse KL, μ/σ²"),
    ],
)
def test_the_known_numbers(name: str, detached: float, reparametrised: float) -> None:
    detail = stated(name)
    assert float(detail["gradient_detached_at"] or 0) == detached
    assert float(detail["gradient_reparametrised_at"] or 0) == reparametrised


@pytest.mark.parametrize(
    ("name", "detached", "reparametrised"),
    [
        ("k1", "0", "the KL's"),
        ("k2", "the KL's", "another than the KL's"),
        ("k3", "the reverse KL's", "the KL's"),
    ],
)
def test_gradients_in_words(name: str, detached: str, reparametrised: str) -> None:
    detail = stated(name)
    assert (detail["gradient_detached"], detail["gradient_reparametrised"]) == (detached, reparametrised)


def test_a_multiple_has_a_multiple_of_the_gradient() -> None:
    detail = check(f"1/3*{TEXTS['k1']}").evidence[-1].detail
    assert detail["gradient_reparametrised"] == "1/3 times the KL's"


def test_weights_and_sizes_are_no_part_of_the_spread() -> None:
    plain, weighted = stated("k1"), check(f"beta*mean(sum({RATIO}, axis=-1))").evidence[-1].detail
    assert {key: weighted[key] for key in ("variance", "variance_at", "gradient_detached")} == {
        key: plain[key] for key in ("variance", "variance_at", "gradient_detached")
    }


def test_the_variance_of_k1_is_written_out() -> None:
    """Log q/p is a + bε + cε², whose variance is b² + 2c²."""
    assert stated("k1")["variance"] == "(m*exp(1/2*s))**2 + 2*(-1/2 + 1/2*exp(s))**2"
    assert stated("k1")["variance_at"] == "0.2248"


def test_where_the_variance_of_k3_is_infinite() -> None:
    """At σ² ≤ σ₂²/2."""
    assert stated("k3")["variance_infinite_where"] == "-1 + 2*exp(s) <= 0"
    assert "variance_infinite_where" not in stated("k2")


@pytest.mark.parametrize(("std", "finite"), [(0.71, True), (0.7, False)])
def test_the_variance_of_k3_by_its_integral(std: float, finite: bool) -> None:
    """E[r²] is an integral of exp(−(2σ² − 1)ε²/2 + …): it grows without bound just where it is said to."""
    inside = -1 + 2 * math.exp(2 * math.log(std)) > 0
    exponent = [-noise * noise / 2 - 2 * log_ratio(std * noise, 0.0, std) for noise in (20.0, 40.0)]
    assert inside == finite == (exponent[1] < exponent[0])


def test_the_variance_of_k3_in_known_quantities() -> None:
    """χ²(p‖q) + Var(log q − log p) − 2 (KL(q‖p) + KL(p‖q)), each by quadrature."""
    chi2 = average(lambda z: math.exp(-2 * log_ratio(z, MEAN, STD))) - 1
    kl = average(lambda z: log_ratio(z, MEAN, STD))
    var = average(lambda z: log_ratio(z, MEAN, STD) ** 2) - kl**2
    reverse = -average(lambda z: math.exp(-log_ratio(z, MEAN, STD)) * log_ratio(z, MEAN, STD))
    detail = stated("k3")
    assert detail["variance"] == "chi2(p, q) + Var(log q - log p) - 2*(KL(q, p) + KL(p, q))"
    assert float(detail["variance_at"] or 0) == pytest.approx(chi2 + var - 2 * (kl + reverse), rel=1e-5)


def test_json_has_it_all() -> None:
    (proof, moments) = check(TEXTS["k1"]).to_dict()["evidence"]
    assert proof["strength"] == moments["strength"] == "proved"
    assert moments["method"] == "gaussian-moments"


def test_text_says_it() -> None:
    shown = str(check(TEXTS["k3"]))
    assert "its mean is KL" in shown
    assert "infinite where -1 + 2*exp(s) <= 0" in shown
    assert "z detached: the reverse KL's" in shown
