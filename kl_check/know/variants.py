"""Formulas that pass for the KL and are not: the ones that every method of confirmation must flag.

Each is written in the standard deviation sigma_1 that the reader has in mind, so that its value can be set beside the
KL's. A symbol put into the formula of another role is the same as its scale transformed.
"""

from __future__ import annotations

from collections.abc import Mapping

from kl_check.know.closed_forms import MU_1, SIGMA_1, univariate_standard
from kl_check.model.closed_form import Variant
from kl_check.model.term import exp, log, mean_over_latents, sqrt

VARIANTS: tuple[Variant, ...] = (
    Variant(
        "mean-for-sum",
        "mean over latents where the sum is due",
        "diagonal-standard",
        mean_over_latents(univariate_standard(MU_1, SIGMA_1)),
        mistake="mean-over-latents",
        consequence="the KL divided by J: beside a summed reconstruction term it is β = 1/J",
    ),
    Variant(
        "std-for-variance",
        "a standard deviation put where the formula expects a variance",
        "univariate-standard",
        univariate_standard(MU_1, sqrt(SIGMA_1)),
        mistake="scale-mismatch",
        consequence="same optimum, a quarter of the curvature in σ there (½ for 2)",
    ),
    Variant(
        "variance-for-std",
        "a variance put where the formula expects a standard deviation",
        "univariate-standard",
        univariate_standard(MU_1, SIGMA_1**2),
        mistake="scale-mismatch",
        consequence="same optimum, four times the curvature in σ there (8 for 2)",
    ),
    Variant(
        "log-std-for-log-variance",
        "a log standard deviation put where the formula expects a log-variance",
        "univariate-standard",
        univariate_standard(MU_1, exp(log(SIGMA_1) / 2)),
        mistake="scale-mismatch",
        consequence="the sampler draws with exp(s), the KL takes exp(s) for the variance",
    ),
)

BY_NAME: Mapping[str, Variant] = {row.name: row for row in VARIANTS}
