"""The rows of `closed_forms` and `variants` as claims: what the methods of confirmation put to the test."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal

from kl_check.know.closed_forms import BY_NAME, MU_1, MU_2, SIGMA_1, SIGMA_2
from kl_check.model.claim import Claim, NormalTerms
from kl_check.model.closed_form import ClosedForm, Variant
from kl_check.model.term import Term, number

POSTERIOR = NormalTerms(MU_1, SIGMA_1)
PRIORS: Mapping[str, NormalTerms] = {
    "general": NormalTerms(MU_2, SIGMA_2),
    "standard": NormalTerms(number(0), number(1)),
}
DOMAINS: Mapping[str, Mapping[str, Literal["real", "positive"]]] = {
    "general": {"mu_1": "real", "sigma_1": "positive", "mu_2": "real", "sigma_2": "positive"},
    "standard": {"mu_1": "real", "sigma_1": "positive"},
}


def closed_form_claim(row: ClosedForm) -> Claim:
    """The row's term is the KL of its target."""
    return _claim(row.name, row.term, row)


def variant_claim(variant: Variant) -> Claim:
    """The variant's term is the KL of the closed form for which it passes: a false claim."""
    return _claim(variant.name, variant.term, BY_NAME[variant.of])


def _claim(name: str, expression: Term, row: ClosedForm) -> Claim:
    return Claim(
        name,
        expression,
        POSTERIOR,
        PRIORS[row.target],
        DOMAINS[row.target],
        latent="sum" if row.summed else "none",
    )
