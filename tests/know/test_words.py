"""Each word that kl_check explains is printed for the example that explains it."""

import pytest

from kl_check.know.roles import SCALE_ROLES
from kl_check.know.words import BY_WORD, ENTRIES, NOTES, VERDICTS, Entry
from kl_check.pipeline import check

EXAMPLES = [entry for _, entries in ENTRIES for entry in entries if entry.example]


@pytest.mark.parametrize("entry", EXAMPLES, ids=lambda entry: entry.word)
def test_the_example_yields_the_word(entry: Entry) -> None:
    verdict = check(entry.example or "", reading=dict(pin.split("=") for pin in entry.pins))
    assert entry.word in (verdict.verdict, *verdict.notes)


def test_every_verdict_and_note_has_an_example() -> None:
    without = {entry.word for entry in (*VERDICTS, *NOTES) if not entry.example}
    assert without <= {"unread"}


def test_every_scale_role_is_explained() -> None:
    assert {role.word for role in SCALE_ROLES} <= BY_WORD.keys()


def test_no_word_means_two_things() -> None:
    assert len(BY_WORD) == sum(len(entries) for _, entries in ENTRIES)
