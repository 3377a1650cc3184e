"""Chains line by line, and as JSON."""

from __future__ import annotations

import json

import pytest

from kl_check.pipeline import steps

WRONG = "KL = log(x**2)\n   = log(x)\n   = log(x) + 0"


def test_each_line_has_its_mark_and_its_number() -> None:
    lines = str(steps(WRONG)).split("\n")
    assert "    1     = log(x**2)" in lines
    assert "    2  ≠  = log(x)" in lines
    assert "    3  ✓  = log(x) + 0" in lines


def test_the_first_wrong_step_comes_first_with_witness_and_repair() -> None:
    text = str(steps(WRONG))
    assert text.startswith("differs\n\n  The first wrong step leads from line 1 to line 2.\n")
    assert "the left side is 2 times the right side" in text
    assert "witness  at x = " in text
    assert "repair   = log(x**2)" in text


SUMMARIES = [
    pytest.param("a + b = b + a", "The one step holds.", id="one"),
    pytest.param("a + b = b + a = a + b + 0", "All 2 steps hold.", id="two"),
    pytest.param(r"a + 0 = \int a = a", "1 of 2 steps are not decided", id="open"),
    pytest.param("KL = -0.5*(1 + s - m**2 - exp(s))", "There is one line only, and it is the KL.", id="a-line"),
    pytest.param("KL = -1*(1 + s - m**2 - exp(s))", "the last line is not the KL: it is scaled", id="no-KL"),
    pytest.param(r"KL = \int q", "The last line, which should be KL, is not understood.", id="nothing"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "said"), SUMMARIES)
def test_the_summary(text: str, said: str) -> None:
    assert said in " ".join(str(steps(text)).split())


def test_json_has_every_key_and_the_same_facts() -> None:
    found = json.loads(json.dumps(steps(WRONG).to_dict()))
    assert found.keys() == {"outcome", "definitions", "chains", "first_wrong"}
    (chain,) = found["chains"]
    assert chain.keys() == {"name", "claims_kl", "negated", "definition", "lines", "steps", "last"}
    assert [one["outcome"] for one in chain["steps"]] == ["differs", "agrees"]
    assert found["first_wrong"] == chain["steps"][0]
    assert found["first_wrong"]["witness"].keys() == {"at", "left", "right"}
    assert [one["line"] for one in chain["lines"]] == [1, 2, 3]


def test_json_says_where_a_line_is_not_understood() -> None:
    (chain,) = steps(r"a + 0 = \int a").to_dict()["chains"]  # type: ignore[misc]
    assert chain["lines"][1]["error"]["column"] == 9
    assert chain["steps"][0]["outcome"] == "silent"
