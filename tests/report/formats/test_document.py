"""Derivations by themselves, as `derive --format` prints them."""

import re

import pytest

from kl_check.cli import main
from kl_check.pipeline import derive
from kl_check.report.formats.document import document


def test_markdown_has_every_step_and_no_link_that_leads_nowhere() -> None:
    checked = derive("univariate-standard")
    text = document([checked], "markdown")
    assert text.startswith('<a id="univariate-standard"></a>\n\n# ✓ ')
    assert len(re.findall(r'<a id="univariate-standard-\d+">', text)) == len(checked.steps) + 1
    assert "](#" not in text


def test_latex_is_a_document_of_its_own() -> None:
    text = document([derive("univariate-standard")], "latex")
    assert text.startswith(r"\documentclass")
    assert text.rstrip().endswith(r"\end{document}")
    assert r"\hyperref[" not in text


@pytest.mark.parametrize(("word", "start"), [("markdown", "<a id"), ("latex", r"\documentclass")])
def test_the_command_prints_it(word: str, start: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["derive", "univariate-standard", "--format", word]) == 0
    assert capsys.readouterr().out.startswith(start)
