"""Which slips give the same formula: where two do, either name is right.

A log-variance's `2*s` is a log standard deviation's formula with a wrong exponential, so slips are made in every role,
and their elementwise formulas compared by value. What concerns sums and sizes is left out and added by the tally.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence, Set
from itertools import product
from typing import TypeAlias

from benchmarks.mutants.bases import ROLES, S1, S2, Base, bases, general, none
from benchmarks.mutants.mistakes import Mutant, mutants
from benchmarks.mutants.tree import Node
from benchmarks.mutants.values import fingerprint

Answer: TypeAlias = frozenset[str]
"""A set of words that names all that is wrong."""

Aliases: TypeAlias = Mapping[str, Set[Answer]]
"""By elementwise formula, all answers that name it."""


def answers(slips: Sequence[Mutant]) -> tuple[Answer, ...]:
    """Every set of words that names all of the slips."""
    chosen = product(*(slip.words or ("",) for slip in slips))
    return tuple(dict.fromkeys(frozenset(words) - {""} for words in chosen))


def elementwise(tree: Node) -> Iterator[Mutant]:
    return (one for one in mutants(tree) if not one.reducing)


def forms() -> tuple[Node, ...]:
    """Trees whose single and double slips are compared: one for each form and role of the bases."""
    chosen: dict[tuple[str, ...], Base] = {}
    for base in bases():
        chosen.setdefault(tuple(base.name.split()[:2]), base)
    return tuple(base.tree for base in chosen.values())


def aliases_of(tree: Node) -> Aliases:
    """The formulas that are one or two slips away."""
    found: dict[str, set[Answer]] = defaultdict(set)
    for first in elementwise(tree):
        found[fingerprint(first.tree)].update(answers([first]))
        for second in elementwise(first.tree):
            found[fingerprint(second.tree)].update(answers([first, second]))
    return dict(found)


def aliases_of_pairs() -> Aliases:
    """The formulas that are one slip away from two Gaussians in any two roles."""
    found: dict[str, set[Answer]] = defaultdict(set)
    for first, second in product(ROLES, repeat=2):
        for slip in elementwise(none(*general(ROLES[first](S1), ROLES[second](S2)))):
            found[fingerprint(slip.tree)].update(answers([slip]))
    return dict(found)


def joined(many: Sequence[Aliases]) -> Aliases:
    found: dict[str, set[Answer]] = defaultdict(set)
    for aliases in many:
        for form, named in aliases.items():
            found[form] |= named
    return {form: named for form, named in found.items() if form}
