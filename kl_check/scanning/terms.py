"""The KL terms among the values that a file computes, each judged with the samplers that stand beside it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from kl_check.judge.case import Case, case_of
from kl_check.judge.estimates import estimates_of
from kl_check.judge.facts import MILDEST_FIRST
from kl_check.judge.hypotheses import STANDARD_PRIOR
from kl_check.judge.judge import judge
from kl_check.judge.matrices.heads import has_matrices
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
    with_arguments,
)
from kl_check.model.verdict import Verdict
from kl_check.read.flow.follow import follow
from kl_check.read.flow.values import Drawn, Findings, Root
from kl_check.scanning.neighbours import Neighbours

if TYPE_CHECKING:
    from kl_check.scanning.source import Source

NEGATIVE = re.compile(r"(^|_)(neg|negative|minus)(_|$)|elbo|lower_?bound", re.IGNORECASE)
WEIGHING = frozenset({"minimum", "maximum", "clamp", "exp", "power", "square", "sigmoid", "tanh", "log"})
MAX_PARTS = 400
MAX_ELEMENTS = 8
MAX_GROUPS = 6
MAX_SAMPLER = 5  # symbols of a line that draws z
MILD = frozenset({"exact", "approximate", "shifted", "scaled", "inconsistent"})
CURVED = frozenset({"exp", "log", "expm1", "log1p", "log2", "normal_log_density"})


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
        word = self.verdict.verdict
        grave = MILDEST_FIRST.index(word) if word in MILDEST_FIRST else len(MILDEST_FIRST)
        return grave, len(self.verdict.mistakes)


def findings_in(source: Source) -> Iterator[Verdict]:
    """The KL terms of a file, in the order of their lines."""
    found = follow(source.text, source.tree, Neighbours(source.path))
    yield from Search(source.text, found).run()


class Search:
    """Finds the terms of one file."""

    def __init__(self, text: str, found: Findings) -> None:
        self.text = text
        self.found = found
        self.judged: dict[tuple[int, str | None, bool], tuple[Term, Verdict | None]] = {}
        self.rooted = {id(root.term) for root in found.roots if root.use == "assigned"}
        self.signs: dict[int, set[int]] = {}
        self.used = {id(drawn): symbols(drawn.term) for drawn in found.drawn}

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
            told = [one for one, _ in addends_of(term) if not is_bare(one) and not is_zero(one)]
            if len(told) == 1 and id(self.peeled(told[0])[0]) in self.rooted:
                return []  # a total to which a value with a name is added: it is told where it is made
        if not may_be_kl(term):
            return []
        verdict = self.judge(term, root, direct)
        if verdict is not None and verdict.verdict in MILD:
            return [self.candidate(term, root, verdict)]
        inner = [
            one
            for part, way in self.parts_of(term, around)
            for one in self.search(part, root, sign * way, direct and is_wrapper(term), wrappers(term, around))
        ]
        if any(one.verdict.verdict in MILD for one in inner):
            return [one for one in inner if one.verdict.verdict in MILD]
        if verdict is not None and verdict.verdict == "wrong" and direct and not self.holds_one(term, root):
            return [self.candidate(term, root, verdict)]
        return inner

    def candidate(self, term: Term, root: Root, verdict: Verdict) -> Candidate:
        called = term.span is not None and self.function_at(term.span) != root.scope
        return Candidate(term, root, verdict, self.extent(term, root), called)

    def function_at(self, span: Span) -> Span:
        """The innermost function around a place in the text."""
        around = [one for one in self.found.functions if one[0] <= span[0] and span[1] <= one[1]]
        return max(around, default=(0, len(self.text)))

    def extent(self, term: Term, root: Root) -> Span:
        """The text from the first to the last statement of the function that the term is made of."""
        spans = [
            part.span
            for part in walk(term)
            if part.span is not None and isinstance(part, Apply | Reduce) and self.function_at(part.span) == root.scope
        ]
        if not spans:
            return root.span
        return min(one[0] for one in spans), max(one[1] for one in spans)

    def note_signs(self, term: Term, sign: int) -> None:
        """Whether a value that has a name is added or subtracted in a sum."""
        if isinstance(term, Apply) and term.head in ("add", "subtract"):
            for one, negative in addends_of(term):
                held, way = self.peeled(one)
                if id(held) in self.rooted:
                    self.signs.setdefault(id(held), set()).add(sign * way * (-1 if negative else 1))

    def parts_of(self, term: Term, around: tuple[Term, ...]) -> Iterator[tuple[Term, int]]:
        """The parts of a value that may be terms by themselves. What has a name of its own is found under it."""
        if not (isinstance(term, Apply) and term.head in ("add", "subtract")):
            way = -1 if is_negative(term) else 1
            yield from ((part, way) for part in children(term))
            return
        addends = list(addends_of(term))
        told = [one for one in addends if not is_bare(one[0]) and not is_zero(one[0])]
        groups = components(told)
        chosen = [told] if 0 < len(told) < len(addends) else []
        chosen += [one for one in groups if len(one) < len(told)] if 1 < len(groups) <= MAX_GROUPS else []
        chosen += [[one] for one in told if [one] not in groups and [one] != told]
        for group in chosen:
            held = self.peeled(group[0][0])[0] if len(group) == 1 else None
            if held is not None and id(held) in self.rooted:
                continue
            part = joined(group) if held is None or held is group[0][0] else held
            yield (wrapped(part, around) if part is not held else part), 1

    def holds_one(self, term: Term, root: Root) -> bool:
        """Whether a part of the term has a name and is a KL by itself."""
        named = (one for one in walk(term) if one is not term and id(one) in self.rooted and may_be_kl(one))
        verdicts = (self.judge(one, root) for one in named)
        return any(one is not None and one.verdict in MILD for one in verdicts)

    def repeats(self, term: Term, root: Root) -> bool:
        """Whether a value that is returned or given away is one with a name, perhaps negated or only shown."""
        held = self.peeled(term)[0]
        while isinstance(held, Reduce) and id(held) not in self.rooted and root.use == "shown":
            held = held.body
        return id(held) in self.rooted

    def peeled(self, term: Term) -> tuple[Term, int]:
        """An addend without the weights in front of a value that has a name, or of its sum or mean; and their sign."""
        inner, sign = term, 1
        while (
            isinstance(inner, Apply) and inner.head in ("multiply", "divide", "negate") and id(inner) not in self.rooted
        ):
            factors = [one for one in inner.arguments if symbols(one) and not isinstance(one, Symbol)]
            if len(factors) != 1:
                return term, 1
            sign *= -1 if is_negative(inner) else 1
            inner = factors[0]
        held = inner
        while isinstance(held, Reduce) and id(held) not in self.rooted:
            held = held.body
        if id(held) not in self.rooted:
            return term, 1
        return (held if is_summed(held) else inner), sign

    def judge(self, term: Term, root: Root, direct: bool = False) -> Verdict | None:
        key = id(term), root.name, direct
        if key not in self.judged:
            self.judged[key] = term, self._judge(term, root, direct)
        return self.judged[key][1]

    def _judge(self, term: Term, root: Root, direct: bool) -> Verdict | None:
        """The verdict, if it is to be told. Most values are no KL under any reading, and are not diagnosed."""
        name = root.name or (root.function if root.use == "returned" else None)
        term = with_own_sizes(term)
        samplers = self.samplers(term, root)
        excerpt = Excerpt(
            self.text, term, self.extent(term, root), "torch", Surroundings(samplers, name, (), root.parameters)
        )
        matrices = has_matrices(term)
        if matrices and not is_determined(term):
            return None
        may_be_wrong = direct and not matrices and is_meant(term, name)
        try:
            if not (may_be_wrong or matrices) and not stands(case_of(excerpt, {}, STANDARD_PRIOR)):
                return None
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
        used = self.used[id(drawn)]
        if len(used) > MAX_SAMPLER:
            return None
        bare = {name.removeprefix("self."): name for name in names}
        images: dict[str, Term] = {
            name: Symbol(bare[name.removeprefix("self.")])
            for name in used
            if name not in names and name.removeprefix("self.") in bare
        }
        images |= {name: value for name, value in self.found.defaults.items() if name in used and name not in names}
        term = substitute(drawn.term, images) if images else drawn.term
        if len(names & set(symbols(term))) < 2:
            return None
        return Statement(drawn.name, term, drawn.span)

    # Which of them are told

    def outermost(self, candidates: Iterable[Candidate]) -> list[Candidate]:
        """Without those that are parts of others: a later statement that scales or reduces a term belongs to it."""
        unique = {(id(one.term), one.root.span): one for one in candidates}
        inside = {id(part) for one in unique.values() for part in walk(one.term) if part is not one.term}
        return [one for one in unique.values() if id(one.term) not in inside]

    def told_where_made(self, kept: list[Candidate]) -> list[Candidate]:
        """Without the calls of functions that are judged themselves, unless a call adds a mistake."""
        made = {one.term.span: set(one.verdict.mistakes) for one in kept if not one.is_called}
        return [
            one
            for one in kept
            if not one.is_called or one.term.span not in made or set(one.verdict.mistakes) - made[one.term.span]
        ]

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
        """The verdict, with the sign that the code around the term undoes."""
        verdict = one.verdict
        undone = -1 in self.signs.get(id(one.term), ()) or says_negative(one.root.name)
        if "sign" not in verdict.mistakes or not (verdict.scale or "").startswith("-") or not undone:
            return verdict
        mistakes = tuple(word for word in verdict.mistakes if word != "sign")
        severity = verdict.severity if mistakes else "note"
        return replace(verdict, mistakes=mistakes, notes=(*verdict.notes, "negated"), severity=severity)


def is_reported(verdict: Verdict, term: Term, name: str | None) -> bool:
    """Whether a verdict speaks of a KL term, as far as the code shows that one is meant."""
    if verdict.verdict in MILD:
        return "equal-variance" not in verdict.notes and verdict.reading is not None and len(verdict.reading) >= 2
    if verdict.verdict == "wrong":
        return verdict.mistakes != ("other",) and is_meant(term, name)
    return False


def stands(case: Case) -> bool:
    """Whether a term is a KL under some reading, by itself or in the mean over a sample."""
    if case.may_be_estimate and any(one.stands for one in estimates_of(case)):
        return True
    return case.stands is not None


def is_meant(term: Term, name: str | None) -> bool:
    """Whether names say that a KL is meant: its own, or those of a mean and a scale in it."""
    if is_kl_name(name):
        return True
    roles = [suggested_role(part.name) for part in walk(term) if isinstance(part, Symbol)]
    return "mean" in roles and sum(role not in (None, "mean") for role in roles) >= 2  # in the logarithm and beside it


def is_determined(term: Term) -> bool:
    """Whether a term with matrices has the logarithm of a determinant, as every KL of full covariances."""
    heads = {part.head for part in walk(term) if isinstance(part, Apply)}
    return bool(heads & {"determinant", "log_determinant"}) and len(symbols(term)) <= MAX_ELEMENTS


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
            case Apply(head="multiply", arguments=(left, right)) if not squared and {*symbols(left)} & {
                *symbols(right)
            }:
                squared = True
            case Apply(head=head) if head in CURVED:
                curved = True
                squared = squared or head == "normal_log_density"
    elements = [one for one in leaves if suggested_role(one) or not (is_size(one) or is_weight(one))]
    return squared and (curved or len(elements) > 1) and 1 <= len(elements) <= MAX_ELEMENTS


def is_summed(term: Term) -> bool:
    """Whether a value has been reduced: a mean of it beside another loss is that of the batch, and of the total."""
    return any(isinstance(part, Reduce) for part in walk(term))


def wrappers(term: Term, around: tuple[Term, ...]) -> tuple[Term, ...]:
    """What stands around the parts of a term, outermost first, as far as it may belong to each of them."""
    if isinstance(term, Reduce) or (isinstance(term, Apply) and term.head == "negate"):
        return (*around, term)
    return ()


def wrapped(part: Term, around: tuple[Term, ...]) -> Term:
    """A part of a sum under the signs and means that stand around the whole sum."""
    for one in reversed(around):
        part = rebuild(one, lambda _, inner=part: inner)  # type: ignore[misc]
    return part


def is_zero(term: Term) -> bool:
    return isinstance(term, Number) and term.value == 0


def is_wrapper(term: Term) -> bool:
    """A sum, a mean, a factor or an addition: what may stand around a term without making it a part of something."""
    match term:
        case Reduce():
            return True
        case Apply(head="add" | "subtract" | "negate"):
            return True
        case Apply(head="multiply" | "divide", arguments=arguments):
            return any(not any(isinstance(part, Reduce | Apply) for part in walk(one)) for one in arguments)
    return False


def is_negative(term: Term) -> bool:
    """Whether a factor in front of the rest is negative."""
    match term:
        case Apply(head="negate"):
            return True
        case Apply(head="multiply" | "divide", arguments=arguments):
            return sum(is_negative_number(one) for one in arguments) == 1
    return False


def is_negative_number(term: Term) -> bool:
    match term:
        case Number(value=value):
            return value < 0
        case Apply(head="negate", arguments=(inner,)):
            return not symbols(inner)
        case Apply(head="divide" | "multiply", arguments=(left, right)) if not symbols(term):
            return is_negative_number(left) != is_negative_number(right)
    return False


def says_negative(name: str | None) -> bool:
    return name is not None and NEGATIVE.search(name) is not None


def without_foreign_weights(term: Term) -> Term:
    """Factors in front of a sum that are computed from something else, as an annealing schedule, as one weight."""
    if not isinstance(term, Apply) or term.head not in ("multiply", "divide", "negate"):
        return term
    parts = [without_foreign_weights(one) for one in term.arguments]
    if term.head != "negate":
        for place, (one, other) in enumerate((parts, parts[::-1])):
            computed = any(isinstance(part, Apply) and part.head in WEIGHING for part in walk(one)) and symbols(one)
            if computed and not {*symbols(one)} & {*symbols(other)} and any(isinstance(p, Reduce) for p in walk(other)):
                parts[place] = Symbol("weight", span=one.span)
    return with_arguments(term, tuple(parts))


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
            return suggested_role(name) is None or is_sample(name)
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
        names = {name for name in symbols(one[0]) if suggested_role(name) or not (is_size(name) or is_weight(name))}
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


def with_own_sizes(term: Term) -> Term:
    """A length beyond the batch's is that of the latents only if a mean or scale of the term has it."""
    names = frozenset(symbols(term))

    def change(part: Term) -> Term:
        if isinstance(part, Size) and part.axis != 0 and part.of is not None and part.of not in names:
            return Symbol(f"{part.of}.shape[{part.axis}]", span=part.span)
        return rebuild(part, change)

    return change(term)
