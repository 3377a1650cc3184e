"""The KL terms among the values that a file computes, each judged with the samplers that stand beside it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from kl_check.judge.facts import MILDEST_FIRST
from kl_check.judge.judge import judge
from kl_check.know.names import is_kl_name, is_sample, is_size, is_weight, suggested_role
from kl_check.model.errors import InputError
from kl_check.model.surroundings import Excerpt, Statement, Surroundings
from kl_check.model.term import (
    Apply,
    Number,
    Reduce,
    Size,
    Span,
    Symbol,
    Term,
    children,
    rebuild,
    substitute,
    symbols,
    walk,
)
from kl_check.model.verdict import Verdict
from kl_check.read.flow.follow import follow
from kl_check.read.flow.values import Drawn, Findings, Root

if TYPE_CHECKING:
    from kl_check.scanning.source import Source

MAX_PARTS = 400
MAX_ELEMENTS = 8
MILD = frozenset({"exact", "approximate", "shifted", "scaled", "inconsistent"})
CURVED = frozenset({"exp", "log", "expm1", "log1p", "log2", "normal_log_density"})


@dataclass(frozen=True)
class Candidate:
    """A term that may be a KL, with the value at which it was found."""

    term: Term
    root: Root
    verdict: Verdict

    @property
    def rank(self) -> int:
        word = self.verdict.verdict
        return MILDEST_FIRST.index(word) if word in MILDEST_FIRST else len(MILDEST_FIRST)

    @cached_property
    def span(self) -> Span:
        """From the first statement of the same function that the term is made of to its end."""
        return extent(self.term, self.root)


def findings_in(source: Source) -> Iterator[Verdict]:
    """The KL terms of a file, in the order of their lines."""
    found = follow(source.text, source.tree)
    yield from Search(source.text, found).run()


class Search:
    """Finds the terms of one file."""

    def __init__(self, text: str, found: Findings) -> None:
        self.text = text
        self.found = found
        self.judged: dict[tuple[int, str | None], tuple[Term, Verdict | None]] = {}
        self.rooted = {id(root.term) for root in found.roots}

    def run(self) -> list[Verdict]:
        candidates: list[Candidate] = []
        for root in self.found.roots:
            candidates += self.search(root.term, root)
        kept = self.outermost(candidates)
        kept = self.one_a_place(self.mildest_use(kept, candidates))
        return [self.placed(one) for one in sorted(kept, key=lambda one: one.span)]

    # Which parts of a value are terms

    def search(self, term: Term, root: Root) -> list[Candidate]:
        if not may_be_kl(term):
            return []
        verdict = self.judge(term, root)
        if verdict is not None and verdict.verdict in MILD:
            return [Candidate(term, root, verdict)]
        inner = [one for part in parts_of(term) for one in self.search(part, root)]
        if any(one.verdict.verdict in MILD for one in inner):
            return [one for one in inner if one.verdict.verdict in MILD]
        if verdict is not None and verdict.verdict == "wrong":
            return [Candidate(term, root, verdict)]
        return inner

    def judge(self, term: Term, root: Root) -> Verdict | None:
        key = id(term), root.name
        if key not in self.judged:
            self.judged[key] = term, self._judge(term, root)
        return self.judged[key][1]

    def _judge(self, term: Term, root: Root) -> Verdict | None:
        name = root.name or (root.function if root.use == "returned" else None)
        term = with_own_sizes(term)
        samplers = self.samplers(term, root)
        excerpt = Excerpt(self.text, term, extent(term, root), "torch", Surroundings(samplers, name))
        try:
            verdict = judge(excerpt)
        except InputError:
            return None
        return verdict if is_reported(verdict, term, name) else None

    def samplers(self, term: Term, root: Root) -> tuple[Statement, ...]:
        """The nearest lines that draw noise with the symbols of the term: of its function, its class or its file."""
        names = set(symbols(term))
        tiers: Sequence[list[Drawn]] = (
            [one for one in self.found.drawn if (one.function, one.owner) == (root.function, root.owner)],
            [one for one in self.found.drawn if one.owner == root.owner],
            self.found.drawn,
        )
        for tier in tiers:
            if fitting := [one for drawn in tier if (one := self.fitted(drawn, names)) is not None]:
                return tuple(dict.fromkeys(fitting))
        return ()

    def fitted(self, drawn: Drawn, names: set[str]) -> Statement | None:
        """A sampler in the symbols of the term, if it uses at least two of them."""
        used = symbols(drawn.term)
        bare = {name.removeprefix("self."): name for name in names}
        images: dict[str, Term] = {
            name: Symbol(bare[name.removeprefix("self.")])
            for name in used
            if name not in names and name.removeprefix("self.") in bare
        }
        images |= {name: value for name, value in self.found.defaults.items() if name in used and name not in names}
        term = substitute(drawn.term, images) if images else drawn.term
        if len(names & set(symbols(term))) < 2 or len(symbols(term)) > 5:
            return None
        return Statement(drawn.name, term, drawn.span)

    # Which of them are told

    def outermost(self, candidates: Iterable[Candidate]) -> list[Candidate]:
        """Without those that are parts of others: a later statement that scales or reduces a term belongs to it."""
        unique = {(id(one.term), one.root.span): one for one in candidates}
        inside = {id(part) for one in unique.values() for part in walk(one.term) if part is not one.term}
        return [one for one in unique.values() if id(one.term) not in inside]

    def mildest_use(self, kept: list[Candidate], every: list[Candidate]) -> list[Candidate]:
        """Where one value is reduced in several ways, the mildest stands: the others are shown, not trained on."""
        chosen: list[Candidate] = []
        shared = [one.term for one in every if one not in kept]
        groups: dict[int, list[Candidate]] = {}
        for one in kept:
            parts = {id(part) for part in walk(one.term)}
            core = next((id(term) for term in shared if id(term) in parts), id(one.term))
            groups.setdefault(core, []).append(one)
        for group in groups.values():
            chosen.append(min(group, key=lambda one: one.rank))
        return chosen

    def one_a_place(self, kept: list[Candidate]) -> list[Candidate]:
        """On several paths through the branches one text may be several terms: the mildest stands."""
        best: dict[Span, Candidate] = {}
        for one in kept:
            if one.span not in best or one.rank < best[one.span].rank:
                best[one.span] = one
        return list(best.values())

    def placed(self, one: Candidate) -> Verdict:
        return one.verdict


def is_reported(verdict: Verdict, term: Term, name: str | None) -> bool:
    """Whether a verdict speaks of a KL term, as far as the code shows that one is meant."""
    if verdict.verdict in MILD:
        return "equal-variance" not in verdict.notes and verdict.reading is not None and len(verdict.reading) >= 2
    if verdict.verdict == "wrong":
        named = is_kl_name(name)
        roles = {suggested_role(one) for one in symbols(term)}
        has_both = "mean" in roles and len(roles - {"mean", None}) >= 1
        return verdict.mistakes != ("other",) and (named or has_both)
    return False


def may_be_kl(term: Term) -> bool:
    """A quick look: something squared, something under a logarithm or an exponential, and few symbols."""
    squared = curved = False
    leaves: set[str] = set()
    count = 0
    for part in walk(term):
        count += 1
        if count > MAX_PARTS:
            return False
        match part:
            case Symbol(name=name):
                leaves.add(name)
            case Apply(head="square"):
                squared = True
            case Apply(head="power", arguments=(_, Number())):
                squared = True
            case Apply(head="multiply", arguments=(left, right)) if left == right:
                squared = True
            case Apply(head=head) if head in CURVED:
                curved = True
                squared = squared or head == "normal_log_density"
    elements = [one for one in leaves if not (is_size(one) or is_weight(one))]
    return squared and (curved or len(elements) > 1) and 1 <= len(elements) <= MAX_ELEMENTS


def parts_of(term: Term) -> Iterator[Term]:
    """The parts of a value that may be terms by themselves."""
    if not (isinstance(term, Apply) and term.head in ("add", "subtract")):
        yield from children(term)
        return
    addends = list(addends_of(term))
    told = [one for one in addends if not is_bare(one[0])]
    if len(told) < len(addends) and told:
        yield joined(told)
    groups = components(told)
    if 1 < len(groups) <= 6:
        yield from (joined(group) for group in groups if len(group) < len(told))
    for one, negative in addends:
        yield Apply("negate", (one,), span=one.span) if negative else one


def addends_of(term: Term, negative: bool = False) -> Iterator[tuple[Term, bool]]:
    match term:
        case Apply(head="add", arguments=(left, right)):
            yield from addends_of(left, negative)
            yield from addends_of(right, negative)
        case Apply(head="subtract", arguments=(left, right)):
            yield from addends_of(left, negative)
            yield from addends_of(right, not negative)
        case Apply(head="negate", arguments=(inner,)):
            yield from addends_of(inner, not negative)
        case _:
            yield term, negative


def is_bare(term: Term) -> bool:
    """A symbol, or a weight times one: another loss."""
    match term:
        case Symbol(name=name):
            return suggested_role(name) in (None,) or is_sample(name)
        case Apply(head="multiply" | "divide", arguments=arguments):
            return all(isinstance(one, Symbol | Number | Size) or is_bare(one) for one in arguments) and any(
                isinstance(one, Symbol) and suggested_role(one.name) is None for one in arguments
            )
        case Reduce(body=body):
            return is_bare(body)
    return False


def components(addends: list[tuple[Term, bool]]) -> list[list[tuple[Term, bool]]]:
    """The addends in groups that share no symbol; those without any symbol stay with every group's first."""
    groups: list[tuple[set[str], list[tuple[Term, bool]]]] = []
    for one in addends:
        names = {name for name in symbols(one[0]) if not (is_size(name) or is_weight(name))}
        touching = [group for group in groups if group[0] & names]
        rest = [group for group in groups if not group[0] & names]
        merged = (names.union(*(group[0] for group in touching)), [*(x for g in touching for x in g[1]), one])
        groups = [*rest, merged]
    return [group for _, group in groups]


def joined(addends: list[tuple[Term, bool]]) -> Term:
    (first, negative), *rest = addends
    total: Term = Apply("negate", (first,), span=first.span) if negative else first
    for one, minus in rest:
        total = Apply("subtract" if minus else "add", (total, one), span=_union(total.span, one.span))
    return total


def _union(left: Span | None, right: Span | None) -> Span | None:
    if left is None or right is None:
        return left or right
    return min(left[0], right[0]), max(left[1], right[1])


def extent(term: Term, root: Root) -> Span:
    """The text from the first to the last statement of the function that the term is made of."""
    start, end = root.scope
    spans = [
        part.span
        for part in walk(term)
        if part.span is not None and isinstance(part, Apply | Reduce) and start <= part.span[0] and part.span[1] <= end
    ]
    if not spans:
        return root.span
    return min(one[0] for one in spans), max(one[1] for one in spans)


def with_own_sizes(term: Term) -> Term:
    """A length beyond the batch's is that of the latents only if a mean or scale of the term has it."""
    names = frozenset(symbols(term))

    def change(part: Term) -> Term:
        if isinstance(part, Size) and part.axis != 0 and part.of is not None and part.of not in names:
            return Symbol(f"{part.of}.shape[{part.axis}]", span=part.span)
        return rebuild(part, change)

    return change(term)
