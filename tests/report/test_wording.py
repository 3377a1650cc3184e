import pytest

from kl_check.model.evidence import Evidence
from kl_check.report.wording import count, draws, grouped, listed, place, pretty, size, step_check, tolerance


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        pytest.param("mu_1", "μ₁", id="greek"),
        pytest.param("tau, v_2", "τ, v₂", id="letters"),
        pytest.param("mu_x, muon, log_sigma_1", "mu_x, muon, log_sigma_1", id="other-names-stay"),
        pytest.param("1e-06", "10⁻⁶", id="power-of-ten"),
        pytest.param("2.5e+10", "2.5 · 10¹⁰", id="with-a-factor"),
        pytest.param("σ = -0.925", "σ = −0.925", id="minus"),
        pytest.param("10-12, x-1, (2)-1", "10-12, x-1, (2)-1", id="a-difference-or-hyphen-stays"),
        pytest.param("≤ 1e-9", "≤\u00a010⁻⁹", id="bound"),
    ],
)
def test_pretty(text: str, shown: str) -> None:
    assert pretty(text) == shown


def test_counts_and_lists() -> None:
    assert [count(number, "step") for number in (0, 1, 2)] == ["0 steps", "1 step", "2 steps"]
    assert [listed(items) for items in ([], ["a"], ["a", "b"], ["a", "b", "c"])] == ["", "a", "a and b", "a, b and c"]
    assert grouped(2603109) == "2\u202f603\u202f109"


AGREES = Evidence("m", "agrees", "measured", "3 points", {"largest_difference": "≤ 1e-12"})
DIFFERS = Evidence(
    "m", "differs", "measured", "3 points", {"difference": "-1.14272", "ratio": "0.188204", "at": "a = 1"}
)
SILENT = Evidence("m", "silent", "measured", "none", {"reason": "no value"})
ROUGH = Evidence("m", "differs", "sampled", "3 points", {"difference": "-1", "ratio": None})


def test_cells_of_agreement_and_difference() -> None:
    assert [tolerance(one).text for one in (AGREES, DIFFERS, SILENT)] == [
        "≤\u00a010⁻¹²",
        "differs by −1.14272",
        "silent: no value",
    ]
    assert [size(one).text for one in (AGREES, DIFFERS, SILENT, ROUGH)] == [
        "takes it for the KL, within ≤\u00a010⁻¹²",
        "−1.14 (×\u00a00.188)",
        "silent: no value",
        "−1",  # no digit is added to what the method knows
    ]
    assert [tolerance(one).outcome for one in (AGREES, DIFFERS, SILENT)] == ["agrees", "differs", "silent"]
    assert place(DIFFERS) == "a\u00a0=\u00a01"


def test_a_check_of_a_step_says_how_many_points_were_effective() -> None:
    tried = Evidence("points", "agrees", "measured", "", {"tried": 3, "effective": 2, "largest_difference": "≤ 1e-16"})
    assert step_check(tried).text == "points: measured, 2 of 3 points, off by ≤\u00a010⁻¹⁶"
    assert step_check(SILENT).text == "m: silent, no value"


def test_draws_tell_seed_and_rates() -> None:
    detail = {"samples": 1000, "seed": 7, "false_alarm": 1e-6, "false_pass": 1e-6, "detectable_difference": 0.2}
    told = draws(Evidence("monte-carlo", "agrees", "sampled", "", detail))
    assert told == "1\u202f000 samples, seed 7; false alarm 10⁻⁶, false pass 10⁻⁶; sees differences from 0.2 up"
    assert draws(AGREES) == ""
