"""How a line draws z: mean + std · noise, and in which role it uses the scale symbol."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from kl_check.algebra import polynomial
from kl_check.algebra.axes import resolve
from kl_check.algebra.evaluate import evaluate
from kl_check.algebra.exact import NO_SUM, Exact, Kind
from kl_check.algebra.polynomial import Polynomial
from kl_check.know.roles import SCALE_ROLES, std_of
from kl_check.model.errors import InputError
from kl_check.model.role import Role
from kl_check.model.surroundings import Statement
from kl_check.model.term import Symbol, Term, symbols


@dataclass(frozen=True, slots=True)
class Draw:
    """z = `mean` + std · noise, where the std is `noise_std` times what `scale` means in `role`."""

    statement: Statement
    mean: str
    scale: str
    role: Role
    noise_std: Fraction


def draws(samplers: Sequence[Statement], names: Sequence[str]) -> tuple[Draw, ...]:
    """The samplers that can be understood, of those that use the term's own symbols."""
    found = (draw for statement in samplers for scale in names if (draw := _draw(statement, scale, names)))
    return tuple(found)


def _draw(statement: Statement, scale: str, names: Sequence[str]) -> Draw | None:
    used = symbols(statement.term)
    if scale not in used:
        return None
    for role in SCALE_ROLES:
        for noise in used:
            if noise in names:
                continue
            split = _as_draw(statement.term, scale, role, noise, names)
            if split is not None:
                return Draw(statement, split[0], scale, role, split[1])
    return None


def _as_draw(term: Term, scale: str, role: Role, noise: str, names: Sequence[str]) -> tuple[str, Fraction] | None:
    """The mean symbol and the noise's std, if the term is mean + k · std · noise with the scale in this role."""
    kinds: dict[str, Kind] = {scale: role.kind}
    value = _elementwise(term, kinds)
    std = _elementwise(std_of(Symbol(scale), role), kinds)
    if value is None or std is None:
        return None
    drawn = value.select(lambda monomial: ("real", noise) in polynomial.generators(monomial))
    rest = value - drawn
    factor = (drawn * polynomial.power(std * polynomial.real(noise), Fraction(-1))).constant
    mean = next((name for name in names if name != scale and rest == polynomial.real(name)), None)
    return (mean, factor) if mean is not None and factor else None


def _elementwise(term: Term, kinds: Mapping[str, Kind]) -> Polynomial | None:
    try:
        value = evaluate(resolve(term, lambda _: False), Exact(kinds, {}))
    except InputError:
        return None
    return value.get(NO_SUM) if value.keys() == {NO_SUM} else None
