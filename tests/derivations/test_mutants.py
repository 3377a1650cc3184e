"""One wrong step, of each kind and in every derivation: none that changes the value passes.

What changes the value, an oracle says that shares nothing with the kernel (`benchmarks/derivations/oracle.py`, mpmath
at 50 digits). A fixed part of all slips is tried here; `python -m benchmarks.derivations` tries them all.
"""

from __future__ import annotations

from dataclasses import replace

import pytest

from benchmarks.derivations import oracle
from benchmarks.derivations.judge import judged
from benchmarks.derivations.slips import Mutant, mutants_of
from kl_check.derivation import follow, load
from kl_check.know.closed_forms import CLOSED_FORMS
from kl_check.model.derivation import Derivation
from kl_check.model.term import Symbol, number

NAMES = load.names()
STRIDE = 37
AT_LEAST = 500


@pytest.mark.parametrize("name", NAMES)
def test_the_oracle_finds_every_step_right(name: str) -> None:
    """Else it could not tell which mutants are wrong."""
    derivation = load.load(name)
    at = oracle.point(derivation.assumptions)
    expressions = (derivation.start, *(step.expression for step in derivation.steps))
    values = [oracle.value(expression, at) for expression in expressions]
    assert None not in values
    for step, before, after in zip(derivation.steps, values[:-1], values[1:], strict=True):
        if step.relation == "=" and step.rule != "substitute":
            assert oracle.same(before, after), step.because


@pytest.mark.parametrize("name", NAMES)
def test_no_wrong_step_passes_and_no_right_one_is_called_wrong(name: str) -> None:
    for one in judged(name, start=len(name) % STRIDE, stride=STRIDE):
        assert not one.escapes, str(one)
        assert not one.slandered, str(one)


def test_enough_slips_are_tried() -> None:
    count = sum(
        number % STRIDE == len(name) % STRIDE for name in NAMES for number, _ in enumerate(mutants_of(load.load(name)))
    )
    assert count >= AT_LEAST


def kinds(derivation: Derivation) -> set[str]:
    """The kinds of slip for which a derivation has a place."""
    return {mutant.kind for mutant in mutants_of(derivation)}


ROWS = tuple(row.name for row in CLOSED_FORMS)
PLACES = [(name, kind) for name in ROWS for kind in sorted(kinds(load.load(name)))]


@pytest.mark.parametrize(("name", "kind"), PLACES, ids=["-".join(place) for place in PLACES])
def test_one_wrong_step_of_each_kind_fails_the_whole(name: str, kind: str) -> None:
    derivation = load.load(name)
    mutant = first_slip(derivation, kind)
    steps = list(derivation.steps)
    steps[mutant.index] = replace(steps[mutant.index], expression=mutant.expression)
    whole = follow.check(replace(derivation, steps=tuple(steps)))
    assert not whole.holds
    assert not whole.steps[mutant.index].holds
    assert all(step.holds for step in whole.steps[: mutant.index])


def first_slip(derivation: Derivation, kind: str) -> Mutant:
    """The first place of the derivation at which a slip of that kind changes the value."""
    at = oracle.point(derivation.assumptions)
    right = oracle.value(derivation.start, at)
    for mutant in mutants_of(derivation):
        value = oracle.value(mutant.expression, at)
        if mutant.kind == kind and value is not None and not oracle.same(value, right):
            return mutant
    raise AssertionError(f"no wrong {kind} changes the value of {derivation.name}")


def test_all_kinds_of_slip_are_tried() -> None:
    assert {kind for _, kind in PLACES} == {"sign", "factor", "power", "dropped", "integral", "substitution"}


INEQUALITIES = [(name, index) for name in NAMES for index, one in enumerate(load.load(name).steps) if one.equality]


@pytest.mark.parametrize(("name", "index"), INEQUALITIES, ids=[f"{name}-{index + 1}" for name, index in INEQUALITIES])
def test_an_inequality_turned_round_or_equal_elsewhere_fails(name: str, index: int) -> None:
    derivation = load.load(name)
    step = derivation.steps[index]
    before = derivation.steps[index - 1].expression if index else derivation.start
    turned = replace(step, relation=">=" if step.relation == "<=" else "<=")
    symbol, value = step.equality[0]
    elsewhere = replace(step, equality=((symbol, 2 * value + 1), *step.equality[1:]))
    for wrong in (turned, elsewhere):
        assert not follow.check(replace(derivation, start=before, steps=(wrong,))).holds


def test_a_wrong_value_in_a_citation_is_found_although_the_expression_is_right() -> None:
    derivation = load.load("univariate-standard")
    cited = derivation.steps[0]
    for place, wrong in ((0, number(1)), (1, number(2)), (1, Symbol("sigma_1"))):
        where = tuple((symbol, wrong if at == place else value) for at, (symbol, value) in enumerate(cited.where))
        assert not follow.check(replace(derivation, steps=(replace(cited, where=where),))).holds


def test_a_wrong_substitution_proves_nothing_although_the_expression_is_right() -> None:
    derivation = load.load("univariate-general")
    (index,) = (at for at, step in enumerate(derivation.steps) if step.rule == "change-of-variable")
    step = derivation.steps[index]
    before = derivation.steps[index - 1].expression
    for wrong in (Symbol("mu_2") + Symbol("sigma_1") * Symbol("z"), Symbol("mu_1") + Symbol("sigma_2") * Symbol("z")):
        alone_wrong = replace(derivation, start=before, steps=(replace(step, where=((Symbol("x"), wrong),)),))
        found = follow.check(alone_wrong)
        assert found.steps[0].evidence[0].outcome == "silent"
        assert found.strength != "proved"
