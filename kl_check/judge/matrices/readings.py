"""Every way to give the symbols to one or two Gaussians with full covariance, as explicit hypotheses."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from itertools import permutations, product
from typing import Literal, TypeAlias

from kl_check.judge.hypotheses import STANDARD_PRIOR
from kl_check.judge.hypotheses import direction as named_direction
from kl_check.judge.matrices.symbols import FACTORS, PRECISIONS, Kinds
from kl_check.know import full_covariance
from kl_check.know.full_covariance import (
    CHOLESKY,
    COV,
    DIAGONAL_ROLES,
    MATRIX_ROLES,
    PRECISION,
    Part,
    Spread,
    diagonal,
    spread,
)
from kl_check.know.names import owner, side, suggested_role
from kl_check.model.hypothesis import Hypothesis
from kl_check.model.role import Gaussian, Role
from kl_check.model.term import Apply, Number, Symbol, Term, walk

ZERO, ONE = Fraction(0), Fraction(1)
LONE_LABELS = frozenset({"p", "q"})
MISMATCHED = 4  # what it costs to give one Gaussian the mean of another: more than the direction does


@dataclass(frozen=True, slots=True)
class Reading:
    """A hypothesis, with what every other symbol is. Its Gaussians' scales are matrices or diagonals."""

    hypothesis: Hypothesis
    kinds: Kinds
    mathematics: bool

    @property
    def direction(self) -> str:
        """Says "forward", "reversed" or "unknown". In mathematics p and q alone do not say which one is the prior."""
        found = named_direction(_without_letter_p(self.hypothesis))
        return "unknown" if found == "reversed" and self.mathematics and self._only_lone_labels() else found

    def _only_lone_labels(self) -> bool:
        names = [name for name in self.hypothesis.roles() if side(name)]
        return bool(names) and all(set(name.split("_")[1:]) <= LONE_LABELS for name in names)

    @property
    def is_complete(self) -> bool:
        """Whether one of the Gaussians has a mean; a KL without any lacks a term."""
        return any(isinstance(one.mean, str) for one in (self.hypothesis.first, self.hypothesis.second))

    def spreads(self) -> tuple[Spread, Spread]:
        first, second = (_spread(one) for one in (self.hypothesis.first, self.hypothesis.second))
        return first, second

    def parts(self) -> Mapping[Part, Term]:
        """The KL under this reading by parts, as terms in the user's symbols; in code's spelling of products."""
        return full_covariance.parts(self.difference(), *self.spreads())

    def difference(self) -> Term | None:
        """μ₂ − μ₁ as a column, or None if both are the same number."""
        first, second = (self._mean(one) for one in (self.hypothesis.first, self.hypothesis.second))
        if isinstance(first, Number) and isinstance(second, Number):
            return None if first == second else diagonal(full_covariance.IDENTITY) * (second.value - first.value)
        if first == Number(ZERO):
            return second
        return -first if second == Number(ZERO) else second - first

    def _mean(self, gaussian: Gaussian) -> Term:
        if not isinstance(gaussian.mean, str):
            return Number(gaussian.mean)
        symbol = Symbol(gaussian.mean)
        return Apply("transpose", (symbol,)) if self.kinds[gaussian.mean] == "row" else symbol

    @property
    def cost(self) -> int:
        """How much names speak against the reading."""
        against = 2 * (self.direction == "reversed") + (self.hypothesis.target == "reverse")
        for gaussian in (self.hypothesis.first, self.hypothesis.second):
            if isinstance(gaussian.scale, str) and gaussian.role:
                against += _implausible(gaussian.scale, gaussian.role)
            if isinstance(gaussian.scale, str) and isinstance(gaussian.mean, str):
                against += MISMATCHED * (owner(_scale_name(gaussian.scale)) != owner(gaussian.mean))
        return against


def _without_letter_p(hypothesis: Hypothesis) -> Hypothesis:
    """The hypothesis for asking names whose they are: the P of a precision matrix is no mark of a prior."""
    first, second = (
        replace(one, scale=_scale_name(one.scale)) if isinstance(one.scale, str) else one
        for one in (hypothesis.first, hypothesis.second)
    )
    return Hypothesis(first, second, hypothesis.target)


def _scale_name(name: str) -> str:
    return re.sub(r"^P(?=$|_|\d)", "S", name)


def _implausible(name: str, role: Role) -> bool:
    """Whether a name speaks of another role."""
    if role in MATRIX_ROLES:
        return role != named_role(name)
    return suggested_role(name) != role.word


def named_role(name: str) -> Role:
    """The role that the name of a matrix suggests."""
    if FACTORS.fullmatch(name):
        return CHOLESKY
    return PRECISION if PRECISIONS.fullmatch(name) else COV


def _spread(gaussian: Gaussian) -> Spread:
    if isinstance(gaussian.scale, str) and gaussian.role:
        return spread(gaussian.scale, gaussian.role)
    if gaussian.scale == ONE:
        return full_covariance.UNIT
    variance = Number(Fraction(gaussian.scale) ** 2)
    return full_covariance.multiple_of_identity(variance)


def readings(
    term: Term, kinds: Kinds, pins: Mapping[str, str], prior: Gaussian = STANDARD_PRIOR, *, mathematics: bool
) -> list[Reading]:
    """The readings of a term, those that the names favour first."""
    means = [name for name, kind in kinds.items() if kind in ("vector", "column", "row")]
    scales = [name for name, kind in kinds.items() if kind in ("matrix", "scales")]
    found = []
    for first, second, target in _fillings(means, scales, prior):
        for roles in product(*(_roles(term, name, kinds, pins) for name in scales)):
            said = dict(zip(scales, roles, strict=True))
            hypothesis = Hypothesis(_held(first, said), _held(second, said), target)
            found.append(Reading(hypothesis, kinds, mathematics))
    best: dict[object, Reading] = {}  # the means may change places: only how the names go together tells them apart
    for one in sorted(found, key=lambda one: one.cost):
        first, second = one.hypothesis.first, one.hypothesis.second
        best.setdefault((first.scale, first.role, second.scale, second.role, one.hypothesis.target), one)
    return list(best.values())


def _held(gaussian: Gaussian, said: Mapping[str, Role]) -> Gaussian:
    role = said.get(gaussian.scale) if isinstance(gaussian.scale, str) else None
    return Gaussian(gaussian.mean, gaussian.scale, role)


def _roles(term: Term, name: str, kinds: Kinds, pins: Mapping[str, str]) -> Sequence[Role]:
    if kinds[name] == "scales":
        return DIAGONAL_ROLES
    if FACTORS.fullmatch(name) or pins.get(name) == "cholesky" or _is_factor(term, name):
        return MATRIX_ROLES
    return (COV, PRECISION)


def _is_factor(term: Term, name: str) -> bool:
    """Whether a matrix is multiplied by its own transpose, or its diagonal is taken."""
    symbol = Symbol(name)
    transposed = Apply("transpose", (symbol,))
    products = ((symbol, transposed), (transposed, symbol))
    for part in walk(term):
        if isinstance(part, Apply) and (part.arguments in products or part == Apply("diag", (symbol,))):
            return True
    return False


Filling: TypeAlias = tuple[Gaussian, Gaussian, Literal["standard", "general", "reverse"]]


def _fillings(means: Sequence[str], scales: Sequence[str], prior: Gaussian) -> Iterator[Filling]:
    """Ways to give the symbols to two Gaussians; the first one is the one that the KL takes first."""
    if len(means) > 2 or len(scales) > 2:
        return
    for first, second in _pairs(means):
        match scales:
            case []:
                if means:
                    yield Gaussian(first, ONE), Gaussian(second, ONE), "general"
            case [scale]:
                fixed = Gaussian(second if len(means) == 2 else prior.mean, prior.scale)
                yield Gaussian(first, scale), fixed, "standard"
                yield fixed, Gaussian(first, scale), "reverse"
                if means:
                    yield Gaussian(first, scale), Gaussian(second, scale), "general"
            case [one, other]:
                yield Gaussian(first, one), Gaussian(second, other), "general"
                yield Gaussian(first, other), Gaussian(second, one), "general"


def _pairs(means: Sequence[str]) -> Iterator[tuple[str | Fraction, str | Fraction]]:
    """The means of both Gaussians; one mean alone may be the difference of two, or that of either."""
    match means:
        case []:
            yield ZERO, ZERO
        case [mean]:
            yield mean, ZERO
        case _:
            yield from permutations(means)
