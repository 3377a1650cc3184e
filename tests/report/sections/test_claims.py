"""The section on what is said: every claim with its finding, reason and witness."""

from __future__ import annotations

from dataclasses import replace

import pytest

from kl_check.claims.decide import decide
from kl_check.claims.load import names
from kl_check.model.report import Block, Bullets, Fold, Group, Material, Paragraph, Section, Table
from kl_check.report.sections.claims import section
from kl_check.report.select import LINK


@pytest.fixture(scope="module")
def shown() -> Section:
    return section(Material(claims=tuple(map(decide, names()))))


def folds(made: Section) -> dict[str, Fold]:
    groups = (block for block in made.blocks if isinstance(block, Group))
    return {one.anchor: one for group in groups for one in group.blocks if isinstance(one, Fold)}


def texts(blocks: tuple[Block, ...]) -> list[str]:
    paragraphs = [block.text for block in blocks if isinstance(block, Paragraph)]
    return [*paragraphs, *(item for block in blocks if isinstance(block, Bullets) for item in block.items)]


def test_every_claim_is_there_once_in_the_overview_and_once_in_full(shown: Section) -> None:
    (overview,) = (block for block in shown.blocks if isinstance(block, Table))
    linked = [found[2] for row in overview.rows for found in [LINK.match(row[0].text)] if found]
    assert sorted(linked) == sorted(names()) == sorted(folds(shown))


def test_a_claim_has_its_finding_reason_and_witness(shown: Section) -> None:
    fold = folds(shown)["slope-of-the-variance-form"]
    said = " ".join(texts(fold.blocks))
    assert fold.note == "false, proved"
    assert "**Said:** " in said
    assert "**Found:** false. The ½ in front" in said
    assert "Witness: at σ = 1/4 the left side is −1.5, the right side −3.00." in said.replace("sigma", "σ")


def test_an_assumption_is_told(shown: Section) -> None:
    captions = [block.caption for block in folds(shown)["sum-or-mean"].blocks if isinstance(block, Table)]
    assert captions[1] == "Assuming that the reconstruction term is divided by J as well: 1 fact"


def test_a_finding_that_is_not_the_expected_one_is_told() -> None:
    found = decide("sum-or-mean")
    made = section(Material(claims=(replace(found, saying=replace(found.saying, expected="true")),)))
    (fold,) = folds(made).values()
    assert fold.outcome == "silent"
    assert fold.note.startswith("true under an assumption only, though true was expected")


def test_without_claims_there_is_no_group() -> None:
    assert not folds(section(Material()))
