"""The files of derivations/claims/: data without logic, and each one found to be what it is declared to be."""

from __future__ import annotations

import ast
from dataclasses import replace
from pathlib import Path

import pytest

from kl_check.claims import load, vocabulary
from kl_check.claims.decide import decide
from kl_check.model.saying import Finding

FILES = sorted(load.directory().glob("*.py"))
NAMES = load.names()
ALLOWED = (ast.Module, ast.Expr, ast.Assign, ast.ImportFrom)
FINDINGS: tuple[Finding, ...] = ("true", "false", "assuming", "undecided")


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_a_file_imports_the_vocabulary_and_nothing_else(path: Path) -> None:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    imports = [node for node in ast.walk(tree) if isinstance(node, ast.Import | ast.ImportFrom)]
    assert [(type(node), getattr(node, "module", "")) for node in imports] == [
        (ast.ImportFrom, "kl_check.claims.vocabulary")
    ]
    assert {alias.name for node in imports for alias in node.names} <= set(vocabulary.__all__)


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_a_file_has_no_logic(path: Path) -> None:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    assert all(isinstance(node, ALLOWED) for node in (tree, *tree.body))
    logic = (ast.FunctionDef, ast.Lambda, ast.If, ast.IfExp, ast.For, ast.While, ast.comprehension, ast.Attribute)
    assert not [node for node in ast.walk(tree) if isinstance(node, (*logic, ast.BinOp))]
    assert [target.id for node in tree.body if isinstance(node, ast.Assign) for target in node.targets][-1:] == [
        "CLAIM"
    ]


@pytest.mark.parametrize("name", NAMES)
def test_the_machine_finds_what_is_expected(name: str) -> None:
    found = decide(name)
    assert found.finding == found.saying.expected
    for other in FINDINGS:
        changed = replace(found, saying=replace(found.saying, expected=other))
        assert changed.holds == (other == found.finding)


@pytest.mark.parametrize("name", NAMES)
def test_what_is_false_has_a_refutation_and_what_holds_instead(name: str) -> None:
    found = decide(name)
    if found.finding != "true":
        assert found.refutation
        assert found.saying.instead or found.saying.then


@pytest.mark.parametrize("name", NAMES)
def test_a_claim_is_told_in_sentences(name: str) -> None:
    saying = load.load(name)
    assert saying.name == name
    assert saying.title[-1] != "."
    for sentence in (saying.says, saying.because):
        assert sentence.endswith(".")
        assert "  " not in sentence
    assert bool(saying.assuming) == bool(saying.then) == (saying.expected == "assuming")


TOLD = [
    "a-minus-is-missing",
    "a-negative-divergence",
    "a-right-line-is-enough",
    "a-sample-may-be-negative",
    "a-trace-drops-entries",
    "a-variance-is-missing",
    "batch-mean-beside-batch-sum",
    "cheaper-and-more-stable",
    "clamp-the-log-variance",
    "cross-entropy-line",
    "cross-entropy-up-to-a-constant",
    "density-constant",
    "divide-by-batch-and-latents",
    "divide-by-the-data-set",
    "just-the-other-direction",
    "less-stringent",
    "logarithms-of-negative-numbers",
    "logvar-is-squared",
    "negative-entropy",
    "noise-of-another-size",
    "one-half-per-datum",
    "only-a-change-of-symbol",
    "only-the-sign-of-the-dimension",
    "prior-first",
    "renaming-is-a-fix",
    "roles-swapped",
    "round-trip",
    "shape-is-a-fix",
    "sigma-or-its-square",
    "slope-of-the-variance-form",
    "square-the-ratio",
    "steeper-at-the-optimum",
    "sum-or-mean",
    "the-logarithm-changes-the-objective",
    "the-logarithm-is-needed",
    "the-minimum-is-right",
    "the-scale-of-a-layer-is-free",
    "the-square-of-the-last-term",
    "the-two-of-the-log-term",
    "weigh-the-sample",
]


def test_none_is_lost() -> None:
    assert set(TOLD) <= set(NAMES)


MEASURED = {"round-trip"}


@pytest.mark.parametrize("name", NAMES)
def test_only_rounding_is_measured(name: str) -> None:
    assert (decide(name).strength == "measured") == (name in MEASURED)
