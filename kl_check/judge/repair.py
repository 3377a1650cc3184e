"""A small change of the text after which the term is exact: read and decided again before it is offered."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from fractions import Fraction
from functools import cached_property
from itertools import chain, islice

from kl_check.judge.brackets import moved
from kl_check.judge.case import Case, case_of
from kl_check.judge.matrices.heads import has_matrices
from kl_check.judge.screen import Screen
from kl_check.judge.spell import canonical
from kl_check.know.roles import BY_WORD
from kl_check.model.errors import InputError
from kl_check.model.hypothesis import Hypothesis
from kl_check.model.role import Gaussian
from kl_check.model.surroundings import Excerpt
from kl_check.model.term import Apply, Number, Reduce, Span, Symbol, Term, children, walk
from kl_check.model.verdict import Fix, Reduction, Verdict
from kl_check.read.text import read_text

MAX_CANDIDATES = 150

Candidates = Iterator[str]


def repaired(
    excerpt: Excerpt, verdict: Verdict, pins: Mapping[str, str], prior: Gaussian, case: Case | None = None
) -> Verdict:
    """The verdict with a fix, if one is found that is proved exact."""
    if verdict.verdict == "approximate":  # a stabiliser is there for a reason
        return verdict
    if has_matrices(excerpt.term):
        from kl_check.judge.matrices.repair import repaired as matrices_repaired

        return matrices_repaired(excerpt, verdict, pins, prior)
    if verdict.target == "estimate":  # the edits are of closed forms, in which the sample would pass for a mean
        return verdict
    case = case or case_of(excerpt, pins, prior)
    wanted = _wanted(case)
    if wanted is None:
        return verdict
    goal = Goal(excerpt, pins, prior, wanted)
    for text in _candidates(excerpt, verdict, wanted):
        if text != excerpt.source and goal.is_met_by(text):
            return replace(verdict, fix=_fix(text, verdict, wanted))
    return verdict


def _wanted(case: Case) -> Hypothesis | None:
    """The reading under which the repaired line is to be the KL: what pins and samplers say, else the nearest."""
    if case.meant:
        return case.meant
    nearest = case.nearest
    pins = {name: BY_WORD[role] for name, role in case.pins.items() if role in BY_WORD}
    return nearest.target.hypothesis.holding(pins) if nearest else None


@dataclass(frozen=True)
class Goal:
    """The reading under which a changed text is to be the KL, beside what stood beside the text."""

    excerpt: Excerpt
    pins: Mapping[str, str]
    prior: Gaussian
    wanted: Hypothesis

    @cached_property
    def _screen(self) -> Screen:
        return Screen([self.wanted], list(self.wanted.roles()))

    def is_met_by(self, text: str) -> bool:
        """Whether the changed text, read again, is proved to be the KL under the reading that is wanted."""
        try:
            changed = read_text(text)
            if not self._screen.passes(changed.term):
                return False
            case = Case(replace(changed, surroundings=self.excerpt.surroundings), self.pins, self.prior)
            facts = case.facts_under(self.wanted) if set(self.wanted.roles()) <= set(case.elements) else None
        except (InputError, ArithmeticError):
            return False
        return facts is not None and facts.word == "exact" and case.confirms(facts)


def _fix(text: str, verdict: Verdict, wanted: Hypothesis) -> Fix:
    held = ", ".join(f"{name} a {BY_WORD[role].title}" for name, role in wanted.roles().items() if role in BY_WORD)
    because = f"exact with {held}" if held else "exact"
    return Fix(text, safe=set(verdict.mistakes) == {"dropped-constant"}, because=because)


# Candidates: each mistake has its edits of the text; the canonical line comes last.


def _candidates(excerpt: Excerpt, verdict: Verdict, wanted: Hypothesis) -> Candidates:
    edited = list(islice(_composed(excerpt, verdict.mistakes), MAX_CANDIDATES))
    yield from sorted(dict.fromkeys(edited), key=lambda text: abs(len(text) - len(excerpt.source)))
    reduction = verdict.reduction or Reduction()
    yield canonical(wanted, reduction, excerpt.dialect, excerpt.source)


def _composed(excerpt: Excerpt, mistakes: tuple[str, ...]) -> Candidates:
    """The edits of the first mistake, and after each the edits of the others."""
    if not mistakes:
        yield excerpt.source
        return
    for text in EDITS.get(mistakes[0], _none)(excerpt):
        if len(mistakes) == 1:
            yield text
            continue
        try:
            changed = read_text(text)
        except InputError:
            continue
        yield from _composed(changed, mistakes[1:])


def _none(_: Excerpt) -> Candidates:
    return iter(())


def _splice(excerpt: Excerpt, span: Span, text: str) -> str:
    """The term's source with a part replaced."""
    start = excerpt.span[0]
    source = excerpt.source
    return source[: span[0] - start] + text + source[span[1] - start :]


def _parts(excerpt: Excerpt) -> Iterator[Term]:
    """The parts of the term that stand in its own statement."""
    start, end = excerpt.span
    for part in walk(excerpt.term):
        if part.span and start <= part.span[0] and part.span[1] <= end:
            yield part


def _mean_to_sum(excerpt: Excerpt) -> Candidates:
    for part in _parts(excerpt):
        if not isinstance(part, Reduce) or part.kind != "mean" or part.span is None or part.body.span is None:
            continue
        (start, end), (inner, outer) = part.span, part.body.span
        for match in re.finditer(r"mean", excerpt.text[start:end]):
            if start + match.start() < inner or start + match.start() >= outer:
                yield _splice(excerpt, (start + match.start(), start + match.end()), "sum")


def _operators(excerpt: Excerpt, heads: tuple[str, ...]) -> Iterator[tuple[Apply, Span]]:
    """Each written operator of the given kinds, with the place of its sign."""
    for part in _parts(excerpt):
        if not isinstance(part, Apply) or part.head not in heads or len(part.arguments) != 2:
            continue
        left, right = part.arguments[0].span, part.arguments[1].span
        if left is None or right is None or right[0] < left[1]:
            continue
        for match in re.finditer(r"[-+*/−]", excerpt.text[left[1] : right[0]]):
            yield part, (left[1] + match.start(), left[1] + match.end())
            break


def _flip_sign(excerpt: Excerpt) -> Candidates:
    for sum_, place in _operators(excerpt, ("add", "subtract")):
        yield _splice(excerpt, place, "-" if sum_.head == "add" else "+")
    for part in _parts(excerpt):
        if isinstance(part, Apply) and part.head == "negate" and part.span and part.arguments[0].span:
            yield _splice(excerpt, (part.span[0], part.arguments[0].span[0]), "").lstrip()
    source = excerpt.source
    yield f"-{source}" if _leads_with_factor(excerpt.term) else f"-({source})"


def _leads_with_factor(term: Term) -> bool:
    """Whether a minus in front of the text negates the whole term."""
    return not (isinstance(term, Apply) and term.head in ("add", "subtract"))


FACTORS = (Fraction(1, 2), Fraction(2), Fraction(1, 4), Fraction(4))


def _change_number(excerpt: Excerpt) -> Candidates:
    """A number doubled or halved; a factor of one is not written (`_remove_factor` takes it away)."""
    products = (one for one in _parts(excerpt) if isinstance(one, Apply) and one.head == "multiply")
    factors = {argument.span for product in products for argument in product.arguments}
    for part in _parts(excerpt):
        if isinstance(part, Number) and part.span:
            for factor in FACTORS:
                if part.value * factor == 1 and part.span in factors:
                    continue
                yield _splice(excerpt, part.span, _written(part.value * factor, excerpt.dialect))


def _multiply_part(excerpt: Excerpt) -> Candidates:
    """A factor in front of one summand."""
    sign = " " if excerpt.dialect == "latex" else " * "
    for part in _parts(excerpt):
        if isinstance(part, Apply) and part.head in ("add", "subtract"):
            for operand in part.arguments:
                if operand.span and not isinstance(operand, Number):
                    for factor in FACTORS:
                        place = (operand.span[0], operand.span[0])
                        yield _splice(excerpt, place, _written(factor, excerpt.dialect) + sign)


def _remove_factor(excerpt: Excerpt) -> Candidates:
    """One factor or divisor taken away."""
    for part in _parts(excerpt):
        if isinstance(part, Apply) and part.head in ("multiply", "divide") and part.span:
            left, right = part.arguments[0].span, part.arguments[1].span
            if left and right:
                yield _splice(excerpt, (left[1], part.span[1]), _closing(excerpt, left[1], right[0]))
                if part.head == "multiply":
                    yield _splice(excerpt, (part.span[0], right[0]), "")


def _closing(excerpt: Excerpt, start: int, end: int) -> str:
    """The brackets that close between two places."""
    return "".join(character for character in excerpt.text[start:end] if character == ")")


def _halve_whole(excerpt: Excerpt) -> Candidates:
    yield from _change_number(excerpt)
    source = excerpt.source
    if excerpt.dialect == "latex":
        yield rf"\frac{{1}}{{2}} \left( {source} \right)"
        return
    for part in _parts(excerpt):
        if isinstance(part, Apply) and part.head == "negate" and part.arguments[0].span:
            place = (part.arguments[0].span[0],) * 2
            yield _splice(excerpt, place, "0.5 * ")
    yield f"0.5 * {source}" if _leads_with_factor(excerpt.term) else f"0.5 * ({source})"


def _add_constant(excerpt: Excerpt) -> Candidates:
    """A one or a half put in front of a sum, or a constant of the text changed or taken away."""
    places = {excerpt.span[0]}
    for part in _parts(excerpt):
        for child in children(part):
            if isinstance(child, Apply) and child.head in ("add", "subtract", "negate") and child.span:
                places.add(child.span[0])
    for place in sorted(places, reverse=True):
        for constant in ("1 + ", "-1 + ", "-0.5 + ", "0.5 + "):
            yield _splice(excerpt, (place, place), constant)
    end = excerpt.span[1]
    for constant in (" - 0.5", " + 0.5"):
        yield _splice(excerpt, (end, end), constant)
    yield from _change_number(excerpt)


def _square(excerpt: Excerpt) -> Candidates:
    """A square on a symbol or on a bracket."""
    for part in _parts(excerpt):
        if part.span and (isinstance(part, Symbol) or (isinstance(part, Apply) and part.head == "subtract")):
            text = excerpt.text[slice(*part.span)]
            held = text if isinstance(part, Symbol) else f"({text})"
            square = ".pow(2)" if ".pow(" in excerpt.source else "^2" if "^" in excerpt.source else "**2"
            yield _splice(excerpt, part.span, held + square)
            end = part.span[1]
            if excerpt.text[end : end + 1] == ")":
                yield _splice(excerpt, (end + 1, end + 1), square)


def _written(value: Fraction, dialect: str) -> str:
    if value.denominator == 1:
        return str(value)
    exact = Fraction(repr(float(value))) == value
    if dialect == "latex" and not exact:
        return rf"\frac{{{value.numerator}}}{{{value.denominator}}}"
    return repr(float(value)) if exact else f"({value})"


EDITS: Mapping[str, Callable[[Excerpt], Candidates]] = {
    "mean-over-latents": _mean_to_sum,
    "sign": _flip_sign,
    "missing-half": _halve_whole,
    "log-factor": lambda excerpt: chain(_remove_factor(excerpt), _multiply_part(excerpt), _change_number(excerpt)),
    "wrong-coefficient": lambda excerpt: chain(
        _remove_factor(excerpt), _change_number(excerpt), _multiply_part(excerpt)
    ),
    "dropped-constant": _add_constant,
    "unsquared-mean": _square,
    "wrong-count": _remove_factor,
    "wrong-base": _remove_factor,
    "misplaced-parenthesis": moved,
}
