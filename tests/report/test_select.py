"""One part alone, and no link that leads out of it."""

import re

import pytest

from kl_check.model.report import Fold, Report
from kl_check.report.formats.headings import headed
from kl_check.report.formats.html import html
from kl_check.report.formats.latex import latex_text
from kl_check.report.formats.markdown import markdown
from kl_check.report.select import anchors, selected, without_links


def shown(report: Report) -> list[str]:
    return [block.anchor for section in report.sections for _, block in headed(section.blocks)]


@pytest.mark.parametrize(
    ("anchor", "section"),
    [
        ("univariate-standard", "derivations"),
        ("mean-for-sum", "variants"),
        ("role-std", "recipes"),
        ("rules", "derivations"),
    ],
)
def test_a_fold_alone_is_open(report: Report, anchor: str, section: str) -> None:
    part = selected(report, anchor)
    assert [one.anchor for one in part.sections] == [section]
    assert part.opening == ()
    (fold,) = (block for one in part.sections for _, block in headed(one.blocks) if isinstance(block, Fold))
    assert fold.anchor == anchor
    assert fold.is_open


def test_a_section_or_group_is_kept_whole(report: Report) -> None:
    assert [one.anchor for one in selected(report, "limits").sections] == ["limits"]
    kept = shown(selected(report, "one-latent"))
    assert kept[0] == "one-latent"
    assert len(kept) > 2
    assert all(name.startswith("univariate") for name in kept[1:])


@pytest.mark.parametrize("name", ["figure-trap", "figure-latents", "figure-valley"])
def test_a_figure_alone(report: Report, name: str) -> None:
    part = selected(report, name)
    assert [figure.anchor for figure in part.figures] == [name]
    assert shown(part) == []


def test_the_answer_alone(report: Report) -> None:
    part = selected(report, "answer")
    assert part.opening
    assert part.sections == ()


@pytest.mark.parametrize("anchor", ["univariate-standard", "variants", "figure-trap", "answer"])
def test_links_lead_somewhere_in_every_format(report: Report, anchor: str) -> None:
    part = selected(report, anchor)
    page, text, tex = html(part), markdown(part), latex_text(part)
    assert set(re.findall(r'href="#([^"]+)"', page)) <= set(re.findall(r' id="([^"]+)"', page))
    assert set(re.findall(r"\]\(#([\w-]+)\)", text)) <= set(re.findall(r'<a id="([\w-]+)"', text)) | {"answer"}
    assert set(re.findall(r"\\hyperref\[([\w-]+)\]", tex)) <= set(re.findall(r"\\label\{([\w-]+)\}", tex))


def test_tallies_are_those_of_what_is_shown(report: Report) -> None:
    assert [tally.anchor for tally in selected(report, "variants").tallies] == ["variants"]


def test_every_anchor_can_be_asked_for(report: Report) -> None:
    assert {"answer", "limits", "figure-trap", "one-latent", "univariate-general", "univariate-general-3"} <= anchors(
        report
    )


def test_links_of_a_block_become_words(report: Report) -> None:
    fold = next(
        block
        for section in report.sections
        for _, block in headed(section.blocks)
        if block.anchor == "univariate-standard" and isinstance(block, Fold)
    )
    assert "](#univariate-general)" in str(fold)
    assert "](#" not in str(without_links(fold))
    assert "univariate-general" in str(without_links(fold))
