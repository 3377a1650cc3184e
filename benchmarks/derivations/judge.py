"""What the kernel says of a mutant, and what the oracle knows of it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from benchmarks.derivations import oracle
from benchmarks.derivations.slips import Mutant, mutants_of
from kl_check.algebra.show import text
from kl_check.derivation import follow, load
from kl_check.model.derivation import CheckedStep, Derivation
from kl_check.model.term import Term


@dataclass(frozen=True, slots=True)
class Judged:
    """`differs`: the mutant has another value than the step, or none. `holds`: the kernel takes it for right."""

    mutant: Mutant
    differs: bool
    holds: bool
    outcomes: tuple[str, ...]

    @property
    def escapes(self) -> bool:
        """Wrong, and the kernel does not say so; or a method agrees with what is wrong."""
        return self.differs and (self.holds or self.outcomes[0] == "agrees")

    @property
    def slandered(self) -> bool:
        """Right, and called different; of an inequality also the case of equality is checked, and may be wrong."""
        step = load.load(self.mutant.derivation).steps[self.mutant.index]
        return not self.differs and step.relation == "=" and "differs" in self.outcomes[1:]

    def __str__(self) -> str:
        where = f"{self.mutant.derivation} step {self.mutant.index + 1}"
        return f"{where} ({self.mutant.kind}): {text(self.mutant.expression)}"


def alone(derivation: Derivation, index: int, expression: Term) -> Derivation:
    """One step of a derivation by itself, with another expression."""
    before = derivation.steps[index - 1].expression if index else derivation.start
    return replace(derivation, start=before, steps=(replace(derivation.steps[index], expression=expression),))


def checked(derivation: Derivation, index: int, expression: Term) -> CheckedStep:
    (step,) = follow.check(alone(derivation, index, expression)).steps
    return step


def judged(name: str, *, start: int = 0, stride: int = 1) -> Iterator[Judged]:
    """The mutants of a derivation, or every so manieth of them."""
    derivation = load.load(name)
    at = oracle.point(derivation.assumptions)
    values = [oracle.value(step.expression, at) for step in derivation.steps]
    for number, mutant in enumerate(mutants_of(derivation)):
        if number % stride == start:
            found = checked(derivation, mutant.index, mutant.expression)
            differs = not oracle.same(oracle.value(mutant.expression, at), values[mutant.index])
            yield Judged(mutant, differs, found.holds, tuple(one.outcome for one in found.evidence))
