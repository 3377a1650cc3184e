"""Each derivation has its place under one heading."""

import pytest

from kl_check.pipeline import derivation_names
from kl_check.report.sections.subjects import SUBJECTS, subject_of


@pytest.mark.parametrize(
    ("name", "anchor"),
    [
        pytest.param("univariate-general", "one-latent", id="not-by-the-var-inside"),
        pytest.param("standard-var", "every-role", id="role"),
        pytest.param("cross-entropy", "building-blocks", id="block"),
        pytest.param("something-new", "others", id="unknown"),
    ],
)
def test_subject(name: str, anchor: str) -> None:
    assert subject_of(name).anchor == anchor


def test_no_derivation_is_left_to_the_others() -> None:
    assert [name for name in derivation_names() if subject_of(name).anchor == "others"] == []


def test_no_subject_and_no_word_is_idle() -> None:
    for subject in SUBJECTS[:-1]:
        places = {subject.place(name) for name in derivation_names() if subject_of(name) is subject}
        assert places == set(range(len(subject.words))), subject.anchor
