"""Which token of a term is which part of the textbook KL, told by the normal form of each part of the formula."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from fractions import Fraction
from typing import NamedTuple

from kl_check.algebra import polynomial
from kl_check.algebra.axes import resolve
from kl_check.algebra.evaluate import evaluate
from kl_check.algebra.exact import NO_SUM
from kl_check.algebra.polynomial import Polynomial
from kl_check.judge.case import Case, case_of
from kl_check.judge.facts import ONE
from kl_check.judge.hypotheses import STANDARD_PRIOR
from kl_check.judge.matrices.heads import has_matrices
from kl_check.judge.narrate import gaussian_of
from kl_check.judge.parts import PARTS, ZERO, by_parts, target_of
from kl_check.judge.relation import Shape, count_of, relate, shape_of, table_of
from kl_check.judge.scalars import factor_of, show
from kl_check.judge.stabilisers import strip
from kl_check.model.explanation import Explanation, Place, TextbookPart, Token
from kl_check.model.hypothesis import Hypothesis
from kl_check.model.mistake import Part
from kl_check.model.role import Gaussian
from kl_check.model.surroundings import Excerpt
from kl_check.model.term import Apply, Axis, Reduce, Span, Term, walk
from kl_check.model.verdict import Reduction, Verdict

TITLES: Mapping[Part, TextbookPart] = {
    "log": "log-determinant",
    "variance": "trace",
    "mean": "mean",
    "constant": "dimension",
    "other": "other",
}
STANDARD: Mapping[Part, str] = {"log": "−½ log σ²", "variance": "½ σ²", "mean": "½ μ²", "constant": "−½"}
GENERAL: Mapping[Part, str] = {
    "log": "½ log(σ₂²/σ²)",
    "variance": "σ²/(2σ₂²)",
    "mean": "(μ − μ₂)²/(2σ₂²)",
    "constant": "−½",
}
REVERSE: Mapping[Part, str] = {"log": "½ log σ²", "variance": "1/(2σ²)", "mean": "μ²/(2σ²)", "constant": "−½"}

OPENING = re.compile(r"(\\left|\\[bB]igg?l?)?[\s(\[{]*$")
CLOSING = re.compile(r"^[\s)\]}]*")


def explained(verdict: Verdict, excerpt: Excerpt, pins: Mapping[str, str], prior: Gaussian) -> Verdict:
    """The verdict with its tokens explained; with none where no reading stands or is near."""
    if has_matrices(excerpt.term) or verdict.target == "estimate":
        return replace(verdict, explanation=Explanation(excerpt.text, ()))
    case = case_of(excerpt, pins, prior)
    hypothesis = case.stands.hypothesis if case.stands else _nearest(case, verdict)
    tokens = tuple(_Walk(case, hypothesis).tokens()) if hypothesis else ()
    return replace(verdict, explanation=Explanation(excerpt.text, tokens))


def _nearest(case: Case, verdict: Verdict) -> Hypothesis | None:
    """The reading that a wrong term is nearest to."""
    if verdict.verdict != "wrong" or not verdict.alternatives:
        return None
    reading = verdict.alternatives[0].reading
    return next((one for one in case.hypotheses if case.roles(one) == reading), None)


class _Around(NamedTuple):
    """What stands around a part: what multiplies it, the sizes that means divide by, the axes summed over."""

    factor: Polynomial = ONE
    averaged: Polynomial = ONE
    summed: frozenset[Axis] = NO_SUM

    def times(self, factor: Polynomial) -> _Around:
        return self._replace(factor=self.factor * factor)

    def reduced(self, term: Reduce) -> _Around:
        axes = term.axes or ()
        lengths = count_of(frozenset(axes)) if term.kind == "mean" else ONE
        return self._replace(averaged=self.averaged * lengths, summed=self.summed | {*axes})


class _Held(NamedTuple):
    """A token that is one part of the KL, with what it adds up to."""

    part: Part
    value: Polynomial
    around: _Around
    token: Token


class _Walk:
    """One term under one hypothesis."""

    def __init__(self, case: Case, hypothesis: Hypothesis) -> None:
        self.case = case
        self.hypothesis = hypothesis
        self.target = target_of(hypothesis)
        value, self.world = case.exact(hypothesis)
        self.shape = shape_of(value, self.world.is_scalar)
        self.text = case.excerpt.text
        self.found: list[Token] = []
        self.held: list[_Held] = []
        self.mixed: set[Part] = set()

    def tokens(self) -> Iterator[Token]:
        """In the order of the text; then what is missing, the second Gaussian, the derivation."""
        self.visit(strip(resolve(self.case.excerpt.term, self.case.found.is_scalar))[0], _Around())
        due = self.due()
        labels = [*self.found, *(self.part(one, due) for one in self.held)]
        yield from sorted(dict.fromkeys(labels), key=lambda one: one.place.span if one.place else (0, 0))
        yield from self.missing(due)
        yield Token("second-gaussian", self.second())
        yield Token("derivation", f"kl-check derive {self.derivation()}")

    # Through the formula

    def visit(self, term: Term, around: _Around) -> None:
        match term:
            case Reduce(body=body):
                self.reduction(term, body)
                self.visit(body, around.reduced(term))
            case Apply(head="add" | "subtract" as head, arguments=(left, right)):
                self.visit(left, around)
                self.visit(right, around if head == "add" else around.times(-ONE))
            case _ if len(parts := self.parts(term, around.factor)) <= 1 and not _has_sum(term):
                for part in parts:
                    self.hold(term, part, around)
            case Apply(head="negate", arguments=(inner,)):
                self.label(
                    _written_around(term, inner, self.text), "sign", "turns the sign of all that it stands before"
                )
                self.visit(inner, around.times(-ONE))
            case Apply(head="multiply" | "divide", arguments=(left, right)):
                self.product(term, left, right, around)
            case _:
                self.several(term, around)

    def product(self, term: Apply, left: Term, right: Term, around: _Around) -> None:
        """One side is a factor, the other is gone into: the one that varies, or is more parts than the other."""
        divides = term.head == "divide"
        inner, outer = (right, left) if not divides and self.is_plain(left) else (left, right)
        if not divides and len(self.parts(outer, around.factor)) > len(self.parts(inner, around.factor)):
            inner, outer = outer, inner
        by = self.value(outer)
        if divides and len(by.terms) != 1:
            self.several(term, around)
            return
        by = polynomial.power(by, Fraction(-1)) if divides else by
        self.label(outer.span, *self.factor(by, divides=divides))
        self.visit(inner, around.times(by))

    def value(self, term: Term) -> Polynomial:
        """The normal form of a part, whatever it is summed over."""
        return sum(evaluate(self.case.aliases.apply(term), self.world).values(), start=ZERO)

    def parts(self, term: Term, factor: Polynomial) -> list[Part]:
        table = table_of(self.value(term) * factor, self.world.is_scalar)
        skeleton = by_parts(Polynomial(dict.fromkeys(table, Fraction(1))), self.target.means)
        return [part for part in PARTS if skeleton[part]]

    def is_plain(self, term: Term) -> bool:
        """Whether a part is the same for every element."""
        return self.is_scalar(self.value(term))

    # What is said

    def label(self, span: Span | None, part: TextbookPart, says: str) -> None:
        if span and span[0] < span[1]:
            self.found.append(Token(part, says, self.text[slice(*span)], self.place(span)))

    def hold(self, term: Term, part: Part, around: _Around) -> None:
        """Kept until it is known what the whole part comes to."""
        if term.span:
            token = Token(TITLES[part], "", self.text[slice(*term.span)], self.place(term.span))
            self.held.append(_Held(part, self.value(term) * around.factor, around, token))

    def several(self, term: Term, around: _Around) -> None:
        """expm1(s) is both the trace and the dimension."""
        parts = self.parts(term, around.factor)
        self.mixed |= {*parts}
        says = f"{' and '.join(TITLES[part] for part in parts)} at once: here {show(self.value(term) * around.factor)}"
        self.label(term.span, "several", says)

    def place(self, span: Span) -> Place:
        line, column = _line_and_column(self.text, span[0])
        return Place(span, line, column, *_line_and_column(self.text, span[1]))

    def reduction(self, term: Reduce, body: Term) -> None:
        names = {"latent": "the latents", "batch": "the batch"}
        over = " and ".join(names[str(axis)] for axis in reversed(term.axes or ())) or "nothing that varies"
        kind = term.kind
        is_slip = term.kind == "mean" and "latent" in (term.axes or ())
        says = f"{kind} over {over}" + (": the KL has the sum over the latents" if is_slip else "")
        self.label(_written_around(term, body, self.text), "sum" if term.kind == "sum" else "average", says)

    def factor(self, value: Polynomial, *, divides: bool) -> tuple[TextbookPart, str]:
        """What a factor on several parts is."""
        factor = factor_of(value)
        as_divisor = f"divides by {show(polynomial.power(value, Fraction(-1)))}" if divides else f"times {show(value)}"
        if not self.is_scalar(value):
            return "prior-variance", f"{as_divisor}, with the variance of the second Gaussian"
        if factor and factor.weights:
            return "weight", f"{as_divisor}: a named weight on the whole"
        if factor and factor.sizes:
            return "count", f"{as_divisor}: a size"
        if value.constant and abs(value.constant) == Fraction(1, 2):
            turned = "; its minus turns the signs behind it" if value.constant < 0 else ""
            return "half", f"the factor ½ of the KL{turned}"
        return "factor", as_divisor

    def is_scalar(self, value: Polynomial) -> bool:
        return all(self.world.is_scalar(name) for one in value.terms for name in polynomial.generators(one))

    def part(self, held: _Held, due: Mapping[Part, Polynomial]) -> Token:
        part, value, around, token = held
        if part == "other":
            return token._replace(says=f"no part of this KL: {show(value)}")
        says = f"{self.textbook(part)}: here {show(value)}"
        outside = part == "constant" and self.tag and not around.summed
        says += ", once for the whole" if outside else ""
        if part in due:
            says += f"; the KL has {self.shown(part, due[part] * (ONE if outside else around.averaged))}"
        return token._replace(says=says)

    def shown(self, part: Part, value: Polynomial) -> str:
        return show(value) + (" for each latent" if part == "constant" and self.tag else "")

    def textbook(self, part: Part) -> str:
        is_standard = self.hypothesis.second == STANDARD_PRIOR
        row = STANDARD if is_standard else REVERSE if self.hypothesis.target == "reverse" else GENERAL
        return f"{TITLES[part]} {row[part]}"

    # What is due

    @property
    def tag(self) -> frozenset[Axis]:
        return self.shape.tag if self.shape else NO_SUM

    def due(self) -> Mapping[Part, Polynomial]:
        """The parts that are not what they should be, with what the KL has, scaled as most of the term is."""
        if self.shape is None:
            return {}
        code = by_parts(Polynomial(dict.fromkeys(self.shape.body, Fraction(1))), self.target.means)
        tables = {part: {one: self.shape.body[one] for one in code[part].terms} for part in PARTS}
        scale = self.scale(tables)
        wrong: dict[Part, Polynomial] = {}
        for part in PARTS[:3]:
            wanted = {one: scale.scaled(c) for one, c in self.target.parts[part].terms.items()}
            if tables[part] != wanted:
                wrong[part] = self.target.parts[part] * scale
        constant = scale * self.target.parts["constant"]
        if self.shape.constant != constant * count_of(self.tag):
            wrong["constant"] = constant
        return wrong

    def scale(self, tables: Mapping[Part, Mapping[polynomial.Monomial, Polynomial]]) -> Polynomial:
        """The factor that most parts agree on."""
        related = (relate(Shape(NO_SUM, tables[part], ZERO), self.target.parts[part]) for part in PARTS[:3])
        scales = [one.scale for one in related if one]
        return max(scales, key=scales.count, default=ONE)

    def missing(self, due: Mapping[Part, Polynomial]) -> Iterator[Token]:
        averaged = self.held[0].around.averaged if self.held else ONE
        written = {one.part for one in self.held} | self.mixed
        for part, value in due.items():
            if part not in written and value:
                shown = self.shown(part, value * averaged)
                yield Token("missing", f"{self.textbook(part)}: the KL has {shown}")

    # What is not written

    def second(self) -> str:
        first, second = self.hypothesis.first, self.hypothesis.second
        name = gaussian_of(second)
        if first.scale == second.scale:
            return f"{name}, with the scale of the first: only the squared distance of the means is left"
        if isinstance(second.mean, str) or isinstance(second.scale, str):
            return name if isinstance(second.mean, str) else f"{name}: no mean of it is written, so it is {second.mean}"
        if second == STANDARD_PRIOR:
            return f"{name}, implied: its mean is 0, its log σ₂ is 0, and dividing by its variance does nothing"
        return f"{name}, fixed"

    def derivation(self) -> str:
        reduction: Reduction = self.case.stands.reduction if self.case.stands else self.case.reduction(self.hypothesis)
        standard = self.hypothesis.second == STANDARD_PRIOR
        return f"{'univariate' if reduction.latent == 'none' else 'diagonal'}-{'standard' if standard else 'general'}"


def _has_sum(term: Term) -> bool:
    return any(isinstance(part, Reduce) for part in walk(term))


def _written_around(term: Term, inner: Term, text: str) -> Span | None:
    """What a function writes around its argument: `torch.sum`, `.sum(1)`, a minus; the whole, if that is not clear."""
    outer, held = term.span, inner.span
    if outer is None or held is None or not outer[0] <= held[0] <= held[1] <= outer[1]:
        return outer
    before, after = text[outer[0] : held[0]], text[held[1] : outer[1]]
    if name := OPENING.sub("", before):
        return outer[0], outer[0] + len(name)
    rest = CLOSING.sub("", after)
    return (outer[1] - len(rest), outer[1]) if rest else outer


def _line_and_column(text: str, offset: int) -> tuple[int, int]:
    return text.count("\n", 0, offset) + 1, offset - text.rfind("\n", 0, offset)
