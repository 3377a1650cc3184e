"""What GitHub makes of the text: fences that close, tables of even rows, links that lead somewhere."""

import re

import pytest

from kl_check.model.report import Cell, Fold, Formula, Paragraph, Report, Section, Table
from kl_check.report.formats.markdown import markdown


@pytest.fixture(scope="module")
def text(report: Report) -> str:
    return markdown(report)


def lines_outside_fences(text: str) -> list[str]:
    return re.sub(r"^```\w+\n.*?\n```$", "", text, flags=re.DOTALL | re.MULTILINE).splitlines()


def test_fences_open_and_close_in_turn(text: str) -> None:
    fences = [line for line in text.splitlines() if line.startswith("```")]
    assert set(fences[::2]) == {"```math", "```python", "```latex"}
    assert set(fences[1::2]) == {"```"}
    assert len(fences) > 40


def test_a_line_to_copy_stands_alone_in_a_fence(text: str, report: Report) -> None:
    for one in report.material.recipes:
        assert f"```{'python' if one.library.imports else 'latex'}\n{one.text}\n```" in text


def test_formulas_have_balanced_braces_brackets_and_environments(text: str) -> None:
    formulas = re.findall(r"^```math\n(.*?)\n```$", text, flags=re.DOTALL | re.MULTILINE)
    formulas += re.findall(r"\$`([^`]*)`\$", text)
    for formula in formulas:
        bare = formula.replace(r"\{", "").replace(r"\}", "")
        assert bare.count("{") == bare.count("}")
        assert formula.count(r"\left") == formula.count(r"\right")
        assert formula.count(r"\begin{aligned}") == formula.count(r"\end{aligned}")
        assert r"\operatorname" not in formula  # GitHub refuses it


def test_inline_formulas_close(text: str) -> None:
    for line in lines_outside_fences(text):
        assert line.count("$`") == line.count("`$")
        assert line.replace("$`", "").replace("`$", "").count("$") == 0


def test_rows_of_a_table_have_as_many_cells_as_its_head(text: str) -> None:
    tables = re.findall(r"(?:^\|.*\|\n)+", "\n".join(lines_outside_fences(text)) + "\n", flags=re.MULTILINE)
    assert len(tables) > 8
    for table in tables:
        widths = {len(re.findall(r"(?<!\\)\|", row)) for row in table.splitlines()}
        assert len(widths) == 1


def test_links_and_pictures_lead_somewhere(text: str, report: Report) -> None:
    anchors = re.findall(r'<a id="([\w-]+)"></a>', text)
    assert len(set(anchors)) == len(anchors)
    assert set(re.findall(r"\]\(#([\w-]+)\)", text)) <= set(anchors)
    pictures = re.findall(r"!\[([^\]]+)\]\(([^)]+)\)", text)
    assert [name for _, name in pictures] == [f"{one.name}.svg" for figure in report.figures for one in figure.panels]
    assert "://" not in text


def test_folds_open_and_close(text: str) -> None:
    assert len(re.findall(r"^<details( open)?>$", text, flags=re.MULTILINE)) == text.count("</details>") > 8
    assert text.count("<details open>") == 1


def with_blocks(report: Report, *blocks: object) -> str:
    section = Section("only", "Only", blocks)
    return markdown(Report("T", "S", (), (), (section,), report.material))


def test_text_is_not_taken_for_marks(report: Report) -> None:
    table = Table("c", ("a|b",), ((Cell("x|y*z*_w_<b>"),),))
    shown = with_blocks(report, Paragraph("a*b*c _d_ <i> # e"), table)
    assert r"a\*b\*c \_d\_ \<i\> \# e" in shown
    assert r"| a\|b |" in shown
    assert r"| x\|y\*z\*\_w\_\<b\> |" in shown


def test_a_long_formula_is_broken_and_a_short_one_is_not(report: Report) -> None:
    long = ("= " + "a + " * 20 + "a", "- " + "b + " * 20 + "b", "+ c")
    assert "& = a + a" in with_blocks(report, Formula(long))
    assert "```math\n= a - b + c\n```" in with_blocks(report, Formula(("= a", "- b", "+ c")))


def test_a_fold_has_its_mark(report: Report) -> None:
    assert "### ≠ T" in with_blocks(report, Fold("a", "T", "n", (), outcome="differs"))
