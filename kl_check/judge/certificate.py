"""A verdict as a certificate for `kl_check.checker`, which knows nothing of us; and a certificate's text read again.

The certificate is the checker's own language: terms as nested lists of eight heads, numbers as strings, `#J` and `#B`
for the sizes. It brings what is claimed and points, and no results: the checker works those out.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
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
from kl_check.judge.points import COUNT, OTHERS, SIZES, points
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

FORMAT = "kl-check certificate 1"
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


def term_in(text: str, reading: Mapping[str, str]) -> Json:
    """The term that a text says, as a certificate writes it. Raises `InputError` for a text that is not read."""
    scalars = {name for name, role in reading.items() if role in SCALARS}
    return node(resolve(read_text(text).term, scalars.__contains__))


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
        "scale": of_polynomial(facts.scale),
        "offset": of_polynomial(facts.offset),
        "weight": of_polynomial(facts.weight),
        "reduction": {"latents": latents, "batch": facts.reduction.batch},
    }
    if facts.word != "inconsistent":
        yield {**stated, "against": None}
        return
    for against in _against(case, hypothesis):
        for at in _points(case):
            has_other_role = against["role"] != hypothesis.roles().get(str(against["scale"]))
            fixed = _fixed(case, facts.divisor)
            yield {**stated, "against": {**against, "at": {**fixed, **at} if has_other_role else None}}


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
        points_: dict[str, Json] = {"fixed": _fixed(case), "at": every[:count]}
        yield {**_head(case, "wrong", target), **_reading(case, forward, roles), "points": points_}


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
    return {"format": FORMAT, "text": text, "sha256": digest, "verdict": word, "target": target}


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
        "term": node(case.term),
    }


def _places(gaussian: Gaussian) -> list[Json]:
    """[mean, scale]; a fixed scale by its variance."""
    mean: Json = ["symbol", gaussian.mean] if isinstance(gaussian.mean, str) else ["number", str(gaussian.mean)]
    if isinstance(gaussian.scale, str):
        return [mean, ["symbol", gaussian.scale]]
    power = 2 / gaussian.role.factor if gaussian.role else Fraction(2)
    if power.denominator != 1 or (gaussian.role and gaussian.role.kind == "real"):
        raise NotCertified("the variance of a fixed scale is no rational number")
    return [mean, ["number", str(gaussian.scale ** int(power))]]


def _points(case: Case) -> Iterator[dict[str, Json]]:
    """Points at which every symbol could be a positive scale."""
    for at in points(case.elements, frozenset(case.elements), {}):
        yield {name: str(number) for name, number in at.items()}


def _fixed(case: Case, divisor: str | None = None) -> dict[str, Json]:
    """The sizes and weights at all points."""
    fixed = {"#J": str(SIZES["latent"]), "#B": str(SIZES["batch"])}
    fixed |= {name: str(COUNT) for name in case.found.counts if name != divisor}
    return {**fixed, **{name: str(OTHERS) for name in case.found.weights}}


# Terms and polynomials in the checker's language


def node(term: Term) -> Json:
    """A term, its axes named, in the eight heads that the checker knows."""
    match term:
        case Number(value=value):
            return number(value)
        case Symbol(name=name):
            return ["symbol", name]
        case Constant(name="pi"):
            return ["symbol", "#pi"]
        case Constant():
            return ["exp", ONE]
        case Size(axis=axis):
            return _size(axis)
        case Apply(head=head, arguments=arguments) if head in HEADS:
            return HEADS[head](*map(node, arguments))
        case Reduce(kind=kind, body=body, axes=axes):
            named: list[Json] = [
                name for name, axis in (("latents", "latent"), ("batch", "batch")) if axis in (axes or ())
            ]
            total: Json = ["sum", named, node(body)] if named else node(body)
            sizes = [power(_size(axis), MINUS) for axis in axes or ()] if kind == "mean" else []
            return several("multiply", total, *sizes) if sizes else total
    head = term.head if isinstance(term, Apply) else type(term).__name__.lower()
    raise NotCertified(f"the checker does not know {head}")


def _size(axis: Axis) -> Json:
    return ["symbol", "#B" if axis in (0, "batch") else "#J"]


def number(value: Fraction | Power) -> Json:
    return ["number", str(value)]


def several(head: str, first: Json, *others: Json) -> Json:
    """A sum or product: a + b + c is one."""
    start = first[1:] if isinstance(first, list) and first[0] == head else [first]
    return [head, *start, *others]


def power(base: Json, exponent: Json) -> Json:
    return ["power", base, exponent]


ONE, TWO, TEN, HALF, MINUS = (number(Fraction(text)) for text in ("1", "2", "10", "1/2", "-1"))

HEADS: Mapping[str, Callable[..., Json]] = {
    "add": lambda a, b: several("add", a, b),
    "subtract": lambda a, b: several("add", a, several("multiply", MINUS, b)),
    "negate": lambda a: several("multiply", MINUS, a),
    "multiply": lambda a, b: several("multiply", a, b),
    "divide": lambda a, b: several("multiply", a, power(b, MINUS)),
    "reciprocal": lambda a: power(a, MINUS),
    "power": power,
    "square": lambda a: power(a, TWO),
    "sqrt": lambda a: power(a, HALF),
    "rsqrt": lambda a: power(a, number(Fraction(-1, 2))),
    "exp": lambda a: ["exp", a],
    "log": lambda a: ["log", a],
    "expm1": lambda a: ["add", ["exp", a], MINUS],
    "log1p": lambda a: ["log", ["add", ONE, a]],
    "log2": lambda a: ["multiply", ["log", a], power(["log", TWO], MINUS)],
    "log10": lambda a: ["multiply", ["log", a], power(["log", TEN], MINUS)],
}
"""Each head of ours by its definition."""


def of_polynomial(value: Polynomial) -> Json:
    """A polynomial in sizes, weights and numbers."""
    terms = [_of_monomial(monomial, coefficient) for monomial, coefficient in value.terms.items()]
    return ["add", *terms] if len(terms) > 1 else terms[0] if terms else number(Fraction(0))


def _of_monomial(monomial: Monomial, coefficient: Fraction) -> Json:
    powers, exponent = monomial
    factors = [_power(_of_generator(one), exponent_) for one, exponent_ in powers]
    factors += [_exponential(inner, times) for inner, times in exponent]
    if coefficient != 1 or not factors:
        factors = [number(coefficient), *factors]
    return ["multiply", *factors] if len(factors) > 1 else factors[0]


def _of_generator(generator: Generator) -> Json:
    kind, name = generator
    if kind == "atom":
        raise NotCertified("a factor is outside the class of the checker")
    inside: Json = number(int(name)) if name.isdecimal() else ["symbol", name]
    return ["log", inside] if kind == "log" else inside


def _exponential(monomial: Monomial, times: Power) -> Json:
    """exp(times · log x) is a power of x."""
    powers, exponent = monomial
    if not exponent and len(powers) == 1 and powers[0][1] == 1 and powers[0][0][0] == "log":
        name = powers[0][0][1]
        return _power(number(int(name)) if name.isdecimal() else ["symbol", name], times)
    return ["exp", _of_monomial(monomial, Fraction(times))]


def _power(base: Json, exponent: Power) -> Json:
    return base if exponent == 1 else power(base, number(exponent))
