"""The twin says what the page says."""

import json
import re
import shlex
import subprocess
import sys
from pathlib import Path

import pytest

from kl_check.cli import main
from kl_check.know.closed_forms import CLOSED_FORMS
from kl_check.know.variants import VARIANTS
from kl_check.model.report import Report
from kl_check.pipeline import derivation_names
from kl_check.report.formats.html import html
from kl_check.report.formats.json_ import json_text
from kl_check.report.formats.markdown import markdown
from kl_check.report.sections import reproduce

ROOT = Path(__file__).parents[3]


@pytest.fixture(scope="module")
def node(report: Report) -> dict:
    return json.loads(json_text(report))


def test_every_row_with_every_method(node: dict) -> None:
    methods = [one["name"] for one in node["methods"]]
    assert [one["name"] for one in node["closed_forms"]] == [row.name for row in CLOSED_FORMS]
    assert [one["name"] for one in node["variants"]] == [row.name for row in VARIANTS]
    assert {one["name"] for one in node["derivations"]} == set(derivation_names())
    for row in (*node["closed_forms"], *node["variants"]):
        assert [one["method"] for one in row["evidence"]] == methods


def test_seeds_are_there(node: dict) -> None:
    drawn = [one for row in (*node["closed_forms"], *node["variants"]) for one in row["evidence"]]
    assert [one["detail"]["seed"] for one in drawn if one["method"] == "monte-carlo"] == [0] * 8


def test_the_counts_are_those_of_the_page(node: dict, report: Report) -> None:
    page = html(report)
    assert node["holds"] is True
    for anchor, tally in node["summary"].items():
        shown = rf'<a href="#{anchor}"><strong>{tally["good"]}<small> of {tally["total"]}</small></strong>'
        assert shown in page
    steps = [step for one in node["derivations"] for step in one["steps"]]
    assert node["summary"]["derivations"] == {"good": sum(one["holds"] for one in steps), "total": len(steps)}
    for one in node["derivations"]:
        assert re.findall(rf'<li id="{one["name"]}-(\d+)">', page) == [str(n) for n in range(len(one["steps"]) + 1)]


def test_outcomes_are_those_of_the_page(node: dict, report: Report) -> None:
    page = html(report)
    for one in node["variants"]:
        fold = page[page.index(f'<details id="{one["name"]}"') :]
        fold = fold[: fold.index("</details>")]
        rows = re.findall(r'<th scope="row"><span class="mark \w+" title="(\w+)">.</span>&nbsp;([\w-]+)</th>', fold)
        assert rows == [(evidence["outcome"], evidence["method"]) for evidence in one["evidence"]]


def test_every_line_to_copy_has_its_role_and_a_command_that_checks_it(node: dict) -> None:
    assert len(node["recipes"]) == 72
    first = node["recipes"][0]
    assert (first["role"], first["library"], first["verdict"]) == ("log_var", "torch", "exact")
    assert shlex.split(first["command"])[1:] == ["check", first["text"], "--as", "mu=mean", "--as", "logvar=log_var"]
    assert main(shlex.split(first["command"])[1:]) == 0


def test_every_claim_has_its_finding_and_facts(node: dict, report: Report) -> None:
    assert [one["name"] for one in node["claims"]] == [one.saying.name for one in report.material.claims]
    assert all(one["claim"] and one["finding"] in ("true", "false", "assuming") for one in node["claims"])


def test_a_figure_has_the_command_that_makes_it_and_its_seeds(node: dict) -> None:
    commands = {one["name"]: one["command"] for one in node["figures"]}
    assert set(commands) == set(reproduce.FIGURES)
    assert commands["figure-trap"] == "kl-check report --only figure-trap"
    assert {one["name"]: one["seeds"] for one in node["figures"]}["figure-sampling"] == [0, 1, 2]


def test_files_of_figures_are_those_of_the_markdown(node: dict, report: Report) -> None:
    named = [panel["file"] for figure in node["figures"] for panel in figure["panels"]]
    assert named == re.findall(r"!\[[^\]]+\]\(([^)]+)\)", markdown(report))


@pytest.mark.parametrize("row", [*CLOSED_FORMS, *VARIANTS], ids=lambda row: row.name)
def test_the_commands_select_the_tests_of_a_row(node: dict, row: object) -> None:
    command = next(one["command"] for one in (*node["closed_forms"], *node["variants"]) if one["name"] == row.name)
    assert command == f"pytest tests/confirm/test_closed_forms.py -k {row.name}"


def test_the_command_of_a_row_collects_it_with_each_method(node: dict) -> None:
    words = node["variants"][0]["command"].split()[1:]
    told = subprocess.run(
        [sys.executable, "-m", "pytest", "--collect-only", "-q", "-p", "no:cacheprovider", *words],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    assert told.stdout.count("[mean-for-sum-") == len(node["methods"])
