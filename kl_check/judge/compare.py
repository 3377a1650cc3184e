"""Two expressions side by side: the same, a multiple, shifted, one in another parametrisation, or different."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal
from fractions import Fraction
from typing import TypeAlias

from kl_check.algebra.axes import resolve
from kl_check.algebra.evaluate import evaluate
from kl_check.algebra.exact import NO_SUM, Exact, Kind, Sums, Tag
from kl_check.algebra.interval import Enclosing, Interval
from kl_check.algebra.interval import shown as digits_of
from kl_check.algebra.polynomial import Monomial, Polynomial, power, rational
from kl_check.algebra.show import text as shown
from kl_check.judge.case import is_entangled
from kl_check.judge.classify import Symbols, classify, uses_of
from kl_check.judge.domain import Beyond, beyond_positive
from kl_check.judge.parts import ZERO
from kl_check.judge.points import COUNT, EPSILON, OTHERS, POINTS, SIZES, points
from kl_check.judge.relation import table_of
from kl_check.judge.scalars import factor_of, show
from kl_check.model.comparison import Comparison, Disagreement, Relation
from kl_check.model.errors import InputError
from kl_check.model.evidence import Evidence
from kl_check.model.surroundings import Excerpt
from kl_check.model.term import Apply, Symbol, Term, exp, log, number, sqrt, substitute, symbols, walk

ONE = rational(1)
DIGITS = 6
LOGARITHMS = frozenset({"log", "log2", "log10"})


def compare(a: Excerpt, b: Excerpt, *, beside: Sequence[Term] = (), as_named: bool = False) -> Comparison:
    """The relation of `a` to `b`. "different" is proved by intervals at a point, for the names as they are.

    Args:
        a: one expression.
        b: the other.
        beside: other terms in the same symbols: what they take the logarithm of is positive here too.
        as_named: a name is one symbol on both sides, and no other parametrisation is looked for.
    """
    blank = Comparison(a.source, b.source, "undecided")
    for substitution in ({},) if as_named else _substitutions(a.term, b.term):
        changed = substitute(b.term, substitution)
        found = _related(a.term, changed, beside)
        if found is not None:
            factor, offset = found
            relation: Relation = "shifted" if offset else "multiple" if factor != ONE else "same"
            named = {name: shown(image) for name, image in substitution.items() if image != Symbol(name)}
            if named and relation == "same":
                relation = "reparametrised"
            parting = _parting(a.term, changed, beside) if relation == "same" else ()
            for one in parting:
                if one.first is not None and one.second is not None:
                    return _at_odds(one.name, one.at, (one.first, one.second), blank)
            where = f" where {', '.join(dict.fromkeys(f'{one.name} > 0' for one in parting))}" if parting else ""
            proof = Evidence("normal-form", "agrees", "proved", f"every value and every size{where}")
            return replace(
                blank,
                relation=relation,
                substitution=named or None,
                factor=show(factor),
                offset=show(offset),
                evidence=(proof,),
                message=_sentence(relation, named, show(factor), show(offset)).replace(
                    " function.", f" function{where}."
                ),
            )
    return _different(a.term, b.term, blank, beside)


def _sentence(relation: str, named: Mapping[str, str], factor: str, offset: str) -> str:
    using = ", ".join(f"{name} → {image}" for name, image in named.items())
    with_ = f", with {using} in B" if named else ""
    match relation:
        case "same":
            return "A and B are the same function."
        case "reparametrised":
            return f"A is B in another parametrisation: {using} in B."
        case "multiple":
            return f"A is {factor} times B{with_}."
    return f"A is {'' if factor == '1' else factor + ' times '}B plus the constant {offset}{with_}."


# The same up to factor and offset


def _classified(a: Term, b: Term) -> Symbols:
    """The symbols of both; what one of them reads as an element is one in both."""
    first, second = classify(a, {}), classify(b, {})
    elements = dict.fromkeys((*first.elements, *second.elements))
    sizes = {n: axis for n, axis in {**first.sizes, **second.sizes}.items() if n not in elements}
    counts = {n for n in first.counts | second.counts if n not in elements}
    weights = (first.weights | second.weights) - elements.keys()
    return Symbols(tuple(elements), sizes, frozenset(counts), weights, first.epsilons | second.epsilons)


def _kinds(terms: Sequence[Term], found: Symbols) -> dict[str, Kind]:
    kinds: dict[str, Kind] = {}
    for name in found.elements:
        uses = [uses_of(term, name) for term in terms if name in symbols(term)]
        if any(not use.may_be_real for use in uses) and any(_is_logged(term, name) for term in terms):
            kinds[name] = "positive"
    kinds.update(dict.fromkeys(found.weights, "scalar"))
    kinds.update(dict.fromkeys(found.counts, "size"))
    return kinds


def _is_logged(term: Term, name: str) -> bool:
    """Whether a term is defined for positive values of a symbol only; √x² and 1/x are for negative ones too."""
    return any(isinstance(part, Apply) and part.head in LOGARITHMS and name in symbols(part) for part in walk(term))


def _related(a: Term, b: Term, beside: Sequence[Term]) -> tuple[Polynomial, Polynomial] | None:
    """Factor and offset with a = factor · b + offset, proved by equal normal forms."""
    found = _classified(a, b)
    world = Exact(_kinds((a, b, *beside), found), found.sizes)
    try:
        left, right = (evaluate(resolve(term, found.is_scalar), world) for term in (a, b))
    except InputError:
        return None
    (rows, constant), (other_rows, other_constant) = _rows(left, world), _rows(right, world)
    if rows.keys() != other_rows.keys():
        return None
    if not rows:
        return ONE, constant - other_constant
    factor = _quotient(rows, other_rows)
    if factor is None or any(rows[key] != factor * other_rows[key] for key in rows):
        return None
    return factor, constant - factor * other_constant


Rows: TypeAlias = Mapping[tuple[Tag, Monomial], Polynomial]


def _rows(value: Sums, world: Exact) -> tuple[Rows, Polynomial]:
    """Every varying monomial under its sums, with its coefficient in sizes and weights; and the constant."""
    rows: dict[tuple[Tag, Monomial], Polynomial] = {}
    constant = ZERO
    for tag, part in value.items():
        for monomial, factor in table_of(part, world.is_scalar).items():
            if tag == NO_SUM and monomial == ((), ()):
                constant = factor
            else:
                rows[tag, monomial] = factor
    return rows, constant


def _quotient(rows: Rows, others: Rows) -> Polynomial | None:
    """The quotient of the first coefficients, if the divisor is one factor."""
    key = next(iter(rows))
    return rows[key] * power(others[key], Fraction(-1)) if factor_of(others[key]) else None


# Parametrisations


def _substitutions(a: Term, b: Term) -> Iterator[Mapping[str, Term]]:
    """First the names as they are; then each symbol of B as a function of a symbol of A, one at a time."""
    yield {}
    mine, theirs = symbols(a), symbols(b)
    if any("(" in name for name in (*mine, *theirs)):  # softplus(x) is not free to be renamed
        return
    missing = [name for name in theirs if name not in mine]
    free = [name for name in mine if name not in theirs]
    if len(missing) > 1 or len(free) != len(missing):
        yield from _renamings(missing, free)
        return
    for name in missing or theirs:
        source = Symbol(free[0] if missing else name)
        for image in _images(source):
            yield {name: image}


def _renamings(missing: list[str], free: list[str]) -> Iterator[Mapping[str, Term]]:
    """All the missing names renamed in order of appearance, with one of them in another parametrisation."""
    if len(missing) != len(free):
        return
    plain: dict[str, Term] = {name: Symbol(other) for name, other in zip(missing, free, strict=True)}
    yield plain
    for name, other in zip(missing, free, strict=True):
        for image in _images(Symbol(other)):
            yield plain | {name: image}


def _images(x: Symbol) -> Iterator[Term]:
    half, two = number(1, 2), number(2)
    yield from (x, x / two, two * x, log(x), two * log(x), log(x) / two, exp(x), exp(x / two), exp(two * x))
    yield from (sqrt(x), x**2, 1 / x, 1 / x**2, 1 / sqrt(x), -x, exp(-x), -log(x), -two * log(x), -(half * x), -two * x)


# Different


def _parting(a: Term, b: Term, beside: Sequence[Term]) -> tuple[Beyond, ...]:
    """Where two terms with one normal form part, if what it takes for positive is negative."""
    found = _classified(a, b)
    terms = (a, b, *beside)
    positive = [name for name, kind in _kinds(terms, found).items() if kind == "positive"]
    left, right = resolve(a, found.is_scalar), resolve(b, found.is_scalar)
    return beyond_positive(left, right, positive, _points(terms, found))


def _at_odds(name: str, at: Mapping[str, Fraction], values: tuple[Interval, Interval], blank: Comparison) -> Comparison:
    """Different, though the same for positive values."""
    first, second = (digits_of(value, DIGITS) for value in values)
    found = Disagreement({one: str(value) for one, value in at.items()}, first, second)
    proof = Evidence("interval-witness", "differs", "proved", "at one point")
    message = f"A and B are the same function where {name} > 0, but different where it is negative."
    return replace(blank, relation="different", witness=found, evidence=(proof,), message=message)


def _different(a: Term, b: Term, blank: Comparison, beside: Sequence[Term]) -> Comparison:
    """Different where intervals prove it at a point; undecided if there is none."""
    found = disagreement(a, b, beside)
    if found is None:
        silent = Evidence("interval-witness", "silent", "enclosed", f"{POINTS} points, none told the two apart")
        return replace(blank, evidence=(silent,), message="Neither proved equal nor shown to differ.")
    proof = Evidence("interval-witness", "differs", "proved", "at one point")
    message = "A and B are different: no factor, shift or change of parametrisation that was tried makes them one."
    return replace(blank, relation="different", witness=found, evidence=(proof,), message=message)


def disagreement(a: Term, b: Term, beside: Sequence[Term] = ()) -> Disagreement | None:
    """The point, of a few, at which intervals prove the largest difference of two terms in the same symbols."""
    found = _classified(a, b)
    left, right = resolve(a, found.is_scalar), resolve(b, found.is_scalar)
    best: tuple[Decimal, Disagreement] | None = None
    for at in _points((a, b, *beside), found):
        world = Enclosing(at, SIZES)
        try:
            first, second = evaluate(left, world), evaluate(right, world)
        except InputError:
            continue
        gap = first - second
        if not gap.contains_zero and (best is None or abs(gap.middle) > best[0]):
            where = {name: str(value) for name, value in at.items()}
            best = abs(gap.middle), Disagreement(where, digits_of(first, DIGITS), digits_of(second, DIGITS))
    return None if best is None or is_entangled(found.elements) else best[1]


def _points(terms: Sequence[Term], found: Symbols) -> Iterator[Mapping[str, Fraction]]:
    positive = {name for name, kind in _kinds(terms, found).items() if kind == "positive"}
    sizes = {name: Fraction(SIZES[axis]) for name, axis in found.sizes.items()}
    scalars = {**dict.fromkeys(found.weights, OTHERS), **dict.fromkeys(found.counts, COUNT), **sizes}
    return points(found.elements, positive, scalars | dict.fromkeys(found.epsilons, EPSILON))
