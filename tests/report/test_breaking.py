"""Formulas are broken before the signs of the outermost sum, and nowhere else."""

import re

import pytest

from kl_check.algebra.show import latex
from kl_check.know.closed_forms import CLOSED_FORMS, MU_1, SIGMA_1
from kl_check.model.term import Term, log
from kl_check.report.breaking import aligned, broken, continued, equation, lines, summands, width


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


def joined(parts: tuple[str, ...]) -> str:
    """Without the brackets that nobody sees."""
    return " ".join(parts).replace(r" \right. \left. ", " ")


@pytest.mark.parametrize("row", CLOSED_FORMS, ids=lambda row: row.name)
def test_the_parts_together_are_the_formula(row: object) -> None:
    term = row.term
    assert joined(summands(term)) == latex(term)
    assert joined(continued(term)) == f"= {latex(term)}"
    assert joined(equation("D", term)) == f"D = {latex(term)}"


LONG = r"\sum_{i=1}^{J} \left(aaaaa + \frac{b + b}{c} - \left(ddddd - eeeee\right) + fffff\right)"


def test_a_short_formula_stays_whole() -> None:
    assert broken(LONG, width(LONG)) == (LONG,)


@pytest.mark.parametrize("most", [24, 16, 12])
def test_a_long_formula_is_broken_at_signs_inside_brackets(most: int) -> None:
    parts = broken(LONG, most)
    assert len(parts) > 1
    assert re.sub(r"( \\right\.)+ (\\left\. )+", " ", " ".join(parts)) == LONG
    for part in parts:
        assert part.count(r"\left") == part.count(r"\right")
        assert part.count("{") == part.count("}")
        assert width(part) <= most


def test_a_bracket_inside_is_left_whole_where_there_is_room() -> None:
    assert any(r"\left(ddddd - eeeee\right)" in part for part in broken(LONG, 24))


@pytest.mark.parametrize(
    "formula",
    [
        pytest.param(r"\frac{aaaaaaaaaa + bbbbbbbbbb}{c}", id="a-fraction"),
        pytest.param(r"- aaaaaaaaaaaaaaaaaaaa", id="one-sign-in-front"),
        pytest.param(r"\left. - aaaaaaaaaaaaaaaa", id="one-sign-after-a-bracket-that-nobody-sees"),
        pytest.param(r"= -aaaaaaaaaaaaaaaaaaaaa", id="a-minus-of-its-own"),
    ],
)
def test_what_has_no_place_to_break_stays_whole(formula: str) -> None:
    assert broken(formula, 5) == (formula,)


@pytest.mark.parametrize(("relation", "sign"), [("=", "="), ("<=", r"\le"), (">=", r"\ge")])
def test_a_bound_says_so(relation: str, sign: str) -> None:
    assert continued(MU_1, relation)[0] == rf"{sign} \mu_1"


def test_lines_are_filled_and_aligned() -> None:
    assert lines(("aa", "+ bb", "+ cc"), 5) == ("aa + bb", "+ cc")
    assert aligned(("x",)) == "x"
    assert aligned(("x", "= y")) == "\\begin{aligned}\n& x \\\\\n& = y\n\\end{aligned}"
