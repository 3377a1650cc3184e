import math
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.random import PCG64, Generator
from scipy.stats import binom

from kl_check.confirm.methods.monte_carlo import (
    METHOD,
    PLAN,
    Plan,
    Spread,
    Trial,
    examine,
    sampled_mean,
    spread_of,
    trials,
)
from kl_check.know.closed_forms import BY_NAME
from kl_check.know.statements import closed_form_claim
from kl_check.model.claim import Claim
from kl_check.model.term import number

GENERAL, STANDARD, DIAGONAL = (
    closed_form_claim(BY_NAME[name]) for name in ("univariate-general", "univariate-standard", "diagonal-general")
)
RUNS = 400
RATE = 0.05
CHEAP = Plan(false_alarm=RATE, false_pass=RATE, difference=0.5, most_draws=20_000)
SEEDS = range(RUNS)

# A test of rates that are kept fails with at most this probability; it is computed, no seed was chosen.
LUCK = 1e-9
MOST = binom.isf(LUCK, RUNS, RATE)


@pytest.mark.parametrize("claim", [GENERAL, DIAGONAL], ids=lambda claim: claim.name)
def test_false_alarms_keep_their_rate(claim: Claim) -> None:
    alarms = sum(examine(claim, seed, CHEAP).outcome == "differs" for seed in SEEDS)
    assert alarms <= MOST


def means(trial: Trial) -> list[float]:
    """What each seed's samples give at a point of a single latent."""
    return [sampled_mean(trial.of, trial.samples, Generator(PCG64(seed))).item() for seed in SEEDS]


def true_value(trial: Trial) -> float:
    mean, std, mean_2, std_2 = (part.value.item() for part in trial.of)
    return math.log(std_2 / std) + (std**2 + (mean - mean_2) ** 2) / (2 * std_2**2) - 0.5


@pytest.mark.parametrize("side", [1, -1], ids=["too-large", "too-small"])
@pytest.mark.parametrize("place", range(5))
def test_false_passes_keep_their_rate_where_one_point_is_off_by_the_detectable_difference(
    place: int, side: int
) -> None:
    trial = trials(GENERAL, CHEAP)[place]
    claimed = true_value(trial) + side * trial.detectable
    assert sum(abs(mean - claimed) <= trial.tolerance for mean in means(trial)) <= MOST


def test_half_the_bound_would_break_the_rate() -> None:
    """The bound is less than twice too wide, so that the tests above can fail."""
    trial = trials(GENERAL, CHEAP)[0]
    half = trial.spread.deviation(trial.samples, math.log(2 / RATE)) / 2
    assert sum(abs(mean - true_value(trial)) > half for mean in means(trial)) > MOST


@given(st.floats(-5, 5), st.floats(-5, 5), st.floats(0.01, 0.99), st.sampled_from([1, -1]))
def test_the_cumulant_function_lies_below_its_bound(b: float, c: float, part: float, sign: int) -> None:
    """K(λ) of bZ + cZ² about its mean, against λ²v/(2(1 − λs)), on both sides."""
    variance, scale = b**2 + 2 * c**2, 2 * abs(c)
    size = part / scale if scale > 1e-3 else part
    argument = sign * size
    exact = argument**2 * b**2 / (2 * (1 - 2 * argument * c)) - math.log1p(-2 * argument * c) / 2 - argument * c
    assert exact <= size**2 * variance / (2 * (1 - size * scale)) * (1 + 1e-9) + 1e-12


@given(st.floats(0.01, 100), st.floats(0, 100), st.floats(0.01, 1), st.floats(1, 30), st.floats(1, 30))
def test_the_number_of_samples_is_enough_and_no_more(
    variance: float, scale: float, difference: float, alarm: float, miss: float
) -> None:
    spread = Spread(variance, scale)
    samples = spread.samples(difference, (alarm, miss))

    def both(count: int) -> float:
        return spread.deviation(count, alarm) + spread.deviation(count, miss)

    assert both(samples) <= difference * (1 + 1e-9)
    assert samples == 1 or both(samples - 1) >= difference * (1 - 1e-9)


@pytest.mark.parametrize(("batch", "latent"), [("none", "sum"), ("sum", "sum"), ("mean", "sum"), ("mean", "none")])
def test_the_spread_is_that_of_the_reduced_log_ratio(batch: str, latent: str) -> None:
    """The variance of what is averaged, by sampling: within 5 of its own standard errors (kurtosis at most 15)."""
    claim = replace(GENERAL, batch=batch, latent=latent)
    trial = trials(claim, PLAN)[-1]
    mean, std, mean_2, std_2 = (part.value for part in trial.of)
    z = Generator(PCG64(7)).standard_normal((200_000, *mean.shape))
    ratio = -np.log(std / std_2) - z**2 / 2 + ((mean - mean_2 + std * z) / std_2) ** 2 / 2
    for axis, kind in ((2, latent), (1, batch)):
        if kind != "none":
            ratio = ratio.sum(axis=axis, keepdims=True) / (mean.shape[0] if kind == "mean" else 1)
    expected = ratio.var(axis=0).max()
    assert spread_of(claim, trial.of).variance == pytest.approx(expected, rel=5 * math.sqrt(14 / 200_000))


def test_states_what_it_did_and_repeats_itself() -> None:
    first, again, other = METHOD.run(GENERAL, 1), METHOD.run(GENERAL, 1), METHOD.run(GENERAL, 2)
    assert first == again
    assert other.detail["seed"] == 2
    assert first.detail["samples"] <= PLAN.most_draws
    assert (first.detail["false_alarm"], first.detail["false_pass"]) == (1e-6, 1e-6)
    assert 0.05 <= first.detail["detectable_difference"] < 0.25


def test_is_silent_where_it_could_not_tell_the_expression_from_0() -> None:
    tiny = replace(STANDARD, posterior=STANDARD.prior, expression=number(0))
    slight = replace(STANDARD, expression=number(0))
    assert METHOD.run(slight).outcome == "differs"
    assert METHOD.run(tiny).outcome == "silent"
    assert "not seen" in METHOD.run(tiny).detail["reason"]


def test_a_mean_over_latents_is_seen() -> None:
    averaged = replace(DIAGONAL, expression=replace(DIAGONAL.expression, kind="mean"))
    assert METHOD.run(averaged).outcome == "differs"
