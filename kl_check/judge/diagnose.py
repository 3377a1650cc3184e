"""The nearest exact form, and the mistakes that lead from it to the term: a comparison part by part."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import TypeAlias

from kl_check.algebra import polynomial
from kl_check.algebra.exact import Tag
from kl_check.algebra.polynomial import Polynomial
from kl_check.judge.hypotheses import implausibility
from kl_check.judge.parts import PARTS, ZERO, Part, Parts, Target, by_parts
from kl_check.judge.relation import IsScalar, Shape, Table, count_of, table_of
from kl_check.judge.scalars import BATCH, LATENTS, factor_of
from kl_check.know.mistakes.table import MISTAKES
from kl_check.model.mistake import Edit

MAX_MISTAKES = 3
MIN_PARTS = 2  # of the three that vary: fewer are no sign that a KL is meant

VARYING: tuple[Part, ...] = ("log", "variance", "mean")

CodeParts: TypeAlias = Mapping[Part, Table]


@dataclass(frozen=True, slots=True)
class Diagnosis:
    """Under `target`'s hypothesis the term is the KL but for these mistakes."""

    target: Target
    mistakes: tuple[str, ...]

    @property
    def cost(self) -> tuple[int, int]:
        return len(self.mistakes), implausibility(self.target.hypothesis)


def diagnose(shape: Shape, targets: Iterable[Target], is_scalar: IsScalar) -> Diagnosis | None:
    """The explanation with the fewest mistakes; of equals, the one that the names favour."""
    found = [one for target in targets for one in _explanations(shape, target, is_scalar)]
    return min(found, key=lambda one: one.cost, default=None)


def _explanations(shape: Shape, target: Target, is_scalar: IsScalar) -> Iterator[Diagnosis]:
    code = _code_parts(shape, target)
    if sum(bool(code[part]) for part in VARYING) < MIN_PARTS or code["other"]:
        return
    for slips, expected in _slipped(target):
        tables = {part: table_of(expected[part], is_scalar) for part in VARYING}
        for scale in _scales(code, tables):
            found = _slips_of_parts(code, tables, scale)
            if found is None or expected["other"]:
                continue
            mistakes = [*slips, *found, *scale_mistakes(scale, shape.tag)]
            if shape.constant != scale * expected["constant"] * count_of(shape.tag):
                mistakes.append("dropped-constant")
            if mistakes and len(mistakes) <= MAX_MISTAKES:
                yield Diagnosis(target, tuple(dict.fromkeys(mistakes)))


def _slips_of_parts(code: CodeParts, expected: Mapping[Part, Table], scale: Polynomial) -> list[str] | None:
    found: list[str] = []
    for part in VARYING:
        slips = _compare(part, code[part], expected[part], scale)
        if slips is None:
            return None
        found += slips
    return found


def _slipped(target: Target) -> Iterator[tuple[tuple[str, ...], Parts]]:
    """The closed form's parts as they are, and after each slip that changes the shape of a part."""
    yield (), target.parts
    for mistake in MISTAKES:
        for edit in mistake.edits:
            part = target.parts[edit.part]
            edited = apply_edit(edit, target)
            if edited is not None and edited != part:
                yield (mistake.word,), by_parts(target.whole - part + edited, target.means)


def apply_edit(edit: Edit, target: Target) -> Polynomial | None:
    """The part after the slip, or None where the slip cannot happen to it."""
    part = target.parts[edit.part]
    match edit.operation:
        case "exponent":
            images = {name: polynomial.generator(*name).scaled(edit.by) for name in target.scales}
            return polynomial.substitute(part, images)
        case "unsquare":
            return _unsquared(part, target)
        case "reexp":
            twice = (
                polynomial.exp(polynomial.exp(polynomial.under_exponential(m))).scaled(c) for m, c in part.terms.items()
            )
            return sum(twice, start=ZERO)


def _unsquared(part: Polynomial, target: Target) -> Polynomial | None:
    """(m₁ − m₂)² E becomes (m₁ − m₂) E."""
    first, second = target.hypothesis.first.mean, target.hypothesis.second.mean
    if not isinstance(first, str):
        return None
    mean = polynomial.real(first)
    other = polynomial.real(second) if isinstance(second, str) else polynomial.rational(second)
    square = part.select(lambda monomial: dict(monomial[0]).get(("real", first)) == 2)
    return square * polynomial.power(mean, Fraction(-2)) * (mean - other)


def _code_parts(shape: Shape, target: Target) -> CodeParts:
    """The term's body sorted as the closed form's parts are."""
    skeleton = by_parts(Polynomial(dict.fromkeys(shape.body, Fraction(1))), target.means)
    return {part: {monomial: shape.body[monomial] for monomial in skeleton[part].terms} for part in PARTS}


def _scales(code: CodeParts, expected: Mapping[Part, Table]) -> list[Polynomial]:
    """The factors that make at least one part agree, the commonest first."""
    ratios = [ratio for part in VARYING if (ratio := _ratio(code[part], expected[part])) is not None]
    return sorted(dict.fromkeys(ratios), key=ratios.count, reverse=True)


def _ratio(code: Table, expected: Table) -> Polynomial | None:
    """The factor by which a part of the term differs from its due, if one factor does it."""
    if not code or code.keys() != expected.keys():
        return None
    ratios = {code[monomial] * polynomial.power(expected[monomial], Fraction(-1)) for monomial in expected}
    return ratios.pop() if len(ratios) == 1 else None


def _compare(part: Part, code: Table, expected: Table, scale: Polynomial) -> list[str] | None:
    """The slips of one part: none where it is right, None where it is beyond slips of one part."""
    if not code:
        return ["dropped-term"] if expected else []
    ratio = _ratio(code, expected)
    factor = ratio and (ratio * polynomial.power(scale, Fraction(-1))).constant
    if not factor:
        return None
    slips = ["sign"] if factor < 0 else []
    if abs(factor) != 1:
        slips.append("log-factor" if part == "log" else "wrong-coefficient")
    return slips


def scale_mistakes(scale: Polynomial, tag: Tag) -> list[str]:
    """What a factor on the whole says. The mean over the batch is no mistake: a batch sum may be divided once."""
    factor = factor_of(scale)
    if factor is None:
        return ["other"]
    found = ["sign"] if factor.coefficient < 0 else []
    sizes = dict(factor.sizes)
    if "batch" in tag and sizes.get(BATCH) == -1:
        del sizes[BATCH]
    if sizes.get(LATENTS) == -1:
        found.append("mean-over-latents")
        del sizes[LATENTS]
    found += ["wrong-count"] if sizes else []
    found += ["wrong-base"] if factor.logs == {"2": -1} else ["other"] if factor.logs else []
    size = abs(factor.coefficient)
    if size == 2:
        found.append("missing-half")
    elif size.numerator == 1 and size.denominator > 4 and str(size.denominator).strip("0") != "1":
        found.append("wrong-count")
    elif size != 1:
        found.append("other")
    return found
