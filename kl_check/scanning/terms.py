"""The KL terms among the values that a file computes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from kl_check.judge.facts import MILDEST_FIRST
from kl_check.model.term import Apply, Reduce, Span, Symbol, Term, children, walk
from kl_check.model.verdict import Verdict
from kl_check.read.flow.follow import follow
from kl_check.read.flow.values import Findings, Root
from kl_check.scanning.densities import with_estimates
from kl_check.scanning.judging import Judging
from kl_check.scanning.meant import MILD, may_be_kl, says_likelihood, says_negative
from kl_check.scanning.neighbours import Neighbours
from kl_check.scanning.sums import (
    Addend,
    addends_of,
    components,
    is_bare,
    is_negative,
    is_summed,
    is_wrapper,
    is_zero,
    joined,
    without_foreign_weights,
    without_names_in_front,
    wrapped,
    wrappers,
)

if TYPE_CHECKING:
    from kl_check.scanning.source import Source

MAX_GROUPS = 6
FACTORING = ("multiply", "divide", "negate")


@dataclass(frozen=True)
class Candidate:
    """A term that may be a KL, with the value at which it was found."""

    term: Term
    root: Root
    verdict: Verdict
    span: Span  # from the first statement of the same function that the term is made of, to its end
    is_called: bool  # it is what a function of the same file returns, as it is

    @property
    def rank(self) -> tuple[int, int]:
        return rank_of(self.verdict)


def symbols_of(one: Candidate) -> frozenset[str]:
    return frozenset(one.verdict.reading or ())


def rank_of(verdict: Verdict) -> tuple[int, int]:
    """How grave a verdict is, the mildest first."""
    word = verdict.verdict
    grave = MILDEST_FIRST.index(word) if word in MILDEST_FIRST else len(MILDEST_FIRST)
    return grave, len(verdict.mistakes)


def findings_in(source: Source) -> Iterator[Verdict]:
    """The KL terms of a file, in the order of their lines."""
    found = follow(source.text, source.tree, Neighbours(source.path))
    yield from Search(source.text, found).run()


class Search:
    """Finds the terms of one file."""

    def __init__(self, text: str, found: Findings) -> None:
        found.roots = with_estimates(found)
        self.found = found
        judging = Judging(text, found)
        self.judge, self.extent, self.function_at = judging.judge, judging.extent, judging.function_at
        self.rooted = {id(root.term) for root in found.roots if root.use == "assigned"}
        self.names = {id(root.term): root.name for root in reversed(found.roots) if root.use == "assigned"}
        self.signs: dict[int, set[int]] = {}
        self.parts: list[Term] = []  # of sums, kept so that their identity stays their own

    def run(self) -> list[Verdict]:
        candidates: list[Candidate] = []
        for root in self.found.roots:
            term = without_foreign_weights(root.term)
            self.note_signs(term, 1)
            if root.use == "assigned" or not self.repeats(term, root):
                candidates += self.search(term, root)
        kept = self.outermost(candidates)
        kept = self.one_a_place(self.mildest_use(self.told_where_made(kept), candidates))
        return [self.placed(one) for one in sorted(kept, key=lambda one: one.span)]

    # Which parts of a value are terms

    def search(
        self, term: Term, root: Root, sign: int = 1, direct: bool = True, around: tuple[Term, ...] = ()
    ) -> list[Candidate]:
        """`sign`: of the part in the whole. `direct`: only sums, means and factors stand around it, as in `around`."""
        if isinstance(term, Apply) and term.head in ("add", "subtract"):
            self.note_signs(term, sign)
            told = [one for one, _ in addends_of(term, self.rooted) if not is_bare(one) and not is_zero(one)]
            if len(told) == 1 and id(self.peeled(told[0])[0]) in self.rooted:
                return []  # a total to which a value with a name is added: it is told where it is made
        if not may_be_kl(term):
            return []
        verdict = self.judge(term, root, direct)
        if verdict is not None and verdict.verdict in MILD:
            return [self.candidate(term, root, verdict)]
        if term.span in self.found.library:  # a library's KL is told whole or not at all
            return [self.candidate(term, root, verdict)] if verdict is not None and direct else []
        inner = [
            one
            for part, way in self.parts_of(term, around)
            for one in self.search(part, root, sign * way, direct and is_wrapper(term), wrappers(term, around))
        ]
        if any(one.verdict.verdict in MILD for one in inner):
            return [one for one in inner if one.verdict.verdict in MILD]
        if verdict is not None and verdict.verdict == "wrong" and direct and self.is_one_term(term, root):
            return [self.candidate(term, root, verdict)]
        return inner

    def candidate(self, term: Term, root: Root, verdict: Verdict) -> Candidate:
        inner = without_names_in_front(term)
        within = any(part.span == inner.span for one in children(inner) for part in walk(one))  # of another file
        within = within and inner.span not in self.found.library
        called = inner.span is not None and (within or self.function_at(inner.span) != root.scope)
        return Candidate(term, root, verdict, self.extent(term, root), called)

    def note_signs(self, term: Term, sign: int) -> None:
        """Whether a value that has a name is added or subtracted in a sum."""
        if isinstance(term, Apply) and term.head in ("add", "subtract"):
            addends = list(addends_of(term, self.rooted))
            sign = self.sign_of_gain(addends) or sign
            for one, negative in addends:
                held, way = self.peeled(one)
                if id(held) in self.rooted:
                    self.signs.setdefault(id(held), set()).add(sign * way * (-1 if negative else 1))

    def sign_of_gain(self, addends: list[Addend]) -> int | None:
        """The sign that makes a sum a loss, if it holds a log-likelihood: -1 where that is added."""
        for one, negative in addends:
            names = [self.names.get(id(one)), one.name if isinstance(one, Symbol) else None]
            if isinstance(one, Reduce) and isinstance(one.body, Symbol):
                names.append(one.body.name)
            if any(map(says_likelihood, names)):
                return 1 if negative else -1
        return None

    def parts_of(self, term: Term, around: tuple[Term, ...]) -> Iterator[tuple[Term, int]]:
        """The parts of a value that may be terms by themselves. What has a name of its own is found under it."""
        if not (isinstance(term, Apply) and term.head in ("add", "subtract")):
            way = -1 if is_negative(term) else 1
            yield from ((part, way) for part in children(term))
            return
        addends = list(addends_of(term, self.rooted))
        told = [one for one in addends if not is_bare(one[0]) and not is_zero(one[0])]
        groups, gain = components(told), self.sign_of_gain(addends)
        chosen = [told] if 0 < len(told) < len(addends) else []
        chosen += [one for one in groups if len(one) < len(told)] if 1 < len(groups) <= MAX_GROUPS else []
        chosen += [[one] for one in told if [one] not in groups and [one] != told]
        for group in chosen:
            held = self.peeled(group[0][0])[0] if len(group) == 1 else None
            if held is not None and id(held) in self.rooted:
                continue
            part = joined(group) if held is None or held is group[0][0] else held
            part = wrapped(part, around) if part is not held else part
            if gain is not None:
                self.parts.append(part)
                self.signs.setdefault(id(part), set()).add(gain)
            yield part, 1

    def is_one_term(self, term: Term, root: Root) -> bool:
        """Whether nothing of a value is another loss, or a KL by itself."""
        addends = addends_of(term, self.rooted) if isinstance(term, Apply) and term.head in ("add", "subtract") else ()
        return not any(is_bare(one) for one, _ in addends) and not self.holds_one(term, root)

    def holds_one(self, term: Term, root: Root) -> bool:
        """Whether a part of the term has a name and is a KL by itself."""
        named = (one for one in walk(term) if one is not term and id(one) in self.rooted and may_be_kl(one))
        verdicts = (self.judge(one, root) for one in named)
        return any(one is not None and one.verdict in MILD for one in verdicts)

    def repeats(self, term: Term, root: Root) -> bool:
        """Whether a value that is returned or given away is one with a name, perhaps negated or only shown."""
        held, _ = self.without_weights(term)
        if root.use == "returned" and self.is_completed(term, held, root):
            return False
        while isinstance(held, Reduce) and id(held) not in self.rooted and root.use == "shown":
            held = held.body
        return id(held) in self.rooted

    def is_completed(self, term: Term, held: Term, root: Root) -> bool:
        """Whether numbers in front of a value with a name make it the KL that it is not by itself: 0.5 * total."""
        if id(held) not in self.rooted or held is term or not may_be_kl(term):
            return False
        whole, part = self.judge(term, root, True), self.judge(held, root)
        return whole is not None and whole.verdict in MILD and (part is None or rank_of(whole) < rank_of(part))

    def peeled(self, term: Term) -> tuple[Term, int]:
        """An addend without the weights in front of a value that has a name, or of its sum or mean; and their sign."""
        inner, sign = self.without_weights(term)
        held = inner
        while isinstance(held, Reduce) and id(held) not in self.rooted:
            held = held.body
        if id(held) not in self.rooted:
            return term, 1
        return (held if is_summed(held) else inner), sign

    def without_weights(self, term: Term) -> tuple[Term, int]:
        """What stands behind the factors in front of a value that has a name, and their sign."""
        inner, sign = term, 1
        while isinstance(inner, Apply) and inner.head in FACTORING and id(inner) not in self.rooted:
            factors = [one for one in inner.arguments if self.holds_a_name(one)]
            if len(factors) != 1:
                return term, 1
            sign *= -1 if is_negative(inner) else 1
            inner = factors[0]
        return inner, sign

    def holds_a_name(self, term: Term) -> bool:
        """Whether a part has a name of its own and may be a KL."""
        return any(id(part) in self.rooted and may_be_kl(part) for part in walk(term))

    # Which of them are told

    def outermost(self, candidates: Iterable[Candidate]) -> list[Candidate]:
        """Without those that are parts of others: a later statement that scales or reduces a term belongs to it."""
        unique = {(id(one.term), one.root.span): one for one in candidates}
        inside = {id(part) for one in unique.values() for part in walk(one.term) if part is not one.term}
        return [one for one in unique.values() if id(one.term) not in inside]

    def told_where_made(self, kept: list[Candidate]) -> list[Candidate]:
        """Without what a function returns as it is: it is told in the function, but for arguments that are swapped.

        Where a file computes both directions of two Gaussians, neither is taken for the other.
        """
        told = [one for one in kept if not one.is_called or "reversed" in one.verdict.mistakes]
        forward = {symbols_of(one) for one in kept if "reversed" not in one.verdict.mistakes}
        return [one for one in told if "reversed" not in one.verdict.mistakes or symbols_of(one) not in forward]

    def mildest_use(self, kept: list[Candidate], every: list[Candidate]) -> list[Candidate]:
        """Where one value is reduced in several ways, the mildest stands: the others are shown, not trained on."""
        shared = [one.term for one in every if one not in kept]
        groups: dict[int, list[Candidate]] = {}
        for one in kept:
            parts = {id(part) for part in walk(one.term)}
            core = next((id(term) for term in shared if id(term) in parts), id(one.term))
            groups.setdefault(core, []).append(one)
        return [min(group, key=lambda one: one.rank) for group in groups.values()]

    def one_a_place(self, kept: list[Candidate]) -> list[Candidate]:
        """On several paths through the branches one text may be several terms: the mildest stands."""
        best: dict[Span, Candidate] = {}
        for one in kept:
            if one.span not in best or one.rank < best[one.span].rank:
                best[one.span] = one
        return list(best.values())

    def placed(self, one: Candidate) -> Verdict:
        """The verdict, with the sign that the code around the term undoes."""
        verdict = one.verdict
        undone = -1 in self.signs.get(id(one.term), ()) or says_negative(one.root.name)
        if "sign" not in verdict.mistakes or not (verdict.scale or "").startswith("-") or not undone:
            return verdict
        mistakes = tuple(word for word in verdict.mistakes if word != "sign")
        severity = verdict.severity if mistakes else "note"
        return replace(verdict, mistakes=mistakes, notes=(*verdict.notes, "negated"), severity=severity)
