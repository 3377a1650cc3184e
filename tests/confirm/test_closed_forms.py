"""Every closed form and every variant, put to every method."""

import math
import re

import pytest

from kl_check.confirm.method import Method
from kl_check.confirm.registry import METHODS
from kl_check.know.closed_forms import CLOSED_FORMS
from kl_check.know.statements import closed_form_claim, variant_claim
from kl_check.know.variants import VARIANTS
from kl_check.model.closed_form import ClosedForm, Variant

SEED = 0

EXCESS = {
    "std-for-variance": lambda std: (std - std**2 + math.log(std)) / 2,
    "variance-for-std": lambda std: (std**4 - std**2) / 2 - math.log(std),
    "log-std-for-log-variance": lambda std: (std - std**2 + math.log(std)) / 2,
}
"""Variant minus KL, worked out by hand; the mean cancels."""


@pytest.mark.parametrize("method", METHODS, ids=lambda method: method.name)
@pytest.mark.parametrize("row", CLOSED_FORMS, ids=lambda row: row.name)
def test_closed_forms(row: ClosedForm, method: Method) -> None:
    evidence = method.run(closed_form_claim(row), SEED)
    assert evidence.outcome == "agrees", dict(evidence.detail)
    assert (evidence.method, evidence.strength) == (method.name, method.strength)


@pytest.mark.parametrize("method", METHODS, ids=lambda method: method.name)
@pytest.mark.parametrize("variant", VARIANTS, ids=lambda variant: variant.name)
def test_variants(variant: Variant, method: Method) -> None:
    evidence = method.run(variant_claim(variant), SEED)
    assert evidence.outcome == "differs", dict(evidence.detail)
    detail = evidence.detail
    at, claimed, value, difference = (detail[key] for key in ("at", "expression", "definition", "difference"))
    error = detail.get("detectable_difference", 1e-5 * abs(float(difference)))  # six digits are shown
    if variant.name == "mean-for-sum":
        latents = int(re.search(r"J = (\d+)", at)[1])
        assert float(detail["ratio"]) == pytest.approx(1 / latents, abs=2 * error / float(value))
        assert float(difference) == pytest.approx(float(claimed) * (1 - latents), abs=error)
    else:
        std = float(re.search(r"sigma_1 = ([\d.]+)", at)[1])
        assert float(difference) == pytest.approx(EXCESS[variant.name](std), abs=error)
