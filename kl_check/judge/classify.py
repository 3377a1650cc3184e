"""Which symbols of a term vary along axes, which are sizes, which are weights, and how each may be held."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from kl_check.judge.stabilisers import strip
from kl_check.know.names import axis_of_size, is_epsilon, is_size, is_weight, suggested_role
from kl_check.know.roles import BY_WORD
from kl_check.model.errors import Misuse, UnsupportedInput
from kl_check.model.term import Apply, Axis, Constant, Number, Reduce, Symbol, Term, children, symbols, walk

POSITIVE_UNDER = frozenset({"log", "sqrt", "rsqrt", "log2", "log10", "reciprocal"})
REAL_UNDER = frozenset({"exp", "expm1"})


@dataclass(frozen=True, slots=True)
class Symbols:
    """The symbols of a term by what they are."""

    elements: tuple[str, ...]
    sizes: Mapping[str, Axis]  # names of the lengths of the two axes
    counts: frozenset[str]  # names of other sizes
    weights: frozenset[str]
    epsilons: frozenset[str] = frozenset()  # small constants beside a value

    def is_scalar(self, name: str) -> bool:
        return name not in self.elements


def classify(term: Term, pins: Mapping[str, str]) -> Symbols:
    """Sorts the symbols by pins first, then by where they stand, then by name."""
    names = symbols(term)
    bounds: dict[str, Axis] = {}
    for part in walk(term):
        if isinstance(part, Reduce) and part.size is not None:
            axis: Axis = "batch" if part.axes == ("batch",) else "latent"
            if part.size not in bounds and axis in bounds.values():
                raise UnsupportedInput(
                    f"two sums over one axis end at different sizes, one at {part.size}", span=part.span
                )
            bounds[part.size] = axis
    if unknown := [name for name in pins if name not in names]:
        raise Misuse(f"--as {unknown[0]}: no such name in the expression; its names are {', '.join(names) or 'none'}")
    inside = set(_reduced_symbols(term))
    sizes: dict[str, Axis] = {}
    counts: set[str] = set()
    weights: set[str] = set()
    epsilons = frozenset(name for name in names if is_epsilon(name) and name not in pins)
    stripped = strip(term)[0]
    kept = set(symbols(stripped))  # what stands only in the bounds of a clamp is no mean and no scale
    for name in names:
        if name in epsilons:
            continue
        if name not in kept and name not in pins:
            weights.add(name)
            continue
        outside = bool(inside) and name not in inside
        kind = "size" if name in bounds else _kind_of(name, pins.get(name), outside, _is_factor(stripped, name))
        if kind == "size":
            named = (
                bounds.get(name)
                or axis_of_size(name)
                or (None if _is_factor(term, name) or ".shape[" in name else "latent")
            )
            taken = {*sizes.values(), *(bounds.values() if name not in bounds else ())}
            if named and named not in taken:
                sizes[name] = named
            else:
                counts.add(name)
        elif kind == "weight":
            weights.add(name)
    scalars = {*sizes, *counts, *weights, *epsilons}
    elements = tuple(name for name in names if name not in scalars)
    return Symbols(elements, sizes, frozenset(counts), frozenset(weights), epsilons)


def _kind_of(name: str, pin: str | None, outside: bool, factor: bool) -> str:
    """One of "size", "weight" and "element"."""
    if pin is not None:
        return {"count": "size", "weight": "weight"}.get(pin, "element")
    if name.startswith("#"):  # noise that the text draws
        return "element"
    if outside and factor and suggested_role(name) in BY_WORD and not is_weight(name):
        return "element"  # a variance that divides the whole is no mere weight
    if outside and (factor or (suggested_role(name) is None and is_size(name))):  # a weight is a factor, or none
        return "size" if is_size(name) else "weight"
    if suggested_role(name) is not None:
        return "element"
    if is_weight(name) and factor:
        return "weight"
    short = len(name.rpartition(".")[2]) == 1
    return "size" if is_size(name) and not (short and not factor) else "element"


def _reduced_symbols(term: Term) -> Iterable[str]:
    for part in walk(term):
        if isinstance(part, Reduce):
            yield from symbols(part.body)


def _is_factor(term: Term, name: str) -> bool:
    """Whether a symbol stands once, as a factor or divisor of the whole term."""
    while True:
        match term:
            case Symbol(name=found):
                return found == name
            case Apply(head="negate", arguments=(inner,)) | Reduce(body=inner):
                term = inner
            case Apply(head="multiply" | "divide", arguments=(left, right)):
                here = [side for side in (left, right) if name in symbols(side)]
                if len(here) != 1:
                    return False
                term = here[0]
            case _:
                return False


@dataclass(frozen=True, slots=True)
class Uses:
    """What a term does with a symbol, which bounds what the symbol can be."""

    may_be_mean: bool
    may_be_positive: bool
    may_be_real: bool


def uses_of(term: Term, name: str) -> Uses:
    """A mean is only ever added, multiplied and squared; what is under log is positive; what is under exp is real."""
    contexts = set(_contexts(term, name, frozenset()))
    logged, exponentiated = "positive" in contexts, "real" in contexts
    divided = "divisor" in contexts
    return Uses(
        may_be_mean=not (logged or exponentiated or divided),
        may_be_positive=logged or not exponentiated,
        may_be_real=exponentiated or not (logged or divided),
    )


def _contexts(term: Term, name: str, above: frozenset[str]) -> Iterable[str]:
    match term:
        case Symbol(name=found) if found == name:
            yield from above
        case Apply(head="divide", arguments=(left, right)):
            yield from _contexts(left, name, above)
            yield from _contexts(right, name, above | {"divisor"})
        case Apply(head="power", arguments=(base, exponent)):
            unusual = _is_unusual_power(exponent)
            yield from _contexts(base, name, above | {"divisor"} if unusual else above)
            yield from _contexts(exponent, name, above | {"real"})
        case Apply(head=head, arguments=arguments):
            # Only the innermost function that acts on a symbol speaks of it: in log(exp(s)), s is real.
            if head in POSITIVE_UNDER:
                above = frozenset({"positive"})
            elif head in REAL_UNDER:
                above = frozenset({"real"})
            for argument in arguments:
                yield from _contexts(argument, name, above)
        case _:
            for child in children(term):
                yield from _contexts(child, name, above)


def _is_unusual_power(exponent: Term) -> bool:
    """Powers that no mean is raised to: negative ones and roots."""
    match exponent:
        case Number(value=value):
            return value <= 0 or value.denominator != 1
        case Apply(head="negate"):
            return True
        case Apply(head="divide", arguments=(Number(), Number())):
            return True
        case Constant():
            return True
    return False
