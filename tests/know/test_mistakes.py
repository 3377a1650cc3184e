"""Each row of `know/mistakes` is what it says: the wrong line is diagnosed so, the right one is exact."""

import pytest

from kl_check.know.mistakes.table import BY_WORD, MISTAKES
from kl_check.model.mistake import Mistake
from kl_check.model.verdict import Verdict
from kl_check.pipeline import check

BY_NAME = pytest.mark.parametrize("mistake", MISTAKES, ids=lambda row: row.word)


def verdict_of(text: str) -> Verdict:
    return check(text)


def test_no_word_is_used_twice() -> None:
    assert len(BY_WORD) == len(MISTAKES)


@BY_NAME
def test_the_wrong_line_has_the_mistake(mistake: Mistake) -> None:
    verdict = verdict_of(mistake.wrong)
    assert mistake.word in verdict.mistakes
    assert verdict.verdict != "exact"


@BY_NAME
def test_the_right_line_has_no_mistake(mistake: Mistake) -> None:
    verdict = verdict_of(mistake.right)
    assert (verdict.verdict, verdict.mistakes) == ("exact", ())


@BY_NAME
def test_the_fix_of_the_wrong_line_is_exact(mistake: Mistake) -> None:
    fix = verdict_of(mistake.wrong).fix
    if fix is None:
        pytest.skip("no fix is offered")
    assert verdict_of(fix.text).verdict == "exact"


@BY_NAME
def test_a_row_is_told_in_full(mistake: Mistake) -> None:
    assert mistake.title
    assert mistake.explanation.endswith(".")
    assert mistake.wrong != mistake.right
