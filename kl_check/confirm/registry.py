"""All methods, and a claim put to each of them."""

from __future__ import annotations

from collections.abc import Sequence

from kl_check.confirm.method import Method
from kl_check.confirm.methods import enclosure, monte_carlo, multiprecision, quadrature, symbolic
from kl_check.model.claim import Claim
from kl_check.model.evidence import Evidence

METHODS: tuple[Method, ...] = (
    quadrature.METHOD,
    monte_carlo.METHOD,
    multiprecision.METHOD,
    enclosure.METHOD,
    symbolic.METHOD,
)


def confirm(claim: Claim, methods: Sequence[Method] = METHODS, seed: int = 0) -> tuple[Evidence, ...]:
    """The evidence of each method, in their order."""
    return tuple(method.run(claim, seed) for method in methods)
