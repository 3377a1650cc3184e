"""Every reading of a term's symbols as the parameters of one or two Gaussians, as explicit hypotheses."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence, Set
from fractions import Fraction
from itertools import permutations
from typing import TypeAlias

from kl_check.judge.classify import Uses, uses_of
from kl_check.know.names import is_of_context, is_of_prior, is_sample, number_of, owner, side, suggested_role
from kl_check.know.roles import BY_WORD, SCALE_ROLES
from kl_check.model.hypothesis import Hypothesis
from kl_check.model.role import Gaussian, Role
from kl_check.model.term import Term

MAX_SYMBOLS = 4

ZERO, ONE = Fraction(0), Fraction(1)
ANY_USE = Uses(may_be_mean=True, may_be_positive=True, may_be_real=True)
STANDARD_PRIOR = Gaussian(ZERO, ONE)


def hypotheses(
    term: Term,
    elements: Sequence[str],
    pins: Mapping[str, str],
    prior: Gaussian = STANDARD_PRIOR,
    *,
    heeded: bool = True,
) -> Iterator[Hypothesis]:
    """The readings that the shape of the term (if it is `heeded`) and the pinned means allow, whatever names suggest.

    A pinned scale role does not narrow them: that the formula is a KL under another role is what must be told.
    """
    if not 1 <= len(elements) <= MAX_SYMBOLS:
        return
    uses = {name: _pinned(uses_of(term, name) if heeded else ANY_USE, pins.get(name)) for name in elements}
    for first, second, target in _fillings(elements, uses, prior):
        for first_role in _roles(first, uses):
            if isinstance(first.scale, str) and first.scale == second.scale:
                yield _hypothesis(first, second, first_role, first_role, target)
                continue
            for second_role in _roles(second, uses):
                yield _hypothesis(first, second, first_role, second_role, target)


def _pinned(uses: Uses, pin: str | None) -> Uses:
    if pin == "mean":
        return Uses(may_be_mean=True, may_be_positive=False, may_be_real=False)
    return Uses(False, uses.may_be_positive, uses.may_be_real) if pin in BY_WORD else uses


def _hypothesis(
    first: Gaussian, second: Gaussian, first_role: Role | None, second_role: Role | None, target: str
) -> Hypothesis:
    q = Gaussian(first.mean, first.scale, first_role)
    p = Gaussian(second.mean, second.scale, second_role)
    return Hypothesis(q, p, "reverse" if target == "reverse" else "general" if target == "general" else "standard")


def _roles(gaussian: Gaussian, uses: Mapping[str, Uses]) -> Sequence[Role | None]:
    """The roles that the use of the scale allows, and the one that its name suggests, allowed or not."""
    scale = gaussian.scale
    if not isinstance(scale, str):
        return (None,)
    kinds = {"positive": uses[scale].may_be_positive, "real": uses[scale].may_be_real}
    return [role for role in SCALE_ROLES if kinds[role.kind] or role.word == suggested_role(scale)]


Filling: TypeAlias = tuple[Gaussian, Gaussian, str]


def _fillings(names: Sequence[str], uses: Mapping[str, Uses], prior: Gaussian) -> Iterator[Filling]:
    """Ways to give the symbols to means and scales; the first Gaussian is the one that KL takes first."""
    means = [name for name in names if uses[name].may_be_mean]
    scales = [name for name in names if uses[name].may_be_positive or uses[name].may_be_real]
    fill = {1: _fill_one, 2: _fill_two, 3: _fill_three, 4: _fill_four}[len(names)]
    return fill(names, means, scales, prior)


def _fill_one(_: Sequence[str], means: Sequence[str], scales: Sequence[str], prior: Gaussian) -> Iterator[Filling]:
    """One symbol alone is a scale only if its name says so: exp(x) − 1 − x stands in much that is no KL."""
    for scale in (name for name in scales if suggested_role(name) not in (None, "mean")):
        yield Gaussian(ZERO, scale), prior, "standard"
    for mean in (name for name in means if not is_sample(name)):  # ½z² stands in every log-density
        yield Gaussian(mean, ONE), prior, "standard"


def _fill_two(_: Sequence[str], means: Sequence[str], scales: Sequence[str], prior: Gaussian) -> Iterator[Filling]:
    for mean, scale in _pairs(means, scales):
        yield Gaussian(mean, scale), prior, "standard"
        yield prior, Gaussian(mean, scale), "reverse"
    if len(means) == 2:
        yield Gaussian(means[0], ONE), Gaussian(means[1], ONE), "general"
    if not means:
        for first, second in permutations(scales):
            yield Gaussian(ZERO, first), Gaussian(ZERO, second), "general"


def _fill_three(
    names: Sequence[str], means: Sequence[str], scales: Sequence[str], prior: Gaussian
) -> Iterator[Filling]:
    for mean, scale in _pairs(means, scales):
        (rest,) = set(names) - {mean, scale}
        if rest in means and not owner(rest) == owner(scale) != owner(mean):
            yield Gaussian(mean, scale), Gaussian(rest, prior.scale), "general"
        if rest in means and not owner(rest) == owner(scale) != owner(mean):
            yield Gaussian(rest, prior.scale), Gaussian(mean, scale), "general"
        if rest in means:
            yield Gaussian(mean, scale), Gaussian(rest, scale), "general"
        if rest in scales and not owner(mean) == owner(rest) != owner(scale):
            yield Gaussian(mean, scale), Gaussian(ZERO, rest), "general"
            yield Gaussian(ZERO, rest), Gaussian(mean, scale), "reverse"


def _fill_four(names: Sequence[str], means: Sequence[str], scales: Sequence[str], _: Gaussian) -> Iterator[Filling]:
    for mean, scale in _pairs(means, scales):
        left = [name for name in names if name not in (mean, scale)]
        for mean_2, scale_2 in permutations(left):
            if mean_2 in means and scale_2 in scales and _may_pair((mean, scale), (mean_2, scale_2)):
                yield Gaussian(mean, scale), Gaussian(mean_2, scale_2), "general"


def _may_pair(first: tuple[str, str], second: tuple[str, str]) -> bool:
    """Whether names let each mean go with its scale: not mu_1 with sigma_2, where there are mu_2 and sigma_1."""
    (mean, scale), (mean_2, scale_2) = (tuple(map(owner, pair)) for pair in (first, second))
    return mean in (mean_2, scale) or {mean, mean_2} != {scale, scale_2}


def _pairs(means: Sequence[str], scales: Sequence[str]) -> Iterator[tuple[str, str]]:
    return ((mean, scale) for mean in means for scale in scales if mean != scale)


def implausibility(hypothesis: Hypothesis) -> int:
    """How many names speak against a reading; it breaks ties, and never decides against a formula."""
    against = 0
    for name, role in hypothesis.roles().items():
        suggested = suggested_role(name)
        against += suggested is not None and suggested != role
        against += suggested is None and role == "mean" and hypothesis.target != "standard"
    return against + 2 * (direction(hypothesis) == "reversed") + (hypothesis.target == "reverse")


def misplaced_names(hypothesis: Hypothesis) -> int:
    """How many names that say mean are given to a scale, or the reverse: names lie about roles, seldom about that."""
    suggested = ((suggested_role(name), role) for name, role in hypothesis.roles().items())
    return sum(word is not None and (word == "mean") != (role == "mean") for word, role in suggested)


def is_torn(hypothesis: Hypothesis) -> bool:
    """Whether two objects exchange their means: `q.mean` with `p.scale`, and `p.mean` with `q.scale`."""
    holders = [[name.rpartition(".")[0] for name in _names(one)] for one in (hypothesis.first, hypothesis.second)]
    return holders[0] == holders[1][::-1] != holders[1]


def direction(hypothesis: Hypothesis) -> str:
    """Says "forward" or "reversed" where names tell the posterior from the prior, else "unknown"."""
    first, second = _names(hypothesis.first), _names(hypothesis.second)
    if not first or not second:
        return "reversed" if hypothesis.target == "reverse" else "forward"
    context = all(map(is_of_context, first)), all(map(is_of_context, second))
    if context[0] != context[1] and not any(map(is_of_prior, second if context[0] else first)):
        return "reversed" if context[0] else "forward"
    sides = _sides(first), _sides(second)
    if sides[0] == sides[1]:  # q_target and q_context are both some q
        return NUMBERED.get((_number(first), _number(second)), "unknown")
    if "prior" in sides[0] or "posterior" in sides[1]:
        return "reversed"
    if "posterior" in sides[0] or "prior" in sides[1]:
        return "forward"
    return NUMBERED.get((_number(first), _number(second)), "unknown")


NUMBERED: Mapping[tuple[int | None, int | None], str] = {
    **dict.fromkeys(((1, 2), (None, 2), (0, 1)), "forward"),
    **dict.fromkeys(((2, 1), (2, None)), "reversed"),
}
"""What the numbers in two names say; 0 may be a prior's as well as a first one's."""


def _sides(names: Sequence[str]) -> Set[str | None]:
    """Whose parameters names say that they are; nothing, if they contradict one another."""
    sides = {side(name) for name in names}
    return {None} if {"prior", "posterior"} <= sides else sides


def _names(gaussian: Gaussian) -> list[str]:
    return [name for name in (gaussian.mean, gaussian.scale) if isinstance(name, str)]


def _number(names: Sequence[str]) -> int | None:
    return next((number for name in names if (number := number_of(name)) is not None), None)
