"""What is worth a note beside a right formula: where it overflows, where it cancels, where it goes to and fro."""

from __future__ import annotations

import math
from collections.abc import Mapping
from fractions import Fraction
from functools import lru_cache

from kl_check.algebra import polynomial
from kl_check.algebra.polynomial import Monomial, Polynomial
from kl_check.judge.case import Case
from kl_check.judge.facts import Facts
from kl_check.judge.parts import target_of
from kl_check.judge.scalars import show
from kl_check.model.behaviour import Overflow
from kl_check.model.term import Apply, Number, Term, walk

LARGEST = {"fp16": math.log(65504), "fp32": math.log(3.4028234663852886e38)}
"""The logarithm of the largest finite number; bfloat16 ends where single precision does."""

ACCURATE = frozenset({"expm1", "log1p"})
INVERSE: Mapping[str, str] = {"exp": "log", "log": "exp", "expm1": "log1p", "log1p": "expm1"}
EXPONENTIALS = frozenset({"exp", "expm1"})


def remarks_on(case: Case, facts: Facts) -> Mapping[str, bool]:
    """Which of the notes of this file apply to a closed form that is a KL up to scale and shift."""
    if case.is_estimate:
        return {}
    return {
        "unstable-near-prior": _is_unstable_near_prior(case.written, facts),
        "overflows": not case.stabilisers and overflow_of(target_of(facts.hypothesis).whole) is not None,
        "round-trip": _makes_round_trip(case.written),
    }


@lru_cache(maxsize=256)
def overflow_of(body: Polynomial) -> Overflow | None:
    """Where an exponential of the body is infinite: the one with the largest exponent, of those of real symbols."""
    exponents = [exponent for monomial in body.terms if (exponent := _real_exponent(monomial))]
    if not exponents:
        return None
    exponent = max(exponents, key=_largest_coefficient)
    where = {name: _condition(exponent, bound) for name, bound in LARGEST.items()}
    return Overflow(f"exp({show(exponent)})", where["fp16"], where["fp32"])


def _real_exponent(monomial: Monomial) -> Polynomial:
    """The part of the exponent that is linear in symbols which may be any real number."""
    return polynomial.under_exponential(monomial).select(_is_real_symbol)


def _is_real_symbol(monomial: Monomial) -> bool:
    powers, exponent = monomial
    return not exponent and len(powers) == 1 and powers[0][0][0] == "real" and powers[0][1] == 1


def _largest_coefficient(exponent: Polynomial) -> Fraction:
    return max(abs(Fraction(factor)) for factor in exponent.terms.values())


def _condition(exponent: Polynomial, bound: float) -> str:
    """`logvar > 88.72`; of more than one symbol the exponent itself is bounded."""
    if len(exponent.terms) > 1:
        return f"{show(exponent)} > {bound:.4g}"
    ((((((_, name), _),), _), factor),) = exponent.terms.items()
    return f"{name} {'>' if factor > 0 else '<'} {bound / float(factor):.4g}"


def _is_unstable_near_prior(term: Term, facts: Facts) -> bool:
    """Whether log, variance and constant are added as they are: near the prior they cancel, and small values are lost.

    The KL is of second order there, the parts are of order one; `expm1` or `log1p` keeps what the sum would lose.
    """
    parts = target_of(facts.hypothesis).parts
    adds = all(parts[part] for part in ("log", "variance", "constant")) and not facts.offset
    return adds and not any(isinstance(part, Apply) and part.head in ACCURATE for part in walk(term))


def _makes_round_trip(term: Term) -> bool:
    """Whether an exponential of a logarithm is written, or the reverse."""
    return any(isinstance(part, Apply) and part.head in INVERSE and _undoes(part) for part in walk(term))


def _undoes(function: Apply) -> bool:
    """exp(k log x + …) and log(exp(x)^k …): the inner function could be left out."""
    wanted = INVERSE[function.head]
    inside = _summands if function.head in EXPONENTIALS else _factors
    only = function.head in ACCURATE
    (argument,) = function.arguments
    parts = [argument] if only else inside(argument)
    return any(isinstance(part, Apply) and part.head == wanted for part in parts)


def _summands(term: Term) -> list[Term]:
    """What is added up, numbers in front taken off."""
    match term:
        case Apply(head="add" | "subtract" | "negate", arguments=arguments):
            return [part for one in arguments for part in _summands(one)]
        case Apply(head="multiply" | "divide", arguments=(left, right)) if _is_number(left) or _is_number(right):
            return _summands(right if _is_number(left) else left)
    return [term]


def _factors(term: Term) -> list[Term]:
    """What is multiplied, powers taken off."""
    match term:
        case Apply(head="multiply" | "divide", arguments=arguments):
            return [part for one in arguments for part in _factors(one)]
        case Apply(head="power" | "square" | "sqrt" | "rsqrt" | "reciprocal", arguments=(base, *_)):
            return _factors(base)
    return [term]


def _is_number(term: Term) -> bool:
    return all(isinstance(part, Number | Apply) for part in walk(term))
