"""What a rule is: a name, what it says to a reader, and how SymPy checks a step that calls on it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache
from importlib import import_module
from pkgutil import iter_modules

from sympy import Expr

from kl_check.algebra.symbolic import Domain, same, to_sympy
from kl_check.derivation import rules
from kl_check.model.derivation import Assumption, CheckedDerivation, Step
from kl_check.model.errors import Misuse
from kl_check.model.evidence import Outcome
from kl_check.model.term import Term


@dataclass(frozen=True, slots=True)
class Inference:
    """One step as its rule sees it: what stood before, the step, the domains of the symbols, and what it cites."""

    before: Term
    step: Step
    domains: Mapping[str, Domain]
    cited: CheckedDerivation | None = None
    assumptions: tuple[Assumption, ...] = ()

    @property
    def left(self) -> Expr:
        """The expression before the step, in SymPy."""
        return to_sympy(self.before, self.domains)

    @property
    def right(self) -> Expr:
        """The expression of the step, in SymPy."""
        return to_sympy(self.step.expression, self.domains)


@dataclass(frozen=True, slots=True)
class Ruling:
    """What a rule says to a step; `reason` tells why it is not `agrees`."""

    outcome: Outcome
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Rule:
    """`how` says what SymPy does to check a step; `prove` does it. The rules that order also take `<=` and `>=`.

    One that `substitutes` says what its step means: the expression before, with these values in it. One for `arrays`
    speaks of vectors and matrices; there every rule but `cite` is checked by normal forms (`derivation.arrays`).
    """

    name: str
    title: str
    how: str
    prove: Callable[[Inference], Ruling]
    orders: bool = False
    substitutes: bool = False
    arrays: bool = False


def compared(left: Expr, right: Expr, *, linear: bool) -> Ruling:
    """Two SymPy expressions by their normal forms."""
    match same(left, right, linear=linear):
        case True:
            return Ruling("agrees")
        case False:
            return Ruling("differs", "the difference of the two sides is not zero")
    return Ruling("silent", "SymPy does not bring the two sides to one form by this rule")


def equal_forms(*, linear: bool) -> Callable[[Inference], Ruling]:
    """The proof of a rule of algebra: both sides have one normal form. `linear` lets it split ∫ and Σ."""
    return lambda inference: compared(inference.left, inference.right, linear=linear)


def for_arrays(name: str, title: str, how: str) -> Rule:
    """A rule that is about vectors and matrices only."""
    return Rule(name, title, how, lambda _: Ruling("silent", "there are no vectors or matrices here"), arrays=True)


@cache
def by_name() -> Mapping[str, Rule]:
    """The rules, one in each file of `rules/`."""
    modules = (import_module(f"{rules.__name__}.{found.name}") for found in iter_modules(rules.__path__))
    return {module.RULE.name: module.RULE for module in modules}


def find(name: str) -> Rule:
    """The rule of that name."""
    if name not in by_name():
        raise Misuse(f"no rule is called {name!r}; there are {', '.join(sorted(by_name()))}")
    return by_name()[name]
