"""The mistakes joined, those that are looked for first first."""

from __future__ import annotations

from collections.abc import Mapping

from kl_check.know.mistakes import (
    changed_power,
    double_exp,
    dropped_constant,
    dropped_term,
    log_factor,
    mean_over_latents,
    missing_half,
    scale_mismatch,
    sign,
    swapped,
    unsquared_mean,
    wrong_base,
    wrong_coefficient,
    wrong_count,
)
from kl_check.model.mistake import Mistake

MISTAKES: tuple[Mistake, ...] = (
    mean_over_latents.MISTAKE,
    scale_mismatch.MISTAKE,
    sign.MISTAKE,
    missing_half.MISTAKE,
    dropped_constant.MISTAKE,
    swapped.MISTAKE,
    log_factor.MISTAKE,
    unsquared_mean.MISTAKE,
    wrong_count.MISTAKE,
    wrong_base.MISTAKE,
    wrong_coefficient.MISTAKE,
    dropped_term.MISTAKE,
    double_exp.MISTAKE,
    changed_power.MISTAKE,
)

BY_WORD: Mapping[str, Mistake] = {mistake.word: mistake for mistake in MISTAKES}
