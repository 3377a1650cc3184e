"""A verdict as a certificate for `kl_check.checker`, which knows nothing of us; and a certificate's text read again.

The certificate is the checker's own language: terms are written with Python's signs, `'x'` is the symbol x, J and B are
the sizes. It brings what is claimed and points, and no results: the checker works those out.
"""

from __future__ import annotations

import ast
import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from fractions import Fraction
from hashlib import sha256
from typing import TypeAlias

from kl_check import checker
from kl_check.algebra.axes import resolve
from kl_check.algebra.polynomial import Generator, Monomial, Polynomial, Power
from kl_check.judge.case import Case, case_of
from kl_check.judge.classify import classify
from kl_check.judge.facts import Facts
from kl_check.judge.hypotheses import implausibility
from kl_check.judge.points import points
from kl_check.judge.sampler import draws
from kl_check.know.roles import BY_WORD
from kl_check.model.errors import InputError
from kl_check.model.evidence import Evidence
from kl_check.model.hypothesis import Hypothesis
from kl_check.model.role import Gaussian
from kl_check.model.surroundings import Excerpt
from kl_check.model.term import Apply, Axis, Constant, Number, Reduce, Size, Symbol, Term
from kl_check.model.verdict import Verdict
from kl_check.read.text import read_text

SCALARS = frozenset({"latents", "batch", "count", "weight"})

Json: TypeAlias = "str | list[Json] | dict[str, Json] | None"
Certificate: TypeAlias = Mapping[str, Json]


class NotCertified(InputError):
    """There is no certificate for this verdict; the message says why."""


def certified(excerpt: Excerpt, verdict: Verdict, pins: Mapping[str, str], prior: Gaussian) -> Verdict:
    """The verdict with a certificate that the checker accepts, or with evidence that says why there is none."""
    why = "the checker proves it with none of our points"
    try:
        for one in certificates(excerpt, verdict, pins, prior):
            try:
                checker.verify(json.dumps(one).encode())
            except (checker.Refused, checker.Malformed) as reason:
                why = f"the checker does not accept it: {reason}"
            else:
                return replace(verdict, certificate=one)
    except NotCertified as reason:
        why = reason.message
    silent = Evidence("certificate", "silent", "proved", why)
    return replace(verdict, evidence=(*verdict.evidence, silent))


def certificates(excerpt: Excerpt, verdict: Verdict, pins: Mapping[str, str], prior: Gaussian) -> Iterator[Certificate]:
    """Certificates of the verdict, the same but for the points that they bring: one that is accepted will do."""
    if verdict.target not in ("standard", "general", "reverse"):
        raise NotCertified(f"`{verdict.verdict}` is not about a closed form of two scalar Gaussians")
    case = case_of(excerpt, pins, prior)
    if case.stabilisers:
        raise NotCertified("the term holds a stabiliser, which a certificate cannot set aside")
    if case.aliases.held:
        raise NotCertified(
            f"{', '.join(case.aliases.held)} is a second name of a scale, which a certificate cannot say"
        )
    facts = case.stands
    if verdict.verdict == "wrong" and (facts is None or facts.reversed):
        yield from _of_difference(case, verdict)
    elif facts is not None and facts.word == verdict.verdict != "approximate":
        yield from _of_equality(case, facts)
    else:
        raise NotCertified(f"`{verdict.verdict}` claims nothing that could be checked again")


def term_in(text: str, reading: Mapping[str, str]) -> str:
    """The term that a text says, as a certificate writes it. Raises `InputError` for a text that is not read."""
    scalars = {name for name, role in reading.items() if role in SCALARS}
    return tidied(written(resolve(read_text(text).term, scalars.__contains__)))


def scalars_against_names(text: str, reading: Mapping[str, str]) -> tuple[str, ...]:
    """The names that are read as sizes or weights, though nothing but a declaration makes them so."""
    found = classify(read_text(text).term, {})
    return tuple(name for name, role in reading.items() if role in SCALARS and not found.is_scalar(name))


def draws_in(text: str, scale: str, role: str, noise_std: Fraction, elements: Sequence[str]) -> bool:
    """Whether a line of the text draws with the scale in this role; and if 1 is not said, with noise of this std."""
    found = draws(read_text(text).surroundings.samplers, elements)
    roles = (abs(one.noise_std) for one in found if (one.scale, one.role.word) == (scale, role))
    return any(noise_std in (1, std) for std in roles)


# The two kinds of certificate


def _of_equality(case: Case, facts: Facts) -> Iterator[Certificate]:
    hypothesis = facts.hypothesis
    latents: Json = "none" if facts.reduction.latent == "none" else "sum"
    stated: dict[str, Json] = {
        **_head(case, facts.word, hypothesis.target),
        **_reading(case, hypothesis, hypothesis.roles(), facts.divisor),
        "scale": tidied(of_polynomial(facts.scale)),
        "offset": tidied(of_polynomial(facts.offset)),
        "weight": tidied(of_polynomial(facts.weight)),
        "reduction": {"latents": latents, "batch": facts.reduction.batch},
    }
    if facts.word != "inconsistent":
        yield {**stated, "against": None}
        return
    for against in _against(case, hypothesis):
        yield {**stated, "against": against}


def _against(case: Case, hypothesis: Hypothesis) -> Iterator[dict[str, Json]]:
    """What the pins and then the samplers say against the reading."""
    roles = hypothesis.roles()
    for name, role in case.pins.items():
        if role in BY_WORD and roles.get(name, role) != role:
            yield {"scale": name, "role": role, "noise_std": "1"}
    for draw in case.draws:
        if roles.get(draw.scale) != draw.role.word:
            yield {"scale": draw.scale, "role": draw.role.word, "noise_std": "1"}
        elif abs(draw.noise_std) != 1:
            yield {"scale": draw.scale, "role": draw.role.word, "noise_std": str(abs(draw.noise_std))}


def _of_difference(case: Case, verdict: Verdict) -> Iterator[Certificate]:
    """No reading fits. The Gaussians are those of the nearest one, the posterior first."""
    nearest = case.stands.hypothesis if case.stands else _nearest(case, verdict)
    is_reversed = case.stands is not None or nearest.target == "reverse"
    forward = Hypothesis(nearest.second, nearest.first, "general") if is_reversed else nearest
    roles = {name: role if role == "mean" else "scale" for name, role in forward.roles().items()}
    target = "reverse" if case.stands else "general" if _varies(forward.second) else "standard"
    every: list[Json] = [dict(at) for at in _points(case)]
    for count in range(3, len(every) + 1):
        yield {**_head(case, "wrong", target), **_reading(case, forward, roles), "points": every[:count]}


def _nearest(case: Case, verdict: Verdict) -> Hypothesis:
    """The reading of the verdict's first alternative; which mean goes with which scale is of no account here."""
    wanted = verdict.alternatives[0].reading if verdict.alternatives else {}
    ordered = sorted(case.hypotheses, key=implausibility)
    return next((one for one in ordered if one.roles() == wanted and one.target == verdict.target), ordered[0])


def _varies(gaussian: Gaussian) -> bool:
    return isinstance(gaussian.mean, str) or isinstance(gaussian.scale, str)


def _head(case: Case, word: str, target: str) -> dict[str, Json]:
    text = case.excerpt.text
    digest = sha256(text.encode()).hexdigest()
    return {"format": checker.FORMAT, "text": text, "sha256": digest, "verdict": word, "target": target}


def _reading(
    case: Case, hypothesis: Hypothesis, roles: Mapping[str, str], divisor: str | None = None
) -> dict[str, Json]:
    sizes = {name: "batch" if axis == "batch" else "latents" for name, axis in case.found.sizes.items()}
    scalars = dict.fromkeys(case.found.counts, "count") | dict.fromkeys(case.found.weights, "weight") | sizes
    scalars |= {divisor: "batch"} if divisor else {}
    return {
        "posterior": _places(hypothesis.first),
        "prior": _places(hypothesis.second),
        "reading": {**roles, **scalars},
        "term": tidied(written(case.term)),
    }


def _places(gaussian: Gaussian) -> list[Json]:
    """[mean, scale]; a fixed scale by its variance."""
    mean = repr(gaussian.mean) if isinstance(gaussian.mean, str) else str(gaussian.mean)
    if isinstance(gaussian.scale, str):
        return [mean, repr(gaussian.scale)]
    power = 2 / gaussian.role.factor if gaussian.role else Fraction(2)
    if power.denominator != 1 or (gaussian.role and gaussian.role.kind == "real"):
        raise NotCertified("the variance of a fixed scale is no rational number")
    return [mean, str(gaussian.scale ** int(power))]


def _points(case: Case) -> Iterator[dict[str, Json]]:
    """Points at which every symbol could be a positive scale."""
    for at in points(case.elements, frozenset(case.elements), {}):
        yield {name: str(number) for name, number in at.items()}


# Terms and polynomials in the checker's language


def tidied(term: str) -> str:
    """The same without the brackets that nobody needs."""
    return ast.unparse(ast.parse(term, mode="eval"))


def written(term: Term) -> str:
    """A term, its axes named, as the checker reads it; in brackets wherever it is part of another."""
    match term:
        case Number(value=value):
            return f"({value})"
        case Symbol(name=name):
            return repr(name)
        case Constant(name="pi"):
            return "pi"
        case Constant():
            return "exp(1)"
        case Size(axis=axis):
            return _size(axis)
        case Apply(head=head, arguments=arguments) if head in HEADS:
            return HEADS[head].format(*map(written, arguments))
        case Reduce(kind=kind, body=body, axes=axes):
            total = written(body)
            for name, axis in (("batch", "batch"), ("latents", "latent")):
                total = f"sum_{name}({total})" if axis in (axes or ()) else total
            sizes = [f" / {_size(axis)}" for axis in axes or ()] if kind == "mean" else []
            return f"({''.join((total, *sizes))})"
    head = term.head if isinstance(term, Apply) else type(term).__name__.lower()
    raise NotCertified(f"the checker does not know {head}")


def _size(axis: Axis) -> str:
    return "B" if axis in (0, "batch") else "J"


HEADS: Mapping[str, str] = {
    "add": "({} + {})",
    "subtract": "({} - {})",
    "negate": "(-{})",
    "multiply": "({} * {})",
    "divide": "({} / {})",
    "reciprocal": "(1 / {})",
    "power": "({} ** {})",
    "square": "({} ** 2)",
    "sqrt": "({} ** (1 / 2))",
    "rsqrt": "({} ** (-1 / 2))",
    "exp": "exp({})",
    "log": "log({})",
    "expm1": "(exp({}) - 1)",
    "log1p": "log(1 + {})",
    "log2": "(log({}) / log(2))",
    "log10": "(log({}) / log(10))",
}
"""Each head of ours by its definition."""


def of_polynomial(value: Polynomial) -> str:
    """A polynomial in sizes, weights and numbers."""
    terms = (_of_monomial(monomial, Fraction(coefficient)) for monomial, coefficient in value.terms.items())
    return f"({' + '.join(terms) or '0'})"


def _of_monomial(monomial: Monomial, coefficient: Fraction) -> str:
    powers, exponent = monomial
    factors = [_power(_of_generator(one), exponent_) for one, exponent_ in powers]
    factors += [_exponential(inner, times) for inner, times in exponent]
    if coefficient != 1 or not factors:
        factors = [f"({coefficient})", *factors]
    return f"({' * '.join(factors)})"


def _of_generator(generator: Generator) -> str:
    kind, name = generator
    if kind == "atom":
        raise NotCertified("a factor is outside the class of the checker")
    return f"log({_named(name)})" if kind == "log" else _named(name)


def _exponential(monomial: Monomial, times: Power) -> str:
    """exp(times · log x) is a power of x."""
    powers, exponent = monomial
    if not exponent and len(powers) == 1 and powers[0][1] == 1 and powers[0][0][0] == "log":
        return _power(_named(powers[0][0][1]), times)
    return f"exp({_of_monomial(monomial, Fraction(times))})"


def _named(name: str) -> str:
    """A generator of ours: a prime, a size, π or a symbol."""
    return name if name.isdecimal() else {"#J": "J", "#B": "B", "#pi": "pi"}.get(name, repr(name))


def _power(base: str, exponent: Power) -> str:
    return base if exponent == 1 else f"({base} ** ({exponent}))"
