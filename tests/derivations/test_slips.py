"""One slip in a closed form of any derivation against N(0, 1) and beyond it: none that changes the value passes.

One too many, and every slip of `test_mutants` at every place of the lines that hold no ∫, E or ∂; mpmath at 40 digits
says which of them change the value. The lines that do hold such signs lead to these.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import mpmath
import pytest

from benchmarks.derivations.judge import alone
from benchmarks.derivations.slips import mutants, others
from kl_check.algebra.show import text
from kl_check.derivation import follow, load
from kl_check.model.derivation import Derivation
from kl_check.model.errors import UnsupportedInput
from kl_check.model.term import Derivative, Expectation, Integral, Reduce, Term, walk
from tests.derivations.conftest import at

SUBJECTS = (
    "gradient-",
    "curvature-",
    "misread-",
    "fisher-",
    "equality-",
    "jeffreys",
    "k1-",
    "k2-",
    "k3-",
    "semi-",
    "bits",
)
NAMES = tuple(name for name in load.names() if name.startswith(SUBJECTS))
VALUES = ("0.7182", "1.1415", "0.8931", "1.2345", "0.4771")


def is_plain(term: Term) -> bool:
    return not any(isinstance(part, (Derivative, Expectation, Integral, Reduce)) for part in walk(term))


def value_of(term: Term, derivation: Derivation) -> Any:
    """At the fixed point, or None where there is none."""
    values = {name: mpmath.mpf(value) for name, value in zip(derivation.domains, VALUES, strict=False)}
    try:
        return at(term, **values)
    except UnsupportedInput:
        return None


def slips_of(derivation: Derivation, *, most: int) -> list[tuple[int, Term]]:
    """The wrong lines, by their place; of many, some that lie far apart."""
    found = [
        (index, mutant)
        for index, step in enumerate(derivation.steps)
        if step.relation == "=" and is_plain(step.expression)
        for mutant in (
            step.expression + 1,
            *(one for _, one in mutants(step.expression, others(derivation))),
        )
        if differs(value_of(mutant, derivation), value_of(step.expression, derivation))
    ]
    return found[:: max(1, -(-len(found) // most))]


def differs(one: Any, other: Any) -> bool:
    return one is not None and abs(one - other) > mpmath.mpf(10) ** -30


@pytest.mark.parametrize("name", NAMES)
def test_no_slip_passes(name: str) -> None:
    derivation = load.load(name)
    found = slips_of(derivation, most=24)
    for index, wrong in found:
        (checked,) = follow.check(alone(derivation, index, wrong)).steps
        assert not checked.holds, f"step {index + 1}: {text(wrong)}"
        assert checked.evidence[0].outcome != "agrees", f"step {index + 1}: {text(wrong)}"
    assert found


def test_there_are_many() -> None:
    assert sum(len(slips_of(load.load(name), most=24)) for name in NAMES) > 500


@pytest.mark.parametrize("name", ["k3-second-moment-infinite", "minimum-standard", "minimum-log-var", "elbo-bound"])
def test_an_inequality_does_not_hold_the_other_way(name: str) -> None:
    derivation = load.load(name)
    turned = {"<=": ">=", ">=": "<=", "=": "="}
    steps = tuple(replace(step, relation=turned[step.relation]) for step in derivation.steps)
    checked = follow.check(replace(derivation, steps=steps))
    assert [step.holds for step in checked.steps] == [step.relation == "=" for step in derivation.steps]
