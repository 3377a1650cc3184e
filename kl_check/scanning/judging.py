"""A value of a file judged as a term, with the samplers that stand beside it."""

from __future__ import annotations

from collections.abc import Sequence

from kl_check.judge.case import case_of
from kl_check.judge.hypotheses import STANDARD_PRIOR
from kl_check.judge.judge import judge
from kl_check.judge.matrices.heads import has_matrices
from kl_check.model.errors import InputError
from kl_check.model.surroundings import Excerpt, Statement, Surroundings
from kl_check.model.term import Apply, Reduce, Size, Span, Symbol, Term, rebuild, substitute, symbols, walk
from kl_check.model.verdict import Verdict
from kl_check.read.flow.values import Drawn, Findings, Root
from kl_check.scanning.meant import is_determined, is_meant, is_reported, stands

MAX_SAMPLER = 5  # symbols of a line that draws z


class Judging:
    """Judges the values of one file, each once."""

    def __init__(self, text: str, found: Findings) -> None:
        self.text = text
        self.found = found
        self.judged: dict[tuple[int, str | None, bool], tuple[Term, Verdict | None]] = {}
        self.used = {id(drawn): symbols(drawn.term) for drawn in found.drawn}

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
