"""What a method of confirmation is."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from kl_check.model.claim import Claim
from kl_check.model.errors import UnsupportedInput
from kl_check.model.evidence import Evidence, Strength


@dataclass(frozen=True, slots=True)
class Method:
    """`examine` computes ∫ q log(q/p) in its own way and compares; it raises `UnsupportedInput` for what it cannot see.

    Deterministic: the same claim and seed give the same evidence, letter for letter.
    """

    name: str
    title: str
    strength: Strength
    examine: Callable[[Claim, int], Evidence]

    def run(self, claim: Claim, seed: int = 0) -> Evidence:
        """The evidence of this method; `silent`, with the reason, where it can see nothing."""
        try:
            return self.examine(claim, seed)
        except UnsupportedInput as problem:
            return Evidence(self.name, "silent", self.strength, "none", {"reason": problem.message})
