"""Two names for one scale side by side, as `sigma_1` and `logvar_1`: one is written in terms of the other."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from kl_check.know.names import owner, suggested_role
from kl_check.know.roles import BY_WORD, from_std, std_of
from kl_check.model.role import Role
from kl_check.model.term import Symbol, Term, substitute


@dataclass(frozen=True, slots=True)
class Aliases:
    """`held` says what an alias holds; `kept` what the symbol holds in terms of which it is written."""

    held: Mapping[str, Role] = field(default_factory=dict)
    kept: Mapping[str, Role] = field(default_factory=dict)
    images: Mapping[str, Term] = field(default_factory=dict)

    def apply(self, term: Term) -> Term:
        return substitute(term, self.images) if self.images else term


def aliases_of(names: Sequence[str], pins: Mapping[str, str]) -> Aliases:
    """The scale names that share an owner and differ in the role that they suggest. One letter suggests nothing."""
    held: dict[str, Role] = {}
    kept: dict[str, Role] = {}
    images: dict[str, Term] = {}
    by_owner: dict[object, tuple[str, Role]] = {}
    for name in names:
        role = BY_WORD.get(pins.get(name) or suggested_role(name) or "") if len(name) > 1 else None
        if role is None:
            continue
        other = by_owner.setdefault(owner(name), (name, role))
        if other[1] != role:
            held[name], kept[other[0]] = role, other[1]
            images[name] = from_std(std_of(Symbol(other[0]), other[1]), role)
    return Aliases(held, kept, images)
