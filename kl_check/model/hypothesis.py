"""One explicit reading of a term's symbols, to be decided."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Literal

from kl_check.model.role import Gaussian, Role


@dataclass(frozen=True, slots=True)
class Hypothesis:
    """KL(`first` ‖ `second`). `target` "reverse" is the KL taken from the fixed prior to the posterior."""

    first: Gaussian
    second: Gaussian
    target: Literal["standard", "general", "reverse"]

    def roles(self) -> Mapping[str, str]:
        """Each symbol with the word of its role: means first, as a formula is read."""
        return dict(self._roles())

    def _roles(self) -> Iterator[tuple[str, str]]:
        for gaussian in (self.first, self.second):
            if isinstance(gaussian.mean, str):
                yield gaussian.mean, "mean"
            if isinstance(gaussian.scale, str) and gaussian.role:
                yield gaussian.scale, gaussian.role.word

    def holding(self, said: Mapping[str, Role]) -> Hypothesis:
        """The same hypothesis with other roles for the scales that `said` names."""
        return Hypothesis(_held(self.first, said), _held(self.second, said), self.target)

    @property
    def positive(self) -> frozenset[str]:
        """The symbols that are positive."""
        return frozenset(name for name, kind in self.scale_kinds().items() if kind == "positive")

    def scale_kinds(self) -> Mapping[str, Literal["real", "positive"]]:
        """How each scale symbol is held."""
        gaussians = (self.first, self.second)
        return {g.scale: g.role.kind for g in gaussians if isinstance(g.scale, str) and g.role}


def _held(gaussian: Gaussian, said: Mapping[str, Role]) -> Gaussian:
    role = said.get(gaussian.scale) if isinstance(gaussian.scale, str) else None
    return replace(gaussian, role=role) if role else gaussian
