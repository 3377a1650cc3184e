"""Cases counted: the confusion matrix, the escapes, and how often mistakes are named rightly."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence, Set
from dataclasses import dataclass

from benchmarks.mutants.aliases import Aliases, Answer
from benchmarks.mutants.cases import Case

TRUE = ("exact", "shifted", "scaled", "wrong", "unrelated")
SAID = ("exact", "approximate", "shifted", "scaled", "inconsistent", "wrong", "unrelated", "undecided", "unread")
CLEAR = frozenset({"exact", "approximate"})
OPEN = frozenset({"undecided", "unread"})
KINDS = ("rewrite", "single", "double")


@dataclass(frozen=True, slots=True)
class Escape:
    """A case that kl_check has wrong, and how."""

    how: str
    case: Case


@dataclass(frozen=True, slots=True)
class Tally:
    """All cases, and which answers are as right as others."""

    cases: Sequence[Case]
    aliases: Aliases

    @property
    def matrix(self) -> Counter[tuple[str, str]]:
        return Counter((one.true, one.said) for one in self.cases)

    def of(self, kind: str) -> list[Case]:
        return [one for one in self.cases if one.kind == kind]

    def escapes(self) -> list[Escape]:
        return [Escape(how, one) for one in self.cases for how in self._faults(one)]

    def _faults(self, case: Case) -> Iterable[str]:
        if is_false_clear(case):
            yield "false clear"
        elif is_false_alarm(case):
            yield "false alarm"
        elif case.said in OPEN:
            yield case.said
        elif case.said not in (case.true, case.also):
            yield f"{case.said} for {case.true}"
        elif case.kind == "rewrite" and not case.reading_kept:
            yield "another reading"
        elif self.is_named(case) is False:
            yield "misnamed"
        if case.fix is not None and not case.fix_right:
            yield "wrong repair"

    def is_named(self, case: Case) -> bool | None:
        """Whether the mistakes are named rightly; None where there is nothing to name."""
        if case.true in ("exact", "unrelated") or case.kind == "rewrite":
            return None
        return case.mistakes in self.answers(case)

    def answers(self, case: Case) -> Set[Answer]:
        """All right answers: the slips made, or as few others that give the same formula."""
        known = {*case.labels, *case.named}
        if case.form:
            around = case.reducing or (frozenset(),)
            known |= {alias | outer for alias in self.aliases.get(case.form, ()) for outer in around}
        most = 1 if case.kind == "single" else 2
        return ({one for one in known if len(one) <= most} | set(case.named)) - {frozenset()}

    def named(self, kind: str) -> tuple[int, int]:
        judged = [named for one in self.of(kind) if (named := self.is_named(one)) is not None]
        return sum(judged), len(judged)

    @property
    def repairs(self) -> tuple[int, int]:
        offered = [one for one in self.cases if one.fix is not None]
        return sum(one.fix_right for one in offered), len(offered)

    @property
    def faulty(self) -> list[Case]:
        """Those that are to be mended: a KL is meant, and it is none."""
        return [one for one in self.cases if one.true in ("shifted", "scaled", "wrong")]


def is_false_clear(case: Case) -> bool:
    return case.said in CLEAR and "exact" not in (case.true, case.also)


def is_false_alarm(case: Case) -> bool:
    return case.true == "exact" and case.said not in CLEAR | OPEN
