"""One text put to kl_check, beside what the oracle knows of it."""

from __future__ import annotations

import random
import re
import time
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import kl_check
from benchmarks.mutants.aliases import Answer, answers
from benchmarks.mutants.bases import Base
from benchmarks.mutants.execute import text_samples
from benchmarks.mutants.mistakes import Mutant, mutants
from benchmarks.mutants.oracle import truth
from benchmarks.mutants.rewrites import rewritten
from benchmarks.mutants.tree import SIZES, Node, elements
from benchmarks.mutants.values import Samples, fingerprint, same, samples
from kl_check.model.errors import InputError
from kl_check.model.verdict import Verdict

ATTEMPTS = 20  # for each double mutant that is asked for: small bases have few


@dataclass(frozen=True, slots=True)
class Case:
    """What was said of one text, and what is true."""

    kind: str
    base: str
    text: str
    true: str
    also: str  # what is as true, if names do not tell means from scales
    said: str
    mistakes: Answer
    reading_kept: bool
    labels: tuple[Answer, ...]  # of the slips that were made, each set a full answer
    reducing: tuple[Answer, ...]  # of those that concern sums and sizes only
    named: tuple[Answer, ...]  # what scale and offset say
    form: str  # equal for equal elementwise forms
    fix: str | None
    fix_right: bool
    seconds: float


class BrokenBenchmark(Exception):
    """A law or a printer of the benchmark is wrong: its own two roads to the values disagree."""


def rewrites_of(base: Base, count: int, seed: int) -> Iterator[Case]:
    """Texts that mean what the base means."""
    wanted = samples(base.tree)
    dice = random.Random(f"{seed} {base.name} rewrites")  # noqa: S311
    for _ in range(count):
        spelled, tree = rewritten(base, dice)
        found = samples(tree)
        if found is None or wanted is None or not same(found, wanted):
            raise BrokenBenchmark(f"a law changed {base.text()} into {spelled.text(tree)}")
        case = _case("rewrite", spelled, tree, found, ())
        if case:
            yield case


def singles_of(base: Base) -> Iterator[Case]:
    """Every text that is one slip away from the base."""
    seen = {base.text()}
    for mutant in mutants(base.tree):
        if _is_new(base.text(mutant.tree), seen):
            yield from mutated("single", base, (mutant,))


def doubles_of(base: Base, count: int, seed: int) -> Iterator[Case]:
    """Texts that are two slips away, drawn at random without repetition."""
    dice = random.Random(f"{seed} {base.name} doubles")  # noqa: S311
    firsts, seen = list(mutants(base.tree)), {base.text()}
    found = 0
    for _ in range(count * ATTEMPTS):
        if found == count:
            return
        first = dice.choice(firsts)
        second = dice.choice(list(mutants(first.tree)))
        if _is_new(base.text(second.tree), seen):
            for case in mutated("double", base, (first, second)):
                found += 1
                yield case


def _is_new(text: str, seen: set[str]) -> bool:
    before = len(seen)
    seen.add(text)
    return len(seen) > before


def mutated(kind: str, base: Base, slips: tuple[Mutant, ...]) -> Iterator[Case]:
    """The case of a base after some slips; none, where what is left is no code."""
    tree = slips[-1].tree
    found = samples(tree)
    if found and (case := _case(kind, base, tree, found, slips)):
        yield case


def _case(kind: str, base: Base, tree: Node, found: Samples, slips: tuple[Mutant, ...]) -> Case | None:
    """The case, or None where the text is no code: an in-place method on a number, say."""
    text, latex = base.text(tree), base.dialect.name == "latex"
    executed = text_samples(text, base.symbols, latex)
    if executed is None:
        return None
    if not same(executed, found):
        raise BrokenBenchmark(f"the text does not mean what the tree means: {text}")
    start = time.perf_counter()
    verdict = _said(text)
    seconds = time.perf_counter() - start
    known = truth(found, elements(tree))
    fix = verdict.fix.text if verdict and verdict.fix else None
    return Case(
        kind=kind,
        base=base.name,
        text=text,
        true=known.word,
        also=known.mildest,
        said=verdict.verdict if verdict else "unread",
        mistakes=frozenset(verdict.mistakes if verdict else ()),
        reading_kept=verdict is not None and dict(verdict.reading or {}) == dict(base.reading),
        labels=answers(slips),
        reducing=answers([one for one in slips if one.reducing]),
        named=tuple(sorted(known.mistakes, key=sorted)),
        form=fingerprint(tree) if slips else "",
        fix=fix,
        fix_right=fix is not None and _is_exact(fix, base.symbols, latex),
        seconds=seconds,
    )


def _said(text: str) -> Verdict | None:
    try:
        return kl_check.check(text)
    except InputError:
        return None


def _is_exact(text: str, symbols: Mapping[str, str], latex: bool) -> bool:
    """Whether a repaired text is the KL, by the oracle."""
    present = [key for key, name in symbols.items() if re.search(rf"(?<!\w){re.escape(name)}(?![^\W_])", text)]
    found = text_samples(text, symbols, latex)
    return truth(found, tuple(sorted(one for one in present if one not in SIZES))).word == "exact"
