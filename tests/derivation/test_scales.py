"""Only what is positive for certain is a standard deviation."""

from __future__ import annotations

import pytest

from kl_check.derivation.follow import check
from kl_check.derivation.scales import check_scales
from kl_check.derivation.vocabulary import (
    Derivation,
    density,
    exp,
    expectation,
    integral,
    log,
    mu_1,
    positive,
    real,
    sigma_1,
    sqrt,
    step,
    x,
)
from kl_check.model.derivation import Domain
from kl_check.model.errors import UnsupportedInput
from kl_check.model.term import Term

DOMAINS: dict[str, Domain] = {"mu_1": "real", "sigma_1": "positive"}


@pytest.mark.parametrize("std", [-sigma_1, mu_1, sigma_1 - 1, -sqrt(sigma_1), mu_1**2], ids=str)
def test_what_need_not_be_positive_is_refused(std: Term) -> None:
    for term in (integral(density(x, mu_1, std), x), expectation(x, x, mu_1, std)):
        with pytest.raises(UnsupportedInput, match="need not be positive"):
            check_scales(term, DOMAINS)  # type: ignore[arg-type]


@pytest.mark.parametrize("std", [sigma_1, exp(mu_1), sqrt(mu_1**2 + sigma_1), 1 / sqrt(sigma_1)], ids=str)
def test_what_is_positive_is_let_pass(std: Term) -> None:
    check_scales(integral(density(x, mu_1, std), x) + expectation(x, x, mu_1, std), DOMAINS)  # type: ignore[arg-type]


def test_two_negative_standard_deviations_do_not_cancel() -> None:
    """By the formula of the density the signs would, in a square or quotient."""
    assumptions = (real(mu_1, "the mean"), positive(sigma_1, "the standard deviation"))
    q, none = density(x, mu_1, sigma_1), density(x, mu_1, -sigma_1)
    for before, after in ((integral(q**2, x), integral(none**2, x)), (log(q / q), log(none / none))):
        made = Derivation(
            "t", "T", "L", (*assumptions, real(x, "where")), before, "So.", (step("algebra", after, "So."),)
        )
        assert not check(made).holds
