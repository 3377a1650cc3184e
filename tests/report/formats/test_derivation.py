"""A derivation as text, as JSON and as a line of the list."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest

from kl_check.cli import main
from kl_check.derivation.follow import derive
from kl_check.report.formats.derivation import derivation_dict, derivation_text, listing, summary_dict


def test_an_inequality_is_written_with_its_sign_and_its_case_of_equality() -> None:
    lines = derivation_text(derive("nonnegativity")).splitlines()
    place = next(number for number, line in enumerate(lines) if line.startswith("  4  "))
    assert lines[place : place + 3] == ["  4  ≥ 0", "     with u = mu_1 - mu_2", "     equal only at mu_1 = mu_2"]
    assert "≥ 0" not in derivation_text(derive("entropy"))


def test_the_last_line_says_how_strong_and_for_which_values() -> None:
    assert "proved, for sizes 1, 2, 3 and 4." in derivation_text(derive("full-covariance"))
    assert "proved, for every real mu_1 and positive sigma_1." in derivation_text(derive("entropy"))


def test_what_fails_says_which_step() -> None:
    checked = derive("entropy")
    broken = replace(checked, steps=(checked.steps[0], replace(checked.steps[1], evidence=())), strength=None)
    assert "✗ Step 2 does not hold." in derivation_text(broken)
    assert listing([broken]).startswith("✗ entropy  fails ")


def test_the_list_has_a_line_for_each_with_strength_and_time() -> None:
    rows = [derive("entropy"), derive("univariate-standard")]
    first, second = listing(rows).splitlines()
    assert first.split()[:3] == ["✓", "entropy", "proved"]
    assert f"{rows[0].seconds:.2f} s  Entropy of a Gaussian" in first
    assert first.index("Entropy") == second.index("KL of")


def test_json_says_the_claim_with_its_relation() -> None:
    assert summary_dict(derive("nonnegativity"))["claim"] == r"D_{\mathrm{KL}}(q \,\|\, p) \ge 0"
    step = derivation_dict(derive("nonnegativity"))["steps"][3]  # type: ignore[index]
    assert (step["relation"], step["equality"]) == (">=", {"mu_1": "mu_2"})


def test_the_command_lists_name_claim_steps_strength_and_time(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["derive", "entropy", "--list", "--format", "json"]) == 0
    (row,) = json.loads(capsys.readouterr().out)["derivations"]
    assert row.keys() >= {"name", "claim", "number_of_steps", "strength", "seconds"}
    assert (row["name"], row["number_of_steps"], row["strength"]) == ("entropy", 3, "proved")


def test_time_is_no_part_of_what_a_report_could_commit() -> None:
    checked = derive("entropy")
    assert "seconds" not in derivation_dict(checked)
    assert replace(checked, seconds=99) == checked
