"""The closed forms that all else is measured against: q = N(mu_1, sigma_1²), p = N(mu_2, sigma_2²) or N(0, 1)."""

from __future__ import annotations

from collections.abc import Mapping

from kl_check.know.sources import COVER_THOMAS, KINGMA_WELLING
from kl_check.model.closed_form import ClosedForm
from kl_check.model.term import Symbol, Term, log, number, sum_over_latents

MU_1, SIGMA_1 = Symbol("mu_1"), Symbol("sigma_1")
MU_2, SIGMA_2 = Symbol("mu_2"), Symbol("sigma_2")
HALF = number(1, 2)


def univariate(mean: Term, std: Term, mean_2: Term, std_2: Term) -> Term:
    """KL(N(mean, std²) ‖ N(mean_2, std_2²)) for one latent."""
    return log(std_2 / std) + (std**2 + (mean - mean_2) ** 2) / (2 * std_2**2) - HALF


def univariate_standard(mean: Term, std: Term) -> Term:
    """KL(N(mean, std²) ‖ N(0, 1)) for one latent."""
    return HALF * (std**2 + mean**2 - 1) - log(std)


CLOSED_FORMS: tuple[ClosedForm, ...] = (
    ClosedForm(
        "univariate-general",
        "KL of two univariate Gaussians",
        univariate(MU_1, SIGMA_1, MU_2, SIGMA_2),
        target="general",
        summed=False,
        source=COVER_THOMAS,
    ),
    ClosedForm(
        "univariate-standard",
        "KL of a univariate Gaussian from N(0, 1)",
        univariate_standard(MU_1, SIGMA_1),
        target="standard",
        summed=False,
        source=KINGMA_WELLING,
    ),
    ClosedForm(
        "diagonal-general",
        "KL of two Gaussians with diagonal covariance",
        sum_over_latents(univariate(MU_1, SIGMA_1, MU_2, SIGMA_2)),
        target="general",
        summed=True,
        source=COVER_THOMAS,
    ),
    ClosedForm(
        "diagonal-standard",
        "KL of a Gaussian with diagonal covariance from N(0, I)",
        sum_over_latents(univariate_standard(MU_1, SIGMA_1)),
        target="standard",
        summed=True,
        source=KINGMA_WELLING,
    ),
)

BY_NAME: Mapping[str, ClosedForm] = {row.name: row for row in CLOSED_FORMS}
