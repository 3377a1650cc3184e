"""The mistakes joined, those that are looked for first first."""

from __future__ import annotations

from collections.abc import Mapping

from kl_check.know.mistakes import (
    changed_power,
    clamp,
    double_exp,
    dropped_constant,
    dropped_term,
    eps_bias,
    log_factor,
    mean_over_latents,
    misplaced_parenthesis,
    missing_exp,
    missing_half,
    missing_log,
    other,
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
    sign.MISTAKE,
    missing_half.MISTAKE,
    dropped_constant.MISTAKE,
    swapped.MISTAKE,
    log_factor.MISTAKE,
    scale_mismatch.MISTAKE,
    unsquared_mean.MISTAKE,
    wrong_count.MISTAKE,
    wrong_base.MISTAKE,
    wrong_coefficient.MISTAKE,
    dropped_term.MISTAKE,
    missing_exp.MISTAKE,
    missing_log.MISTAKE,
    double_exp.MISTAKE,
    misplaced_parenthesis.MISTAKE,
    changed_power.MISTAKE,
    eps_bias.MISTAKE,
    clamp.MISTAKE,
    other.MISTAKE,
)

BY_WORD: Mapping[str, Mistake] = {mistake.word: mistake for mistake in MISTAKES}
