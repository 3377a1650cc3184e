"""A small run of the benchmark of trust, and tests of the benchmark itself: an oracle that errs clears anything."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import islice

import pytest

from benchmarks.mutants import rewrites
from benchmarks.mutants.bases import POSITIVE, ROLES, Base, bases
from benchmarks.mutants.cases import BrokenBenchmark, Case, doubles_of, mutated, rewrites_of, singles_of
from benchmarks.mutants.execute import text_samples
from benchmarks.mutants.mistakes import mutants
from benchmarks.mutants.oracle import truth
from benchmarks.mutants.spell import DIALECTS
from benchmarks.mutants.tally import Tally
from benchmarks.mutants.tree import Node, elements, exp, log, node, reduced, symbol
from benchmarks.mutants.values import samples

SEED = 0
ALL = bases()
M, S, M2, S2 = map(symbol, ("m1", "s1", "m2", "s2"))
HALF = node(1) / 2
BODY = 1 + S - M**2 - exp(S)
GENERAL = log(S2 / S) + (S**2 + (M - M2) ** 2) / (2 * S2**2) - HALF
BACKWARDS = log(S / S2) + (S2**2 + (M - M2) ** 2) / (2 * S**2) - HALF


def word(tree: Node) -> str:
    return truth(samples(tree), elements(tree)).word


# The oracle


@pytest.mark.parametrize(
    ("tree", "expected"),
    [
        pytest.param(-HALF * reduced("mean", BODY, "latent"), "scaled", id="the mean over latents is 1/J of it"),
        pytest.param(-HALF * reduced("mean", BODY, "all"), "scaled", id="the mean over batch and latents too"),
        pytest.param(reduced("sum", -HALF * BODY, "all") / symbol("J"), "scaled", id="J is not the batch"),
        pytest.param(reduced("sum", -HALF * BODY, "latent") / symbol("B"), "scaled", id="no batch sum to divide"),
        pytest.param(-HALF * (reduced("sum", BODY - 1, "all") + 1), "shifted", id="the constant once, not J times"),
        pytest.param(node(1) / 1999999 - HALF * BODY, "shifted", id="a small constant is seen"),
        pytest.param(-node(49999999) / 100000000 * BODY, "scaled", id="a factor near a half is seen"),
        pytest.param(-HALF * (1 + S - M**2 - exp(2 * S)), "wrong", id="two roles of one symbol"),
        pytest.param(-HALF * (1 + S - exp(S)), "wrong", id="no mean"),
        pytest.param(BACKWARDS, "wrong", id="the other direction"),
        pytest.param(exp(S), "wrong", id="no KL at all"),
        pytest.param(node(2), "unrelated", id="a number"),
        pytest.param(reduced("sum", node(1) - HALF * S, "all"), "unrelated", id="a lone logarithm"),
        pytest.param(-HALF * BODY, "exact", id="of one latent"),
        pytest.param(reduced("sum", -HALF * BODY, "all") / symbol("B"), "exact", id="a batch sum over the batch size"),
        pytest.param(reduced("mean", reduced("sum", -HALF * BODY, "latent"), "all"), "exact", id="batch mean"),
        pytest.param((M - M2) ** 2 / (2 * S), "exact", id="equal variances"),
        pytest.param(GENERAL, "exact", id="two Gaussians"),
    ],
)
def test_the_oracle_knows(tree: Node, expected: str) -> None:
    assert word(tree) == expected


@pytest.mark.parametrize("base", ALL, ids=lambda base: base.name)
def test_every_base_is_exact_by_the_oracle_and_its_text_means_it(base: Base) -> None:
    found = samples(base.tree)
    assert found is not None
    assert truth(found, elements(base.tree)).word == "exact"
    assert text_samples(base.text(), base.symbols, latex=base.dialect.name == "latex") == found


def test_the_bases_cover_every_role_and_dialect() -> None:
    assert len(ALL) >= 40
    assert {role for base in ALL for role in base.roles.values()} == {"mean", *ROLES}
    assert {base.dialect.name for base in ALL} == {*DIALECTS}
    assert {(base.roles["s1"], base.roles["s2"]) for base in ALL if "s2" in base.roles} >= {
        ("std", "std"), ("log_var", "var"), ("std", "log_var"), ("std", "precision"), ("log_precision", "log_std"),
    }  # fmt: skip
    assert {*ROLES} > POSITIVE


def test_every_word_of_a_slip_is_made() -> None:
    made = {mutant.words for base in ALL for mutant in mutants(base.tree)}
    assert {word for words in made if len(words) == 1 for word in words} == {
        "mean-over-latents", "sign", "reversed", "missing-half", "wrong-coefficient", "log-factor", "dropped-constant",
        "dropped-term", "unsquared-mean", "changed-power", "missing-exp", "missing-log", "double-exp",
        "misplaced-parenthesis", "wrong-count", "wrong-base",
    }  # fmt: skip


def test_a_law_that_changes_the_value_is_caught(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rewrites, "LAWS", (lambda tree, _: tree + 1,))
    with pytest.raises(BrokenBenchmark, match="a law changed"):
        list(rewrites_of(ALL[0], 1, SEED))


def test_a_printer_that_changes_the_value_is_caught(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Base, "text", lambda *_: "2")
    with pytest.raises(BrokenBenchmark, match="does not mean what the tree means"):
        list(rewrites_of(ALL[0], 1, SEED))


def test_the_seed_alone_decides_the_cases() -> None:
    def texts(seed: int) -> list[str]:
        return [one.text for one in (*rewrites_of(ALL[0], 3, seed), *doubles_of(ALL[0], 3, seed))]

    assert texts(1) == texts(1) != texts(2)


# What the tally counts


@pytest.fixture(scope="module")
def right() -> Case:
    """A single mutant about which all is said rightly."""
    cases = singles_of(ALL[0])
    return next(case for case in cases if case.true == case.said == "scaled" and case.fix_right)


@pytest.mark.parametrize(
    ("change", "how"),
    [
        pytest.param({"said": "exact"}, "false clear", id="cleared"),
        pytest.param({"said": "approximate"}, "false clear", id="approximate clears too"),
        pytest.param({"true": "exact", "also": "exact"}, "false alarm", id="alarmed"),
        pytest.param({"said": "shifted"}, "shifted for scaled", id="another word"),
        pytest.param({"said": "undecided"}, "undecided", id="not decided"),
        pytest.param({"mistakes": frozenset({"reversed"})}, "misnamed", id="another mistake"),
        pytest.param({"mistakes": frozenset()}, "misnamed", id="no mistake"),
        pytest.param({"fix_right": False}, "wrong repair", id="a repair that is no KL"),
    ],
)
def test_an_escape_is_reported(right: Case, change: dict[str, object], how: str) -> None:
    assert not Tally([right], {}).escapes()
    changed = Tally([replace(right, **change)], {})  # type: ignore[arg-type]
    assert [one.how for one in changed.escapes()] == [how]


# The small run


def _cases() -> Iterator[Case]:
    """Two rewrites of every base, every 60th single mutant, a double mutant of every fifth base."""
    for index, base in enumerate(ALL):
        yield from rewrites_of(base, 2, SEED)
        if index % 5 == 0:
            yield from doubles_of(base, 1, SEED)
    singles = ((base, mutant) for base in ALL for mutant in mutants(base.tree))
    for base, mutant in islice(singles, 30, None, 60):
        yield from mutated("single", base, (mutant,))


@pytest.fixture(scope="module")
def cases() -> list[Case]:
    return list(_cases())


@pytest.mark.parametrize("how", ["false clear", "false alarm", "wrong repair", "another reading", "unread"])
def test_nothing_escapes(cases: list[Case], how: str) -> None:
    assert [one.case.text for one in Tally(cases, {}).escapes() if one.how == how] == []
