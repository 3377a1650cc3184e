"""Follows a derivation step by step: SymPy checks each under its rule, and numbers at fixed points check it again."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from functools import cache, partial
from time import process_time
from typing import cast

from kl_check.algebra.symbolic import Domain as Scalar
from kl_check.derivation import arrays, enclosure, load, points, rule, symbolic_arrays
from kl_check.derivation.rewrite import substituted
from kl_check.derivation.rule import Inference, Ruling
from kl_check.derivation.scales import check_scales
from kl_check.model.derivation import OF_ARRAYS, CheckedDerivation, CheckedStep, Derivation, Step
from kl_check.model.errors import Misuse, UnsupportedInput
from kl_check.model.evidence import STRENGTHS, Evidence, Strength
from kl_check.model.term import Expectation, Integral, Product, Reduce, Symbol, Term, children, walk

Library = Callable[[str], CheckedDerivation]


@cache
def derive(name: str) -> CheckedDerivation:
    """The derivation of that name, with every step checked."""
    _refuse_circles(name, ())
    return check(load.load(name))


def _refuse_circles(name: str, trail: tuple[str, ...]) -> None:
    if name in trail:
        raise Misuse(f"the derivation {trail[0]} rests on itself: {' → '.join((*trail, name))}")
    for step in load.load(name).steps:
        if step.cites is not None:
            _refuse_circles(step.cites, (*trail, name))


def check(derivation: Derivation, library: Library = derive) -> CheckedDerivation:
    """The derivation with evidence for each step. `library` gives the derivations that it cites, checked."""
    expressions = (derivation.start, *(step.expression for step in derivation.steps))
    _refuse_undeclared(derivation, expressions)
    _refuse_both_ways(derivation)
    domains = cast("Mapping[str, Scalar]", derivation.domains)
    cited = {step.cites: library(step.cites) for step in derivation.steps if step.cites}
    start, at, steps = process_time(), points.fixed_points(derivation.assumptions), []
    for step, before in zip(derivation.steps, expressions[:-1], strict=True):
        inference = Inference(before, step, domains, cited.get(step.cites or ""), derivation.assumptions)
        if derivation.has_arrays:
            evidence = _about_arrays(inference)
        else:
            evidence = (_by_rule(inference), *_by_numbers(at, before, step))
        steps.append(CheckedStep(step, evidence))
    strength = _weakest(steps)
    return CheckedDerivation(derivation, tuple(steps), strength, _scope_of(steps, strength), process_time() - start)


def _about_arrays(inference: Inference) -> tuple[Evidence, ...]:
    """A citation by its letters, any other step by normal forms and by SymPy; both sides as numbers."""
    step, found = inference.step, rule.find(inference.step.rule)
    before = substituted(inference.before, dict(step.where)) if found.substitutes else inference.before
    sides = inference.assumptions, before, step.expression
    by_points = arrays.compared(*sides)
    if inference.cited is not None:
        return _by_rule(inference), by_points
    how = f"{found.how}; {arrays.HOW}" if found.arrays else arrays.HOW
    exact = _opinion("normal-form", arrays.SCOPE, how, step, lambda: arrays.ruling(*sides))
    by_sympy = partial(symbolic_arrays.ruling, *sides)
    return exact, _opinion("sympy", symbolic_arrays.SCOPE, symbolic_arrays.HOW, step, by_sympy), by_points


def _opinion(method: str, scope: str, how: str, step: Step, prove: Callable[[], Ruling]) -> Evidence:
    try:
        ruling = prove() if step.relation == "=" else WRONG_KIND
    except UnsupportedInput as problem:
        ruling = Ruling("silent", str(problem))
    return Evidence(method, ruling.outcome, "proved", scope, {"how": how, "reason": ruling.reason or None})


def _by_numbers(at: Sequence[points.Point], before: Term, step: Step) -> tuple[Evidence, ...]:
    """Both sides at fixed points; of an inequality, also where it is to be an equality."""
    if rule.find(step.rule).substitutes:
        before = substituted(before, dict(step.where))
    found = points.compared(at, before, step.expression, step.relation)
    if found.outcome == "agrees" and step.equality:
        found = _equal_where_stated(found, at, before, step)
    enclosed = enclosure.enclosed(at, before, step.expression, step.relation)
    return (found, enclosed) if enclosed else (found,)


def _equal_where_stated(found: Evidence, at: Sequence[points.Point], before: Term, step: Step) -> Evidence:
    where = dict(step.equality)
    equal = points.compared(at, substituted(before, where), substituted(step.expression, where))
    if equal.outcome != "agrees":
        return replace(equal, scope=f"{equal.scope} of equality")
    return replace(found, detail={**found.detail, "equal_at": equal.detail["effective"]})


def _refuse_both_ways(derivation: Derivation) -> None:
    if {"<=", ">="} <= {step.relation for step in derivation.steps}:
        raise Misuse(f"{derivation.name}: one step goes up and another down, so nothing follows")


def _refuse_undeclared(derivation: Derivation, expressions: tuple[Term, ...]) -> None:
    for expression in expressions:
        for name in sorted(_free(expression) - derivation.domains.keys()):
            raise Misuse(f"{derivation.name}: nothing is assumed of {name}, which stands in it")


def _free(term: Term) -> frozenset[str]:
    if isinstance(term, Symbol):
        return frozenset({term.name})
    names = frozenset[str]().union(*map(_free, children(term)))
    return names - {term.variable.name} if isinstance(term, Integral | Expectation) else names


def _by_rule(inference: Inference) -> Evidence:
    found = rule.find(inference.step.rule)
    try:
        if not any(domain in OF_ARRAYS for domain in inference.domains.values()):
            check_scales(inference.step.expression, inference.domains)
        ruling = found.prove(inference) if found.orders == (inference.step.relation != "=") else WRONG_KIND
    except UnsupportedInput as problem:
        ruling = Ruling("silent", str(problem))
    strength: Strength = (inference.cited.strength if inference.cited else None) or "proved"
    return Evidence(
        "sympy", ruling.outcome, strength, _scope(inference), {"how": found.how, "reason": ruling.reason or None}
    )


WRONG_KIND = Ruling("differs", "an inequality needs a rule that orders, and such a rule an inequality")


def _scope(inference: Inference) -> str:
    """For which values a proof of the step holds."""
    if any(domain in OF_ARRAYS for domain in inference.domains.values()):
        return arrays.SCOPE
    kinds = [
        " ".join((domain, ", ".join(names)))
        for domain in ("real", "positive")
        if (names := [name for name, one in inference.domains.items() if one == domain])
    ]
    summed = any(isinstance(part, Reduce | Product) for part in walk(inference.step.expression))
    return "every " + " and ".join(kinds) + (", every number of latents" if summed else "")


def _weakest(steps: Sequence[CheckedStep]) -> Strength | None:
    """A derivation is as strong as its weakest step, and a step as its strongest evidence."""
    if not all(step.holds for step in steps):
        return None
    return min((_strongest(step) for step in steps), key=STRENGTHS.index, default="proved")


def _scope_of(steps: Sequence[CheckedStep], strength: Strength | None) -> str:
    """For which values, by the evidence that the strength comes from: the one that says most of it."""
    scopes = (
        one.scope for step in steps for one in step.evidence if (one.outcome, one.strength) == ("agrees", strength)
    )
    return max(scopes, key=len, default="")


def _strongest(step: CheckedStep) -> Strength:
    return max((one.strength for one in step.evidence if one.outcome == "agrees"), key=STRENGTHS.index)


__all__ = ["check", "derive"]
