"""Formulas are broken before the signs of the outermost sum, and nowhere else."""

import pytest

from kl_check.algebra.show import latex
from kl_check.know.closed_forms import CLOSED_FORMS, MU_1, SIGMA_1
from kl_check.model.term import Term, log
from kl_check.report.breaking import continued, equation, summands


@pytest.mark.parametrize(
    ("term", "count"),
    [
        pytest.param(MU_1 * (SIGMA_1 + 1), 1, id="a-product-stays-whole"),
        pytest.param(-(MU_1 + SIGMA_1), 1, id="a-negated-sum-stays-whole"),
        pytest.param(log(MU_1 + SIGMA_1), 1, id="under-a-function-stays-whole"),
        pytest.param(MU_1 - (SIGMA_1 + 1), 2, id="a-bracket-stays-whole"),
        pytest.param(MU_1 - SIGMA_1 + 1, 3, id="three-summands"),
    ],
)
def test_number_of_parts(term: Term, count: int) -> None:
    assert len(summands(term)) == count


@pytest.mark.parametrize("row", CLOSED_FORMS, ids=lambda row: row.name)
def test_the_parts_together_are_the_formula(row: object) -> None:
    term = row.term
    assert " ".join(summands(term)) == latex(term)
    assert " ".join(continued(term)) == f"= {latex(term)}"
    assert " ".join(equation("D", term)) == f"D = {latex(term)}"
