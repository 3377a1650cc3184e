"""The files of derivations/: formulas and sentences, no logic, and each one proved."""

from __future__ import annotations

import ast
from functools import reduce
from pathlib import Path

import pytest

from kl_check.algebra.symbolic import same, to_sympy
from kl_check.derivation import arrays, follow, load, vocabulary
from kl_check.know import full_covariance
from kl_check.know.closed_forms import BY_NAME, CLOSED_FORMS, univariate_standard
from kl_check.know.roles import SCALE_ROLES, std_of
from kl_check.model.role import Role
from kl_check.model.term import Expectation, Symbol

FILES = sorted(load.directory().glob("*.py"))
NAMES = load.names()
ALLOWED = (ast.Module, ast.Expr, ast.Assign, ast.ImportFrom)


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_a_file_imports_the_vocabulary_and_nothing_else(path: Path) -> None:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    imports = [node for node in ast.walk(tree) if isinstance(node, ast.Import | ast.ImportFrom)]
    assert [(type(node), getattr(node, "module", "")) for node in imports] == [
        (ast.ImportFrom, "kl_check.derivation.vocabulary")
    ]
    assert {alias.name for node in imports for alias in node.names} <= set(vocabulary.__all__)


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_a_file_has_no_logic(path: Path) -> None:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    assert all(isinstance(node, ALLOWED) for node in (tree, *tree.body))
    logic = (ast.FunctionDef, ast.Lambda, ast.If, ast.IfExp, ast.For, ast.While, ast.comprehension, ast.Attribute)
    assert not [node for node in ast.walk(tree) if isinstance(node, logic)]
    assert [target.id for node in tree.body if isinstance(node, ast.Assign) for target in node.targets][-1:] == [
        "DERIVATION"
    ]


@pytest.mark.parametrize("name", NAMES)
def test_a_derivation_is_proved(name: str) -> None:
    checked = follow.derive(name)
    assert checked.strength == "proved"
    for step in checked.steps:
        by_rule, *by_numbers = step.evidence
        assert (by_rule.outcome, by_rule.strength) == ("agrees", "proved")
        assert "differs" not in {one.outcome for one in by_numbers}
        for at_points in (one for one in by_numbers if one.method == "points"):
            assert (at_points.outcome, at_points.strength) == ("agrees", "measured")
            assert at_points.detail["effective"] == at_points.detail["tried"] == 3


@pytest.mark.parametrize("name", NAMES)
def test_a_derivation_has_the_name_of_its_file(name: str) -> None:
    assert load.load(name).name == name


@pytest.mark.parametrize("row", CLOSED_FORMS, ids=lambda row: row.name)
def test_the_conclusion_is_the_closed_form_that_we_state(row: object) -> None:
    name = row.name  # type: ignore[attr-defined]
    assert load.load(name).conclusion == BY_NAME[name].term
    assert load.load(name).title == BY_NAME[name].title


OTHER_ROADS = {
    "univariate-entropies": "univariate-general",
    "univariate-moments": "univariate-general",
    "diagonal-general-trace": "diagonal-general",
    "diagonal-standard-trace": "diagonal-standard",
    "full-covariance-whitening": "full-covariance",
}


@pytest.mark.parametrize(("name", "first"), OTHER_ROADS.items(), ids=OTHER_ROADS)
def test_another_road_leads_to_the_same_letters_without_the_first(name: str, first: str) -> None:
    road = load.load(name)
    assert road.conclusion == load.load(first).conclusion
    assert first not in {step.cites for step in road.steps}


@pytest.mark.parametrize("role", [role for role in SCALE_ROLES if role.word != "std"], ids=lambda role: role.word)
def test_every_role_has_its_derivation_and_its_closed_form(role: Role) -> None:
    derivation = load.load(f"standard-{role.word.replace('_', '-')}")
    mean, scale = (one.symbol for one in derivation.assumptions)
    assert derivation.assumptions[1].domain == role.kind
    row = univariate_standard(mean, std_of(scale, role))
    assert same(*(to_sympy(side, derivation.domains) for side in (derivation.conclusion, row)))  # type: ignore[arg-type]
    drawn = derivation.start
    assert isinstance(drawn, Expectation)
    assert same(*(to_sympy(one, derivation.domains) for one in (drawn.std, std_of(scale, role))))  # type: ignore[arg-type]


def test_the_full_covariance_formula_is_the_sum_of_the_parts_that_we_state() -> None:
    derivation = load.load(full_covariance.DERIVATION)
    spreads = (full_covariance.spread(name, full_covariance.COV) for name in ("Sigma_1", "Sigma_2"))
    parts = full_covariance.parts(Symbol("mu_2") - Symbol("mu_1"), *spreads)
    stated = reduce(lambda left, right: left + right, parts.values())
    assert arrays.ruling(derivation.assumptions, derivation.conclusion, stated).outcome == "agrees"
    assert arrays.ruling(derivation.assumptions, derivation.conclusion, 2 * stated).outcome != "agrees"


@pytest.mark.parametrize("row", CLOSED_FORMS, ids=lambda row: row.name)
def test_it_starts_from_the_definition(row: object) -> None:
    start = load.load(row.name).start  # type: ignore[attr-defined]
    assert isinstance(start, Expectation)


@pytest.mark.parametrize("name", NAMES)
def test_every_step_tells_a_reader_why(name: str) -> None:
    derivation = load.load(name)
    for sentence in (derivation.start_because, *(step.because for step in derivation.steps)):
        assert sentence[0].isupper()
        assert sentence.endswith(".")
        assert "  " not in sentence


def test_the_integral_is_done_by_sympy_and_not_typed_in() -> None:
    rules = [step.rule for step in load.load("univariate-general").steps]
    assert rules.count("integrate") == 1
    assert "cite" not in rules
