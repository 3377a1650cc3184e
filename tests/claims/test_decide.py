"""Each kind of fact: what holds, what is refuted with what witness, and what stays open."""

from __future__ import annotations

import pytest

from kl_check.claims import vocabulary as words
from kl_check.claims.decide import decide, decided, fact
from kl_check.model.errors import Misuse
from kl_check.model.evidence import Outcome
from kl_check.model.saying import Fact, Finding, Saying

KL = "-0.5*(1 + s - mu**2 - exp(s))"

FACTS = [
    pytest.param(words.equal("x + y", "y + x"), "agrees", id="equal"),
    pytest.param(words.equal("x", "2*x"), "differs", id="a-multiple-is-not-equal"),
    pytest.param(words.equal("x", "x + 1e-12"), "differs", id="nor-what-is-close"),
    pytest.param(words.equal("x + log(x)", "y + log(y)"), "differs", id="nor-what-has-another-name"),
    pytest.param(words.equal("torch.mean(x)**2", "torch.mean(x**2)"), "silent", id="beyond-the-normal-form"),
    pytest.param(words.equal(words.slope("log(x)", "x"), "1/x"), "agrees", id="a-slope"),
    pytest.param(words.equal(words.slope("sqrt(x**2) + log(x)", "x"), "1 + 1/x"), "agrees", id="positive-by-its-log"),
    pytest.param(words.different("x", "2*x"), "agrees", id="different"),
    pytest.param(words.different("x + x", "2*x"), "differs", id="not-different"),
    pytest.param(words.multiple("2*x", "x", "2"), "agrees", id="a-multiple"),
    pytest.param(words.multiple("2*x", "x", "3"), "silent", id="another-multiple-is-not-proved-wrong-by-this"),
    pytest.param(words.shifted("x + 1/2", "x", "1/2"), "agrees", id="shifted"),
    pytest.param(words.reparametrised("x**2 - log(x**2)", "v - log(v)", v="x**2"), "agrees", id="reparametrised"),
    pytest.param(words.reparametrised("x**2 - log(x**2)", "v - log(v)", v="x"), "silent", id="but-not-so"),
    pytest.param(words.below("1/3", "exp(-1)"), "agrees", id="below"),
    pytest.param(words.below("exp(-1)", "1/3"), "differs", id="above"),
    pytest.param(words.below("exp(log(2))", "2"), "differs", id="equal-is-not-below"),
    pytest.param(words.judged(KL, "verdict", "exact"), "agrees", id="judged"),
    pytest.param(words.judged(KL, "verdict", "wrong"), "differs", id="judged-otherwise"),
    pytest.param(words.judged(KL, "role of s", "log_var"), "agrees", id="a-role"),
    pytest.param(words.judged(KL, "unbounded", "s → ∞"), "silent", id="a-question-without-an-answer"),
    pytest.param(words.derived("entropy", "1/2*log(2*pi*sigma_1**2) + 1/2"), "agrees", id="derived"),
    pytest.param(words.derived("entropy", "1/2*log(2*pi*sigma_1**2)"), "differs", id="another-conclusion"),
    pytest.param(words.rounded("log(exp(1e-8))", "1e-8", at_least="1"), "agrees", id="rounded"),
    pytest.param(words.rounded("log(exp(1e-8))", "1e-8", at_most="0.5"), "differs", id="rounded-worse"),
]


@pytest.mark.parametrize(("given", "outcome"), FACTS)
def test_facts(given: Fact, outcome: Outcome) -> None:
    found = fact(given)
    assert found.outcome == outcome
    assert found.statement


def test_a_refuted_equation_has_a_point_with_both_values() -> None:
    found = fact(words.equal("x**2", "x**3")).evidence
    assert (found.method, found.strength) == ("interval-witness", "proved")
    assert found.detail.keys() == {"at", "left", "right"}


def test_an_unknown_question_is_misuse() -> None:
    with pytest.raises(Misuse, match="no question is called 'colour'"):
        fact(words.judged(KL, "colour", "red"))


def test_an_unknown_name_is_misuse() -> None:
    with pytest.raises(Misuse, match="no claim is called"):
        decide("nonsense")


@pytest.mark.parametrize(("expected", "holds"), [("false", True), ("true", False), ("assuming", False)])
def test_a_wrong_expectation_fails(expected: Finding, holds: bool) -> None:
    saying = Saying("a", "form", "A", "A.", (words.equal("x", "2*x"),), "B.", expected)
    assert decided(saying).holds == holds
