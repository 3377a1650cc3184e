"""What the facts of a claim add up to."""

from __future__ import annotations

import pytest

from kl_check.model.evidence import Evidence, Outcome, Strength
from kl_check.model.saying import CheckedFact, CheckedSaying, Finding, Saying


def facts(*outcomes: Outcome, strength: Strength = "proved") -> tuple[CheckedFact, ...]:
    return tuple(CheckedFact("", Evidence("", one, strength, "")) for one in outcomes)


def checked(
    claim: tuple[CheckedFact, ...],
    then: tuple[CheckedFact, ...] = (),
    instead: tuple[CheckedFact, ...] = (),
    expected: Finding = "true",
) -> CheckedSaying:
    return CheckedSaying(Saying("a", "form", "A", "A.", (), "B.", expected), claim, then, instead)


FINDINGS = [
    pytest.param(("agrees",), (), (), "true", id="all-facts-hold"),
    pytest.param(("agrees", "differs"), (), (), "false", id="one-is-false"),
    pytest.param(("agrees", "silent"), (), (), "undecided", id="one-is-open"),
    pytest.param(("silent", "differs"), (), (), "false", id="one-false-fact-is-enough"),
    pytest.param((), (), (), "undecided", id="nothing-is-claimed"),
    pytest.param(("differs",), ("agrees",), (), "assuming", id="true-under-the-assumption"),
    pytest.param(("differs",), ("differs",), (), "undecided", id="nor-under-the-assumption"),
    pytest.param(("differs",), ("silent",), (), "undecided", id="open-under-the-assumption"),
    pytest.param(("differs",), (), ("silent",), "undecided", id="what-should-hold-for-certain-is-open"),
    pytest.param(("agrees",), (), ("differs",), "undecided", id="what-should-hold-for-certain-is-false"),
]


@pytest.mark.parametrize(("claim", "then", "instead", "finding"), FINDINGS)
def test_finding(
    claim: tuple[Outcome, ...], then: tuple[Outcome, ...], instead: tuple[Outcome, ...], finding: Finding
) -> None:
    found = checked(facts(*claim), facts(*then), facts(*instead))
    assert found.finding == finding
    assert found.holds == (finding == "true")


def test_the_refutation_is_the_first_false_fact() -> None:
    claim = facts("agrees", "differs", "differs")
    assert checked(claim).refutation is claim[1]
    assert checked(facts("agrees")).refutation is None


def test_a_finding_is_as_strong_as_its_weakest_fact() -> None:
    assert checked(facts("agrees"), instead=facts("agrees", strength="measured")).strength == "measured"
    assert checked((*facts("differs"), *facts("agrees", strength="sampled"))).strength == "proved"
