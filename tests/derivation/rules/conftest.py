"""One step put before its rule."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Protocol

import pytest

from kl_check.derivation.rule import Inference, find
from kl_check.derivation.vocabulary import step
from kl_check.model.derivation import CheckedDerivation, Relation
from kl_check.model.term import Symbol, Term

DOMAINS = {"mu_1": "real", "sigma_1": "positive", "mu_2": "real", "sigma_2": "positive"}


class Ruled(Protocol):
    def __call__(
        self,
        before: Term,
        after: Term,
        *,
        where: Mapping[Symbol, Term] | None = None,
        cited: CheckedDerivation | None = None,
        relation: Relation = "=",
        equality: Mapping[Symbol, Term] | None = None,
    ) -> str: ...


@pytest.fixture
def ruled() -> Callable[[str], Ruled]:
    """What a rule says to a step, in a word."""

    def of(name: str) -> Ruled:
        def outcome(before, after, *, where=None, cited=None, relation="=", equality=None) -> str:  # type: ignore[no-untyped-def]
            made = step(name, after, "So.", where=where, relation=relation, equality=equality)
            return find(name).prove(Inference(before, made, DOMAINS, cited)).outcome  # type: ignore[arg-type]

        return outcome

    return of
