"""The files of derivations/: formulas and sentences, no logic, and each one proved."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

from kl_check.derivation import follow, load, vocabulary
from kl_check.know.closed_forms import BY_NAME, CLOSED_FORMS
from kl_check.model.term import Expectation

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
