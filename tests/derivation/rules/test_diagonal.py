"""The rule diagonal speaks of vectors and matrices; of numbers it says nothing. What it proves is in `test_arrays`."""

from __future__ import annotations

from kl_check.derivation.rule import find
from kl_check.derivation.vocabulary import mu_1


def test_of_numbers_it_says_nothing(ruled) -> None:
    assert ruled("diagonal")(mu_1, mu_1) == "silent"


def test_it_is_for_arrays() -> None:
    assert find("diagonal").arrays
