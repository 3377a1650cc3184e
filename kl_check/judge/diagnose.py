"""The nearest exact form, and the mistakes that lead from it to the term: a comparison part by part."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import TypeAlias

from kl_check.algebra import polynomial
from kl_check.algebra.exact import Tag
from kl_check.algebra.polynomial import Generator, Polynomial
from kl_check.judge.hypotheses import implausibility, misplaced_names
from kl_check.judge.parts import PARTS, ZERO, Parts, Target, by_parts
from kl_check.judge.relation import IsScalar, Shape, Table, count_of, table_of
from kl_check.judge.scalars import BATCH, LATENTS, factor_of
from kl_check.know.mistakes.table import MISTAKES
from kl_check.know.names import suggested_role
from kl_check.model.mistake import Edit, Part

MAX_MISTAKES = 3
MIN_PARTS = 2  # of the three that vary: fewer are no sign that a KL is meant

VARYING: tuple[Part, ...] = ("log", "variance", "mean")

WORDS = tuple(mistake.word for mistake in MISTAKES)

CodeParts: TypeAlias = Mapping[Part, Table]


@dataclass(frozen=True, slots=True)
class Diagnosis:
    """Under `target`'s hypothesis the term is the KL but for these mistakes."""

    target: Target
    mistakes: tuple[str, ...]

    @property
    def cost(self) -> tuple[int, int, int]:
        """Few mistakes first; of equals what the names favour, then the mistakes that people make most."""
        order = sum(WORDS.index(word) for word in self.mistakes if word in WORDS)
        return len(self.mistakes), implausibility(self.target.hypothesis), order


def explanations(shape: Shape, target: Target, is_scalar: IsScalar) -> Iterator[Diagnosis]:
    """How the term may have come about from the KL under one hypothesis."""
    code = _code_parts(shape, target)
    due = sum(bool(target.parts[part]) for part in VARYING)
    cancelled = not target.scales <= {name for monomial in shape.body for name in polynomial.generators(monomial)}
    if (not cancelled and sum(bool(code[part]) for part in VARYING) < min(MIN_PARTS, due)) or code["other"]:
        return
    if due < MIN_PARTS and not _is_spelled_out(target):  # a squared distance alone says little
        return
    for slips, expected in _slipped(target, code):
        tables = {part: table_of(expected[part], is_scalar) for part in VARYING}
        for scale in _scales(code, tables):
            found = _slips_of_parts(code, tables, scale)
            if found is None or expected["other"]:
                continue
            mistakes = [*slips, *found, *scale_mistakes(scale, shape.tag)]
            if shape.constant != scale * expected["constant"] * count_of(shape.tag):
                mistakes.append("dropped-constant")
            if cancelled and "dropped-term" in mistakes:
                continue
            if mistakes and len(mistakes) <= MAX_MISTAKES:
                yield Diagnosis(target, tuple(dict.fromkeys(mistakes)))


def _is_spelled_out(target: Target) -> bool:
    """Whether every name says mean where a mean is, and scale where a scale is."""
    roles = target.hypothesis.roles()
    return bool(target.scales) and not misplaced_names(target.hypothesis) and all(map(suggested_role, roles))


def _slips_of_parts(code: CodeParts, expected: Mapping[Part, Table], scale: Polynomial) -> list[str] | None:
    """The slips of all parts, none where all are right, None where one is beyond slips of one part."""
    factors = {part: _factor(code[part], expected[part], scale) for part in VARYING if code[part]}
    if None in factors.values():
        return None
    found = ["dropped-term" for part in VARYING if expected[part] and not code[part]]
    if factors.get("variance") == factors.get("mean") == 2:  # the ½ in front of their bracket
        found, factors = [*found, "missing-half"], {"log": factors.get("log", Fraction(1))}
    for part, factor in factors.items():
        found += _slips(part, factor or Fraction(1))
    return found


def _slipped(target: Target, code: CodeParts) -> Iterator[tuple[tuple[str, ...], Parts]]:
    """The closed form's parts as they are, and after each slip that could give a part the shape that it has."""
    yield (), target.parts
    odd = {part for part in VARYING if code[part] and code[part].keys() != target.parts[part].terms.keys()}
    missing = {part for part in VARYING if not code[part]}
    for mistake in MISTAKES:
        for edit in mistake.edits:
            touched = (
                set(edit.parts) if edit.operation in ("exponent", "mean-power") else {*edit.parts, "log", "variance"}
            )
            if not odd <= touched or not (odd | missing) & touched:
                continue
            for edited in edits_of(edit, target):
                rest = sum((target.parts[part] for part in PARTS if part not in edit.parts), start=ZERO)
                yield (mistake.word,), by_parts(rest + edited, target.means)


def edits_of(edit: Edit, target: Target) -> Iterator[Polynomial]:
    """What the edited parts become together: with the slip in all scales, or in one of two."""
    whole = sum((target.parts[part] for part in edit.parts), start=ZERO)
    scales = sorted(target.scales)
    for chosen in (scales, *([one] for one in scales if len(scales) > 1)):
        edited = _edited(edit, whole, target, chosen)
        if edited is not None and edited != whole:
            yield edited


def _edited(edit: Edit, whole: Polynomial, target: Target, scales: Sequence[Generator]) -> Polynomial | None:
    match edit.operation:
        case "exponent":
            images = {name: polynomial.generator(*name).scaled(edit.by) for name in scales}
            return polynomial.substitute(whole, images)
        case "mean-power":
            return _mean_power(whole, target, 2 * edit.by)
        case "unlog":
            return polynomial.substitute(whole, {g: polynomial.positive(g[1]) for g in scales if g[0] == "log"})
        case "unlog-whole":
            return polynomial.exp(whole) if all(kind == "log" for kind, _ in scales) else None
    if edit.operation == "unexp-linear":
        linear = (polynomial.under_exponential(m).scaled(c) for m, c in whole.terms.items() if not m[0])
        return sum(linear, start=ZERO)
    return _each_exponential(whole, scales, UNEXP[edit.operation])


def _each_exponential(
    whole: Polynomial, scales: Sequence[Generator], change: Callable[[Polynomial, Fraction], Polynomial]
) -> Polynomial | None:
    """exp(k·s) replaced by `change(s, k)` for each log-scale s that is chosen; None if none is."""
    total, changed = ZERO, False
    for monomial, coefficient in whole.terms.items():
        product = Polynomial({(monomial[0], ()): coefficient})
        for inner, factor in polynomial.under_exponential(monomial).terms.items():
            one = Polynomial({inner: Fraction(1)})
            ((name, _),) = inner[0]
            if name in scales and name[0] == "real":
                product, changed = product * change(one, Fraction(factor)), True
            else:
                product = product * polynomial.exp(one.scaled(factor))
        total = total + product
    return total if changed else None


UNEXP: Mapping[str, Callable[[Polynomial, Fraction], Polynomial]] = {
    "unexp": polynomial.power,
    "reexp": lambda scale, factor: polynomial.exp(polynomial.exp(scale.scaled(factor))),
}


def _mean_power(whole: Polynomial, target: Target, power: Fraction) -> Polynomial | None:
    """(m₁ − m₂)² E becomes (m₁ − m₂)^power E."""
    first, second = target.hypothesis.first.mean, target.hypothesis.second.mean
    if not isinstance(first, str):
        return None
    mean = polynomial.real(first)
    other = polynomial.real(second) if isinstance(second, str) else polynomial.rational(second)
    square = whole.select(lambda monomial: dict(monomial[0]).get(("real", first)) == 2)
    return square * polynomial.power(mean, Fraction(-2)) * polynomial.power(mean - other, power)


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
    ratio: Polynomial | None = None
    for monomial, due in expected.items():
        one = _over(code[monomial], due)
        if ratio is not None and one != ratio:
            return None
        ratio = one
    return ratio


def _over(value: Polynomial, divisor: Polynomial) -> Polynomial:
    number = divisor.constant
    return value.scaled(1 / number) if number else value * polynomial.power(divisor, Fraction(-1))


def _factor(code: Table, expected: Table, scale: Polynomial) -> Fraction | None:
    """By which number a part differs from its due."""
    ratio = _ratio(code, expected)
    return _over(ratio, scale).constant or None if ratio else None


def _slips(part: Part, factor: Fraction) -> list[str]:
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
