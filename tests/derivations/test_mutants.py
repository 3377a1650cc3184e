"""One wrong step, of each kind and at each place, in each derivation: none that changes the value passes.

Whether a mutant changes the value is decided here without the kernel: by mpmath at 50 digits, sums over two latents
with different values, Gauss–Hermite nodes under an expectation and a fine grid under an integral.
"""

from __future__ import annotations

import functools
from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any

import mpmath
import pytest

from kl_check.algebra.show import text
from kl_check.derivation import follow, load
from kl_check.know.closed_forms import CLOSED_FORMS
from kl_check.model.derivation import Derivation
from kl_check.model.term import (
    Apply,
    Constant,
    Expectation,
    Integral,
    Number,
    Product,
    Reduce,
    Symbol,
    Term,
    number,
    rebuild,
    walk,
)

DIGITS = 50
LATENTS = range(2)
VALUES = {
    "mu_1": ("0.7182", "-1.1415"),
    "sigma_1": ("0.8931", "1.2345"),
    "mu_2": ("-0.4771", "0.3010"),
    "sigma_2": ("1.4142", "0.8456"),
}
OTHER = {"mu_1": "mu_2", "mu_2": "mu_1", "sigma_1": "sigma_2", "sigma_2": "sigma_1", "x": "mu_1", "z": "mu_1"}


def at_50_digits(term: Term) -> Any:
    """The value at a fixed point, or None where there is none."""
    with mpmath.workdps(DIGITS):
        at = {name: tuple(map(mpmath.mpf, values)) for name, values in VALUES.items()}
        try:
            value = evaluated(term, at, 0)
        except (ZeroDivisionError, ValueError, OverflowError):
            return None
        return value if isinstance(value, mpmath.mpf) and mpmath.isfinite(value) else None


def evaluated(term: Term, at: Mapping[str, tuple[Any, ...]], latent: int) -> Any:
    match term:
        case Number(value=value):
            return mpmath.mpf(value.numerator) / value.denominator
        case Constant():
            return +mpmath.pi
        case Symbol(name=name):
            return at[name][latent]
        case Apply(head=head, arguments=arguments):
            return FUNCTIONS[head](*(evaluated(argument, at, latent) for argument in arguments))
        case Reduce(body=body):
            return mpmath.fsum(evaluated(body, at, one) for one in LATENTS)
        case Product(body=body):
            return mpmath.fprod(evaluated(body, at, one) for one in LATENTS)
        case Integral():
            return integral_of(term, tuple(at.items()), latent)
        case Expectation():
            return mean_of(term, at, latent)
    raise AssertionError(term)


@functools.cache
def integral_of(term: Integral, at: tuple[tuple[str, tuple[Any, ...]], ...], latent: int) -> Any:
    """The trapezoidal rule to ±30 by quarters: 48 digits for a Gaussian with σ between 0.7 and 2."""
    nodes = [mpmath.mpf(k) / 4 for k in range(-120, 121)]
    values = (evaluated(term.body, {**dict(at), term.variable.name: (node, node)}, latent) for node in nodes)
    return mpmath.fsum(values) / 4


def mean_of(term: Expectation, at: Mapping[str, tuple[Any, ...]], latent: int) -> Any:
    drawn = []
    for one in LATENTS:
        mean, std = evaluated(term.mean, at, one), evaluated(term.std, at, one)
        drawn.append([(mean + std * node, weight) for node, weight in hermite()])
    if not any(isinstance(part, Reduce | Product) for part in walk(term.body)):
        pairs = [((value, value), weight) for value, weight in drawn[latent]]
    else:
        pairs = [((first, second), u * v) for first, u in drawn[0] for second, v in drawn[1]]
    return mpmath.fsum(
        weight * evaluated(term.body, {**at, term.variable.name: values}, latent) for values, weight in pairs
    )


@functools.cache
def hermite(count: int = 10) -> list[tuple[Any, Any]]:
    """Nodes and weights that are exact for polynomials up to degree 19 under the standard normal."""
    with mpmath.workdps(DIGITS + 10):
        recurrence = mpmath.matrix(count)
        for k in range(1, count):
            recurrence[k, k - 1] = recurrence[k - 1, k] = mpmath.sqrt(k)
        nodes, vectors = mpmath.eigsy(recurrence)
        return [(nodes[k], vectors[0, k] ** 2) for k in range(count)]


def density(x: Any, mean: Any, std: Any) -> Any:
    return mpmath.npdf(x, mean, std)


FUNCTIONS = {
    "add": lambda a, b: a + b,
    "subtract": lambda a, b: a - b,
    "multiply": lambda a, b: a * b,
    "divide": lambda a, b: a / b,
    "power": lambda a, b: a**b,
    "negate": lambda a: -a,
    "log": mpmath.log,
    "normal_density": density,
}


def slips(node: Term, names: frozenset[str]) -> Iterator[tuple[str, Term]]:
    """The ways in which this one node is written wrong."""
    match node:
        case Number(value=value):
            yield "sign", Number(-value)
            yield "factor", Number(2 * value)
        case Symbol(name=name):
            yield "factor", 2 * node
            yield "power", node**2
            if OTHER.get(name) in names:
                yield "substitution", Symbol(OTHER[name])
        case Apply(head="add" | "subtract" as head, arguments=(left, right)):
            yield "sign", Apply("subtract" if head == "add" else "add", (left, right))
            yield "dropped", left
            yield "dropped", right
        case Apply(head="multiply" | "divide", arguments=(left, right)):
            yield "dropped", left
            yield "dropped", right
        case Apply(head="power", arguments=(base, exponent)):
            yield "power", base ** (exponent + 1)
            yield "power", base
        case Apply(head="negate", arguments=(one,)):
            yield "sign", one
        case Apply(head="log", arguments=(one,)):
            yield "sign", -node
            yield "dropped", one
            yield "factor", 2 * node
        case Apply(head="normal_density", arguments=(at, mean, std)):
            yield "substitution", Apply("normal_density", (at, mean, std**2))
            yield "power", node**2
        case Integral(body=body, variable=variable):
            yield "integral", number(1)
            yield "integral", Integral(body * variable, variable)
            yield "factor", 2 * node
        case Expectation(body=body, std=std):
            yield "integral", replace(node, std=std**2)
            yield "integral", replace(node, body=body * body)
        case Reduce(body=body):
            yield "dropped", body
            yield "factor", 2 * node


def mutants(term: Term, names: frozenset[str]) -> Iterator[tuple[str, Term]]:
    """Every slip at every node."""
    yield from slips(term, names)
    parts: list[Term] = []
    rebuild(term, lambda part: parts.append(part) or part)  # type: ignore[func-returns-value]
    for place, part in enumerate(parts):
        for kind, slipped in mutants(part, names):
            instead = iter([*parts[:place], slipped, *parts[place + 1 :]])
            yield kind, rebuild(term, lambda _, instead=instead: next(instead))  # type: ignore[misc]


def alone(derivation: Derivation, index: int, expression: Term) -> Derivation:
    """One step of a derivation by itself, with another expression."""
    before = derivation.steps[index - 1].expression if index else derivation.start
    return replace(derivation, start=before, steps=(replace(derivation.steps[index], expression=expression),))


NAMES = tuple(row.name for row in CLOSED_FORMS)
STEPS = [(name, index) for name in NAMES for index in range(len(load.load(name).steps))]
SMALL = mpmath.mpf(10) ** (10 - DIGITS)


@pytest.mark.parametrize(("name", "index"), STEPS, ids=[f"{name}-{index + 1}" for name, index in STEPS])
def test_no_wrong_step_passes(name: str, index: int) -> None:
    """SymPy agrees with none of them, and the points neither; and the points call no right one wrong."""
    derivation = load.load(name)
    expression = derivation.steps[index].expression
    right = at_50_digits(expression)
    wrong = set()
    for kind, mutant in mutants(expression, frozenset(derivation.domains)):
        value = at_50_digits(mutant)
        (checked,) = follow.check(alone(derivation, index, mutant)).steps
        by_rule, at_points, *_ = (one.outcome for one in checked.evidence)
        if value is not None and abs(value - right) < SMALL:
            assert at_points != "differs", text(mutant)
        else:
            wrong.add(kind)
            assert by_rule != "agrees", text(mutant)
            assert at_points != "agrees", text(mutant)
            assert not checked.holds
    assert wrong >= {"sign", "factor", "power", "dropped"}


def kinds(derivation: Derivation) -> set[str]:
    """The kinds of slip for which a derivation has a place."""
    names = frozenset(derivation.domains)
    return {kind for step in derivation.steps for kind, _ in mutants(step.expression, names)}


PLACES = [(name, kind) for name in NAMES for kind in sorted(kinds(load.load(name)))]


@pytest.mark.parametrize(("name", "kind"), PLACES, ids=["-".join(place) for place in PLACES])
def test_one_wrong_step_of_each_kind_fails_the_whole(name: str, kind: str) -> None:
    derivation = load.load(name)
    index, wrong = first_slip(derivation, kind)
    steps = list(derivation.steps)
    steps[index] = replace(steps[index], expression=wrong)
    checked = follow.check(replace(derivation, steps=tuple(steps)))
    assert not checked.holds
    assert not checked.steps[index].holds
    assert all(step.holds for step in checked.steps[:index])


def first_slip(derivation: Derivation, kind: str) -> tuple[int, Term]:
    """The first place of the derivation at which a slip of that kind changes the value."""
    right = at_50_digits(derivation.start)
    for index, step in enumerate(derivation.steps):
        for slip, mutant in mutants(step.expression, frozenset(derivation.domains)):
            value = at_50_digits(mutant)
            if slip == kind and value is not None and abs(value - right) > SMALL:
                return index, mutant
    raise AssertionError(f"no wrong {kind} changes the value of {derivation.name}")


def test_all_kinds_of_slip_are_tried() -> None:
    assert {kind for _, kind in PLACES} == {"sign", "factor", "power", "dropped", "integral", "substitution"}


def test_a_wrong_value_in_a_citation_is_found_although_the_expression_is_right() -> None:
    derivation = load.load("univariate-standard")
    cited = derivation.steps[0]
    for place, wrong in ((0, number(1)), (1, number(2)), (1, Symbol("sigma_1"))):
        where = tuple((symbol, wrong if at == place else value) for at, (symbol, value) in enumerate(cited.where))
        checked = follow.check(replace(derivation, steps=(replace(cited, where=where),)))
        assert not checked.holds


def test_a_wrong_substitution_proves_nothing_although_the_expression_is_right() -> None:
    derivation = load.load("univariate-general")
    (index,) = (at for at, step in enumerate(derivation.steps) if step.rule == "change-of-variable")
    step = derivation.steps[index]
    before = derivation.steps[index - 1].expression
    for wrong in (Symbol("mu_2") + Symbol("sigma_1") * Symbol("z"), Symbol("mu_1") + Symbol("sigma_2") * Symbol("z")):
        alone_wrong = replace(derivation, start=before, steps=(replace(step, where=((Symbol("x"), wrong),)),))
        checked = follow.check(alone_wrong)
        assert checked.steps[0].evidence[0].outcome == "silent"
        assert checked.strength == "enclosed"
