import pytest

from kl_check.know.closed_forms import BY_NAME, CLOSED_FORMS
from kl_check.know.statements import closed_form_claim, variant_claim
from kl_check.know.variants import VARIANTS
from kl_check.model.claim import Claim
from kl_check.model.closed_form import ClosedForm, Variant
from kl_check.model.term import Number, number, symbols


@pytest.mark.parametrize("row", CLOSED_FORMS, ids=lambda row: row.name)
def test_a_closed_form_is_claimed_as_it_stands(row: ClosedForm) -> None:
    claim = closed_form_claim(row)
    assert (claim.name, claim.expression) == (row.name, row.term)
    assert claim.latent == ("sum" if row.summed else "none")
    assert isinstance(claim.prior.std, Number) == (row.target == "standard")


@pytest.mark.parametrize("variant", VARIANTS, ids=lambda variant: variant.name)
def test_a_variant_is_claimed_to_be_what_it_passes_for(variant: Variant) -> None:
    claim, right = variant_claim(variant), closed_form_claim(BY_NAME[variant.of])
    assert claim.expression == variant.term != right.expression
    assert (claim.posterior, claim.prior, claim.latent) == (right.posterior, right.prior, right.latent)


CLAIMS = [*map(closed_form_claim, CLOSED_FORMS), *map(variant_claim, VARIANTS)]


@pytest.mark.parametrize("claim", CLAIMS, ids=lambda claim: claim.name)
def test_every_symbol_has_a_domain_and_every_domain_a_symbol(claim: Claim) -> None:
    assert set(symbols(claim.expression)) == set(claim.domains)


def test_a_standard_prior_has_mean_0_and_std_1() -> None:
    prior = closed_form_claim(BY_NAME["univariate-standard"]).prior
    assert (prior.mean, prior.std) == (number(0), number(1))
