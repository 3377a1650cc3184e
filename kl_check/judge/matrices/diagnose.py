"""The mistakes that lead from the KL to a term: a comparison part by part, and what is put in a part's place."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import TypeAlias

from kl_check.algebra import polynomial
from kl_check.algebra.exact import NO_SUM
from kl_check.algebra.polynomial import Monomial, Polynomial
from kl_check.judge.factors import scale_mistakes
from kl_check.judge.matrices.decide import ZERO, Trial
from kl_check.judge.matrices.points import roles_of
from kl_check.judge.relation import CONSTANT, Shape, Table, relate, table_of
from kl_check.know.full_covariance import HALF, IDENTITY, Part, Spread, matmul, quadratic, trace, transpose
from kl_check.model.errors import InputError
from kl_check.model.term import Apply, Constant, Reduce, Term, exp, walk

VARYING: tuple[Part, ...] = ("log", "variance", "mean")
SIZES = (2, 3)  # a slip must explain the term at both
MAX_MISTAKES = 3
MIN_PARTS = 2  # that are there: fewer are no sign that a KL is meant


@dataclass(frozen=True, slots=True)
class Diagnosis:
    """Under the reading the term is the KL but for these mistakes; `detail` says more, where more is known."""

    trial: Trial
    mistakes: tuple[str, ...]
    detail: str = ""

    @property
    def cost(self) -> tuple[int, int, bool]:
        return len(self.mistakes), self.trial.reading.cost, "other" in self.mistakes


Parts: TypeAlias = Mapping[Part, Table]

Make: TypeAlias = Callable[[Term, Spread, Spread], Term | None]


@dataclass(frozen=True, slots=True)
class Slip:
    """What is put in a part's place: twice that, as `make` gives it for μ₂ − μ₁ and both spreads, if it can happen."""

    word: str
    part: Part
    detail: str
    make: Make


def _determinants(_: Term, q: Spread, p: Spread) -> Term | None:
    """Det Σ₂ / det Σ₁, as the logarithm was forgotten."""
    if q.log_determinant is None:
        return None if p.log_determinant is None else exp(p.log_determinant)
    return 1 / exp(q.log_determinant) if p.log_determinant is None else exp(p.log_determinant - q.log_determinant)


def _first_log_only(_: Term, q: Spread, p: Spread) -> Term | None:
    return None if q.log_determinant is None or p.log_determinant is None else -q.log_determinant


def _second_log_only(_: Term, q: Spread, p: Spread) -> Term | None:
    return None if q.log_determinant is None else p.log_determinant


def _product(q: Spread, p: Spread) -> Term:
    return matmul(p.precision, q.covariance)


def _of_trace(word: str, detail: str, make: Callable[[Spread, Spread], Term]) -> Slip:
    return Slip(word, "variance", detail, lambda _, q, p: make(q, p))


def _sum_for_difference(d: Term, _: Spread, p: Spread) -> Term | None:
    """(μ₂+μ₁)ᵀΣ₂⁻¹(μ₂−μ₁)."""
    match d:
        case Apply(head="subtract", arguments=(left, right)):
            return matmul(matmul(transpose(left + right), p.precision), d)
    return None


SLIPS: tuple[Slip, ...] = (
    Slip("sign", "mean", "the means are added, not subtracted", _sum_for_difference),
    Slip("missing-log", "log", "the determinants stand without a logarithm", _determinants),
    Slip("dropped-term", "log", "log det Σ₂ is absent", _first_log_only),
    Slip("dropped-term", "log", "log det Σ₁ is absent", _second_log_only),
    _of_trace("changed-power", "the trace is of Σ₂Σ₁", lambda q, p: trace(matmul(p.covariance, q.covariance))),
    _of_trace("changed-power", "the trace is of Σ₂⁻¹Σ₁⁻¹", lambda q, p: trace(matmul(p.precision, q.precision))),
    _of_trace("changed-power", "the trace is of Σ₁ alone", lambda q, _: trace(q.covariance)),
    _of_trace("other", "the trace is of Σ₁⁻¹Σ₂", lambda q, p: trace(matmul(q.precision, p.covariance))),
    _of_trace("other", "all entries are summed, not the diagonal's", lambda q, p: Reduce("sum", _product(q, p))),
    _of_trace("other", "it multiplies entry by entry", lambda q, p: trace(p.precision * q.covariance)),
    _of_trace("other", "it is a squared Frobenius norm, no trace", lambda q, p: Reduce("sum", _product(q, p) ** 2)),
    _of_trace("other", "it is a product of traces", lambda q, p: trace(p.precision) * trace(q.covariance)),
    _of_trace("other", "it is a determinant, no trace", lambda q, p: Apply("determinant", (_product(q, p),))),
    Slip("changed-power", "mean", "the mean term has Σ₂ for Σ₂⁻¹", lambda d, _, p: quadratic(d, p.covariance)),
    Slip("changed-power", "mean", "the mean term lacks Σ₂⁻¹", lambda d, _, __: Reduce("sum", d**2)),
    Slip("other", "mean", "the mean term has Σ₁⁻¹ for Σ₂⁻¹", lambda d, q, _: quadratic(d, q.precision)),
    Slip("other", "mean", "the mean term has Σ₁ for Σ₂⁻¹", lambda d, q, _: quadratic(d, q.covariance)),
)
"""Those that are told first stand first."""


def diagnoses(trial: Trial) -> Iterator[Diagnosis]:
    """The explanations of a term under a reading."""
    hypothesis = trial.reading.hypothesis
    if hypothesis.first.scale == hypothesis.second.scale:  # all parts but one cancel: too little to compare
        return
    if any(part == Constant("pi") for part in walk(trial.term)):  # a log-density: in a KL every π cancels
        return
    code: dict[int, Parts] = {}
    for size in SIZES:
        try:
            parts = _by_parts(trial, table_of(trial.value(size), trial.is_scalar))
        except InputError:
            return
        if parts is None:
            return
        code[size] = parts
    for slip in (None, *_possible_slips(trial, code[SIZES[0]])):
        try:
            first = _mistakes(trial, slip, SIZES[0], code[SIZES[0]])
            if first and all(_mistakes(trial, slip, size, code[size]) == first for size in SIZES[1:]):
                yield Diagnosis(trial, first, slip.detail if slip else "")
        except InputError:
            continue


def _possible_slips(trial: Trial, code: Parts) -> Iterator[Slip]:
    """Those of a part that differs from its due by more than a factor."""
    for slip in SLIPS:
        due = trial.parts(SIZES[0]).get(slip.part, ZERO)
        if _ratio(code[slip.part], table_of(due, trial.is_scalar)) is None:
            yield slip


def _by_parts(trial: Trial, table: Table) -> Parts | None:
    """A value sorted into the parts that a KL has; None if something fits nowhere."""
    means = {name for name, kind in trial.reading.kinds.items() if kind in ("vector", "column", "row")}
    logarithms = {name for name, role in roles_of(trial.reading).items() if role.kind == "real"}
    found: dict[Part, dict[Monomial, Polynomial]] = {"log": {}, "variance": {}, "mean": {}, "constant": {}}
    for monomial, coefficient in table.items():
        part = _part(monomial, means, logarithms)
        if part is None:
            return None
        found[part][monomial] = coefficient
    return found


def _part(monomial: Monomial, means: set[str], logarithms: set[str]) -> Part | None:
    """The part that a monomial belongs to: what has a mean in it, a logarithm, only scales, or nothing."""
    powers, _ = monomial
    if any(kind == "atom" for kind, _ in polynomial.generators(monomial)):
        return None
    if any(name.partition("[")[0] in means for (_, name), _ in powers):
        return "mean"
    if any(kind == "log" or name.partition("[")[0] in logarithms for (kind, name), _ in powers):
        return "log"
    return "constant" if monomial == CONSTANT else "variance"


def _slipped(trial: Trial, slip: Slip | None, size: int) -> Polynomial | None:
    """The KL at a size after a slip; None where the slip cannot happen or changes nothing."""
    parts = trial.parts(size)
    whole = sum(parts.values(), start=ZERO)
    difference = trial.reading.difference()
    if slip is None:
        return whole
    if slip.part not in parts:
        return None
    changed = slip.make(difference or IDENTITY, *trial.reading.spreads())
    after = None if changed is None else trial.normal(HALF * changed, size)
    return None if after is None or after == parts[slip.part] else whole - parts[slip.part] + after


def _mistakes(trial: Trial, slip: Slip | None, size: int, code: Parts) -> tuple[str, ...] | None:
    """What is wrong after a slip, the slip included; None if that does not explain the term."""
    whole = _slipped(trial, slip, size)
    if whole is None:
        return None
    expected = _by_parts(trial, table_of(whole, trial.is_scalar))
    if expected is None or sum(bool(code[part]) for part in VARYING) < MIN_PARTS:
        return None
    ratios = {part: _ratio(code[part], expected[part]) for part in VARYING}
    known = [ratio for ratio in ratios.values() if ratio is not None]
    beyond = [part for part in VARYING if code[part] and ratios[part] is None]
    if not known or (beyond and (slip is not None or len(beyond) > 1 or known != known[:1] * (len(VARYING) - 1))):
        return None
    scale = max(known, key=known.count)
    found = [slip.word] if slip else []
    for part in VARYING:
        ratio = ratios[part]
        if part in beyond:
            found += [_beyond(part, code[part], expected[part], scale)]
        elif ratio is None:
            found += ["dropped-term"] if expected[part] else []
        elif ratio != scale:
            found += _slips_of(part, ratio * polynomial.power(scale, _MINUS_ONE))
    found += scale_mistakes(scale, NO_SUM)
    constant = expected["constant"].get(CONSTANT, ZERO)
    if code["constant"].get(CONSTANT, ZERO) != scale * constant:
        found.append("dropped-constant")
    mistakes = tuple(dict.fromkeys(found))
    return mistakes if 0 < len(mistakes) <= MAX_MISTAKES else None


def _beyond(part: Part, code: Table, expected: Table, scale: Polynomial) -> str:
    """What a part that is no multiple of its due is called, where both others agree."""
    if code.keys() != expected.keys():
        return "other"
    factors = [code[monomial] * polynomial.power(expected[monomial] * scale, _MINUS_ONE) for monomial in expected]
    if all(factor.constant in (1, -1) for factor in factors):
        return "sign"
    return "log-factor" if part == "log" else "other"


_MINUS_ONE = polynomial.UNIT * -1


def _ratio(code: Table, expected: Table) -> Polynomial | None:
    """The factor by which a part of the term differs from its due, if one factor does it."""
    if not code or any(factor.constant is None for factor in expected.values()):
        return None
    due = Polynomial({monomial: factor.constant or polynomial.UNIT for monomial, factor in expected.items()})
    relation = relate(Shape(NO_SUM, code, ZERO), due)
    return relation.scale if relation else None


def _slips_of(part: Part, factor: Polynomial) -> list[str]:
    number = factor.constant
    if number is None:
        return ["other"]
    slips = ["sign"] if number < 0 else []
    if abs(number) != 1:
        slips.append("log-factor" if part == "log" else "wrong-coefficient")
    return slips
