from dataclasses import replace

import numpy as np
import pytest

from kl_check.algebra.evaluate import evaluate
from kl_check.confirm.grids import compare, parameters, reduced, world_at
from kl_check.confirm.methods import enclosure, quadrature
from kl_check.confirm.points import Point, points
from kl_check.confirm.rounding import Rounded
from kl_check.know.closed_forms import BY_NAME, MU_1, SIGMA_1
from kl_check.know.statements import closed_form_claim
from kl_check.model.claim import Claim, NormalTerms
from kl_check.model.errors import UnsupportedInput
from kl_check.model.term import Size, Symbol, exp, log, mean_over_latents, number, sum_over_latents

DIAGONAL = closed_form_claim(BY_NAME["diagonal-standard"])
UNIVARIATE = closed_form_claim(BY_NAME["univariate-standard"])
LAST = list(points(DIAGONAL))[-1]
GRID = np.arange(12.0).reshape(3, 4)


REDUCED = [
    pytest.param("none", "none", GRID, id="elementwise"),
    pytest.param("sum", "none", [[6], [22], [38]], id="sum-over-latents"),
    pytest.param("sum", "sum", [[66]], id="sum-over-both"),
    pytest.param("sum", "mean", [[22]], id="mean-over-the-batch"),
    pytest.param("none", "mean", [[4, 5, 6, 7]], id="mean-over-the-batch-only"),
]


@pytest.mark.parametrize(("latent", "batch", "expected"), REDUCED)
def test_reduced(latent: str, batch: str, expected: list[list[float]]) -> None:
    assert np.array_equal(reduced(replace(DIAGONAL, latent=latent, batch=batch), GRID), expected)


def test_names_of_sizes_have_their_lengths() -> None:
    world = world_at(replace(DIAGONAL, sizes={"J": "latent", "B": 0}), LAST)
    assert evaluate(Symbol("J") * 10 + Symbol("B"), world).value == 43


def test_fixed_parameters_fill_the_grid() -> None:
    found = parameters(DIAGONAL, world_at(DIAGONAL, LAST), LAST)
    assert found.std_2.value.shape == (3, 4)
    assert found.mean.value[1, 2] == float(LAST.entries["mu_1"][6])


NO_GAUSSIAN = [
    pytest.param(NormalTerms(number(0), number(0)), "not positive", id="std-0"),
    pytest.param(NormalTerms(number(0), log(MU_1)), "no finite number", id="std-undefined"),
    pytest.param(NormalTerms(number(0), exp(exp(number(10)))), "no finite number", id="std-overflows"),
]


@pytest.mark.parametrize(("posterior", "message"), NO_GAUSSIAN)
def test_refuses_what_is_no_gaussian(posterior: NormalTerms, message: str) -> None:
    claim = replace(DIAGONAL, posterior=posterior)
    with pytest.raises(UnsupportedInput, match=message):
        parameters(claim, world_at(claim, LAST), LAST)


def test_compares_at_the_entry_that_exceeds_its_tolerance_the_most() -> None:
    expression = Rounded(np.array([[1.0, 2.0, 9.0]]), np.zeros((1, 3)))
    definition, tolerance = np.array([[1.0, 3.0, 7.0]]), np.array([[0.0, 0.1, 5.0]])
    point = Point((1, 3), {"m": LAST.entries["mu_1"][:3]})
    found = compare(point, expression, definition, tolerance)
    assert (found.difference, found.tolerance) == (-1.0, 0.1)
    assert found.at == point.text_at(1)


def test_where_all_agree_the_largest_tolerance_stands() -> None:
    value = np.zeros((1, 3))
    found = compare(LAST, Rounded(value, value), value, np.array([[0.1, 0.3, 0.2]]))
    assert (found.agrees, found.tolerance) == (True, 0.3)


def test_an_undefined_entry_is_not_passed_over() -> None:
    expression = Rounded(np.array([[1.0, np.nan]]), np.zeros((1, 2)))
    assert np.isnan(compare(LAST, expression, np.ones((1, 2)), np.zeros((1, 2))).expression)


ELEMENTWISE = UNIVARIATE.expression
CLAIMS = [
    pytest.param(
        replace(DIAGONAL, expression=Size(-1) * mean_over_latents(ELEMENTWISE)), "agrees", id="J-times-the-mean"
    ),
    pytest.param(replace(DIAGONAL, expression=ELEMENTWISE), "differs", id="not-summed"),
    pytest.param(
        replace(UNIVARIATE, expression=mean_over_latents(ELEMENTWISE)), "differs", id="a-mean-for-each-latent"
    ),
    pytest.param(replace(DIAGONAL, batch="mean"), "differs", id="not-averaged-over-the-batch"),
]


@pytest.mark.parametrize(("claim", "outcome"), CLAIMS)
def test_reductions_that_quadrature_tells_apart(claim: Claim, outcome: str) -> None:
    assert quadrature.METHOD.run(claim).outcome == outcome


def test_unequal_latents_show_what_equal_ones_hide() -> None:
    """(mean μ)² for the mean of μ²: a pointwise method cannot see it, and says that its latents are equal."""
    mean = mean_over_latents(MU_1)
    expression = sum_over_latents(number(1, 2) * (SIGMA_1**2 + mean**2 - 1) - log(SIGMA_1))
    claim = replace(DIAGONAL, expression=expression)
    assert quadrature.METHOD.run(claim).outcome == "differs"
    blind = enclosure.METHOD.run(claim)
    assert blind.outcome == "agrees"
    assert "equal latents" in blind.scope
