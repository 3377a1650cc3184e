"""A value of a file judged as a term, with the samplers that stand beside it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from kl_check.judge.case import case_of
from kl_check.judge.hypotheses import STANDARD_PRIOR
from kl_check.judge.judge import judge
from kl_check.judge.matrices.heads import has_matrices
from kl_check.know.names import axis_of_size, is_size, suggested_role
from kl_check.model.errors import InputError
from kl_check.model.surroundings import Excerpt, Statement, Surroundings
from kl_check.model.term import Apply, Reduce, Size, Span, Symbol, Term, rebuild, substitute, symbols, walk
from kl_check.model.verdict import Verdict
from kl_check.read.flow.values import Drawn, Findings, Root
from kl_check.scanning.meant import is_determined, is_meant, is_of_others, is_reported, stands
from kl_check.scanning.ranks import in_two_axes
from kl_check.scanning.shortened import reads_as_named, shortened

OF_FORMULAS = frozenset({"unstable-near-prior", "overflows", "round-trip"})
MAX_SAMPLER = 5  # symbols of a line that draws z


class Judging:
    """Judges the values of one file, each once."""

    def __init__(self, text: str, found: Findings) -> None:
        self.text = text
        self.found = found
        self.judged: dict[tuple[int, str | None, bool], tuple[Term, Verdict | None]] = {}
        self.forms = {id(one): _forms(one.term, found) for one in found.drawn}

    def judge(self, term: Term, root: Root, direct: bool = False) -> Verdict | None:
        key = id(term), root.name, direct
        if key not in self.judged:
            self.judged[key] = term, self._judge(term, root, direct)
        return self.judged[key][1]

    def _judge(self, term: Term, root: Root, direct: bool) -> Verdict | None:
        """The verdict, if it is to be told: of the term written out, or of the term in the names of its parts."""
        term = in_two_axes(self.without_counts(self.without_copies(with_own_sizes(term))))
        verdict = self.decided(term, root, direct)
        if verdict is None or verdict.verdict == "wrong":
            short = shortened(term, self.found.named)
            again = self.decided(short, root, direct=False) if short is not None else None
            if short is not None and again is not None and reads_as_named(again, short):
                return again
        return verdict

    def without_copies(self, term: Term) -> Term:
        """A detached copy is another value only beside the value that it is a copy of."""
        names = set(symbols(term))
        lone = {name: value for name, value in self.found.copies.items() if name in names and value.name not in names}
        return substitute(term, lone) if lone else term

    def decided(self, term: Term, root: Root, direct: bool) -> Verdict | None:
        """The verdict on one term. Most values are no KL under any reading, and are not diagnosed."""
        name = root.name or (root.function if root.use == "returned" else None)
        samplers = self.samplers(term, root)
        excerpt = Excerpt(
            self.text, term, self.extent(term, root), "torch", Surroundings(samplers, name, (), root.parameters)
        )
        matrices = has_matrices(term)
        if matrices and not is_determined(term):
            return None
        may_be_wrong = direct and not matrices and is_meant(term, name) and not is_of_others(root.function)
        try:
            if not (may_be_wrong or matrices) and not stands(case_of(excerpt, {}, STANDARD_PRIOR)):
                return None
            verdict = self.of_parameters(judge(excerpt))
            if verdict.verdict == "wrong" and is_weighted_density(excerpt):
                return None
        except InputError:
            return None
        return (
            self.as_call(verdict, term)
            if is_reported(verdict, term, name, has_library_kl=self.holds_library_kl(term))
            else None
        )

    def without_counts(self, term: Term) -> Term:
        """A KL of unknown distributions may be that of a layer's weights, which the data share: a count is a weight."""
        if not any(part.span in self.found.unseen for part in walk(term)):
            return term
        counts = [name for name in symbols(term) if is_size(name) and axis_of_size(name) is None]
        return substitute(term, {name: Symbol("weight") for name in counts}) if counts else term

    def of_parameters(self, verdict: Verdict) -> Verdict:
        """Parameters of a model have no batch: all their axes are latents."""
        mean = next((name for name, role in (verdict.reading or {}).items() if role == "mean"), None)
        if verdict.reduction is None or mean not in self.found.trained:
            return verdict
        return replace(verdict, reduction=replace(verdict.reduction, batch="none"))

    def as_call(self, verdict: Verdict, term: Term) -> Verdict:
        """A library's own KL is told as such, without what is to be said of a formula that is written out."""
        if verdict.target == "reverse" or not self.holds_library_kl(term):
            return verdict
        notes = tuple(one for one in verdict.notes if one not in OF_FORMULAS)
        return replace(verdict, target="call", notes=notes)

    def holds_library_kl(self, term: Term) -> bool:
        return any(part.span in self.found.library for part in walk(term))

    def samplers(self, term: Term, root: Root) -> tuple[Statement, ...]:
        """The nearest lines that draw noise with the symbols of the term: of its function, its class or its file."""
        names = set(symbols(term))
        known = {_bare(name) for name in names} | self.found.defaults.keys()
        drawn = [one for one in self.found.drawn if any(len(known & bare) > 1 for _, bare in self.forms[id(one)])]
        tiers: Sequence[list[Drawn]] = (
            [one for one in drawn if (one.function, one.owner) == (root.function, root.owner)],
            [one for one in drawn if one.owner == root.owner],
            drawn,
        )
        for tier in tiers:
            if fitting := [one for line in tier if (one := self.fitted(line, names)) is not None]:
                return tuple(dict.fromkeys(fitting))
        return ()

    def fitted(self, drawn: Drawn, names: set[str]) -> Statement | None:
        """A sampler in the symbols of the term, if it uses at least two of them, written out or in names of parts."""
        for term, _ in self.forms[id(drawn)]:
            used = symbols(term)
            images = self.images(used, names)
            if len(names & {*used, *_names_of(images)}) >= 2:
                return Statement(drawn.name, substitute(term, images) if images else term, drawn.span)
        return None

    def images(self, used: Sequence[str], names: set[str]) -> dict[str, Term]:
        """What stands for the symbols of a sampler in a term: attributes of self, copies, default numbers."""
        bare = {_bare(name): name for name in names}
        others = [name for name in used if name not in names]
        images: dict[str, Term] = {name: Symbol(bare[_bare(name)]) for name in others if _bare(name) in bare}
        return images | {name: self.found.defaults[name] for name in others if name in self.found.defaults}

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


def with_own_sizes(term: Term) -> Term:
    """A length beyond the batch's is that of the latents only if a mean or scale of the term has it."""
    names = frozenset(symbols(term))

    def change(part: Term) -> Term:
        if isinstance(part, Size) and part.axis != 0 and part.of is not None and part.of not in names:
            return Symbol(f"{part.of}.shape[{part.axis}]", span=part.span)
        return rebuild(part, change)

    return change(term)


def _forms(term: Term, found: Findings) -> tuple[tuple[Term, frozenset[str]], ...]:
    """A line that draws, written out and in the names of its parts, with its symbols; long ones say nothing."""
    short = shortened(term, found.named)
    forms = ((one, symbols(one)) for one in (term, short) if one is not None)
    return tuple((one, frozenset(map(_bare, used))) for one, used in forms if len(used) <= MAX_SAMPLER)


def _bare(name: str) -> str:
    """A name as it is also given outside the class."""
    return name.removeprefix("self.")


def _names_of(images: Mapping[str, Term]) -> set[str]:
    return {one.name for one in images.values() if isinstance(one, Symbol)}


def is_weighted_density(excerpt: Excerpt) -> bool:
    """Whether a term is a log-density times something else, as in a policy's gradient: logp * advantages."""
    inner = without_factors(excerpt.term)
    return inner is not excerpt.term and judge(replace(excerpt, term=inner)).verdict == "unrelated"


def without_factors(term: Term) -> Term:
    """What is left behind sums, signs and factors that are no mean and no scale."""
    match term:
        case Reduce(body=inner) | Apply(head="negate", arguments=(inner,)):
            return without_factors(inner)
        case Apply(head="multiply" | "divide", arguments=arguments):
            kept = [one for one in arguments if any(map(suggested_role, symbols(one)))]
            return without_factors(kept[0]) if len(kept) == 1 else term
    return term
