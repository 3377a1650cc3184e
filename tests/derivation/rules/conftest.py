"""One step put before its rule."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Protocol

import pytest

from kl_check.derivation.rule import Inference, find
from kl_check.derivation.vocabulary import step
from kl_check.model.derivation import CheckedDerivation
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
    ) -> str: ...


@pytest.fixture
def ruled() -> Callable[[str], Ruled]:
    """What a rule says to a step, in a word."""

    def of(name: str) -> Ruled:
        def outcome(before: Term, after: Term, *, where=None, cited=None) -> str:  # type: ignore[no-untyped-def]
            inference = Inference(before, step(name, after, "So.", where=where), DOMAINS, cited)  # type: ignore[arg-type]
            return find(name).prove(inference).outcome

        return outcome

    return of
