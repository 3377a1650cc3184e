"""Decides the facts of a claim: by normal form and intervals, by `check`, by a derivation, by rounding."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from fractions import Fraction
from functools import singledispatch

from kl_check.algebra.evaluate import evaluate
from kl_check.algebra.interval import Enclosing
from kl_check.algebra.interval import shown as digits_of
from kl_check.algebra.show import text
from kl_check.claims import load
from kl_check.claims.formulas import logged, read, shown, written
from kl_check.claims.rounding import in_single
from kl_check.judge.compare import compare, disagreement
from kl_check.model.behaviour import Extremum
from kl_check.model.comparison import Comparison
from kl_check.model.errors import Misuse
from kl_check.model.evidence import STRENGTHS, Evidence, Outcome, Strength
from kl_check.model.saying import (
    Below,
    CheckedFact,
    CheckedSaying,
    Derived,
    Fact,
    Formula,
    Judged,
    Related,
    Rounded,
    Saying,
)
from kl_check.model.surroundings import Excerpt
from kl_check.model.verdict import Verdict
from kl_check.pipeline import check, derive

DIGITS = 6


def decide(name: str) -> CheckedSaying:
    """The claim of that name, decided. Raises `Misuse` for an unknown name."""
    return decided(load.load(name))


def decided(saying: Saying) -> CheckedSaying:
    """A claim with each of its facts decided."""
    then, instead = tuple(map(fact, saying.then)), tuple(map(fact, saying.instead))
    return CheckedSaying(saying, tuple(map(fact, saying.claim)), then, instead)


@singledispatch
def fact(given: Fact) -> CheckedFact:
    """One fact, in words and decided."""
    raise TypeError(f"no way to decide a {type(given).__name__}")


# Two formulas


@fact.register
def _(given: Related) -> CheckedFact:
    left, right = written(given.left), written(given.right)
    terms = beside = tuple(read(one.text) for one in (given.left, given.right))  # of these the logarithms count, too
    named = given.relation != "reparametrised"
    found = compare(left, right, beside=beside, as_named=named)
    positive = ", ".join(sorted(frozenset().union(*map(logged, terms))))
    scope = f"every value, positive {positive}" if positive else "every value"
    if _is_as_said(given, found):
        return CheckedFact(_relation(given), Evidence("normal-form", "agrees", "proved", scope))
    witness = disagreement(left.term, right.term, beside)
    if given.relation == "different" and witness is None:
        refuted = found.relation == "same"
        outcome: Outcome = "differs" if refuted else "silent"
        return CheckedFact(_relation(given), Evidence("normal-form", outcome, "proved", scope))
    if witness is None or given.relation in ("multiple", "shifted", "reparametrised"):
        silent = Evidence("normal-form", "silent", "proved", "neither proved nor refuted", {"found": found.relation})
        return CheckedFact(_relation(given), silent)
    at = ", ".join(f"{name} = {value}" for name, value in witness.at.items())
    detail = {"at": at, "left": witness.a, "right": witness.b}
    outcome = "agrees" if given.relation == "different" else "differs"
    scope = "at one point" if at else "these numbers"
    return CheckedFact(_relation(given), Evidence("interval-witness", outcome, "proved", scope, detail))


def _is_as_said(given: Related, found: Comparison) -> bool:
    """Whether `compare` proves what is said."""
    if found.relation != given.relation or found.relation in ("different", "undecided"):
        return False
    if given.factor not in (None, found.factor) or given.offset not in (None, found.offset):
        return False
    if given.substitution is None:
        return True
    meant = {name: text(read(image)) for name, image in given.substitution.items()}
    return found.substitution is not None and dict(found.substitution) == meant


def _relation(given: Related) -> str:
    left, right = shown(given.left), shown(given.right)
    match given.relation:
        case "different":
            return rf"${left} \not\equiv {right}$"
        case "multiple":
            return rf"${left} = {given.factor} \cdot \left({right}\right)$"
        case "shifted":
            return rf"${left} = {right} + {given.offset}$"
        case "reparametrised":
            images = (given.substitution or {}).items()
            put = ", ".join(f"${shown(Formula(name))} = {shown(Formula(image))}$" for name, image in images)
            return rf"${left} = {right}$ with {put} on the right"
    return f"${left} = {right}$"


# Two numbers


@fact.register
def _(given: Below) -> CheckedFact:
    world = Enclosing({}, {})
    left, right = written(given.smaller), written(given.larger)
    smaller, larger = evaluate(left.term, world), evaluate(right.term, world)
    values = {"left": digits_of(smaller, DIGITS), "right": digits_of(larger, DIGITS)}
    statement = f"${shown(given.smaller)} < {shown(given.larger)}$"
    if smaller.high < larger.low or smaller.low > larger.high:
        outcome: Outcome = "agrees" if smaller.high < larger.low else "differs"
        return CheckedFact(statement, Evidence("interval-witness", outcome, "proved", "these numbers", values))
    outcome = "differs" if compare(left, right, as_named=True).relation == "same" else "silent"
    found = {"found": f"the same number, {values['left']}"} if outcome == "differs" else values
    return CheckedFact(statement, Evidence("normal-form", outcome, "proved", "these numbers", found))


# What `check` says


def _beside(kind: str) -> Callable[[Verdict], str | None]:
    def weight(verdict: Verdict) -> str | None:
        betas = verdict.behaviour.betas if verdict.behaviour else ()
        return next((one.value or one.beta for one in betas if one.beside == kind), None)

    return weight


def _extrema(verdict: Verdict) -> Iterator[Extremum]:
    if verdict.behaviour and verdict.behaviour.extremum:
        yield verdict.behaviour.extremum


def _negative(verdict: Verdict) -> str | None:
    negative = verdict.behaviour.negative if verdict.behaviour else None
    return None if negative is None else "yes" if negative else "no"


def _overflow(verdict: Verdict) -> str | None:
    return verdict.behaviour.overflow.fp32 if verdict.behaviour and verdict.behaviour.overflow else None


QUESTIONS: Mapping[str, Callable[[Verdict], str | None]] = {
    "verdict": lambda verdict: verdict.verdict,
    "severity": lambda verdict: verdict.severity,
    "target": lambda verdict: verdict.target,
    "scale": lambda verdict: verdict.scale,
    "offset": lambda verdict: verdict.offset,
    "mistake": lambda verdict: verdict.mistakes[0] if verdict.mistakes else "none",
    "sampler agrees": lambda verdict: ("yes" if verdict.sampler.agrees else "no") if verdict.sampler else None,
    "least value": lambda verdict: next((one.value for one in _extrema(verdict)), None),
    "least at variance": lambda verdict: next((one.variance for one in _extrema(verdict)), None),
    "unbounded": lambda verdict: verdict.behaviour.unbounded if verdict.behaviour else None,
    "can be negative": _negative,
    "weight beside a sum": _beside("sum"),
    "weight beside a mean": _beside("mean"),
    "largest exponent": _overflow,
}


@fact.register
def _(given: Judged) -> CheckedFact:
    verdict = check(given.text, reading=given.reading, sizes=given.sizes)
    found = _answer(verdict, given.question)
    lines = "; ".join(given.text.split("\n"))
    assumed = "".join(f", {name} held as {role}" for name, role in given.reading.items())
    sizes = "".join(f", {name} = {size}" for name, size in given.sizes.items())
    statement = f"`{lines}`{assumed}{sizes}: {given.question} `{given.answer}`"
    outcome: Outcome = "agrees" if found == given.answer else "differs"
    if found is None or (verdict.verdict in ("undecided", "unread") and given.question == "verdict"):
        outcome = "silent"
    detail: dict[str, str | int | float | None] = {"found": found}
    if verdict.witness and outcome == "differs":
        at = ", ".join(f"{name} = {value}" for name, value in verdict.witness.at.items())
        detail |= {"at": at, "left": verdict.witness.code, "right": verdict.witness.kl}
    strength: Strength = min((one.strength for one in verdict.evidence), key=STRENGTHS.index, default="proved")
    return CheckedFact(statement, Evidence("check", outcome, strength, "every value and every size", detail))


def _answer(verdict: Verdict, question: str) -> str | None:
    start, _, name = question.rpartition("role of ")
    if not start and name != question:
        return (verdict.reading or {}).get(name)
    if question not in QUESTIONS:
        raise Misuse(f"no question is called {question!r}; there are {', '.join(QUESTIONS)} and `role of NAME`")
    return QUESTIONS[question](verdict)


# Derivations and rounding


@fact.register
def _(given: Derived) -> CheckedFact:
    checked = derive(given.name)
    conclusion = checked.derivation.conclusion
    shown_ = text(conclusion)
    same = compare(Excerpt(shown_, conclusion, (0, len(shown_)), "plain"), written(given.formula), as_named=True)
    statement = f"[{checked.derivation.title}](#{given.name}): ${shown(given.formula)}$"
    outcome: Outcome = "agrees" if checked.holds and same.relation == "same" else "differs"
    return CheckedFact(statement, Evidence("derivation", outcome, checked.strength or "proved", "every step"))


@fact.register
def _(given: Rounded) -> CheckedFact:
    exact = Fraction(given.exact)
    value = in_single(written(given.formula).term)
    error = abs(value - exact) / abs(exact)
    outcome: Outcome = "agrees" if Fraction(given.at_least) <= error <= Fraction(given.at_most) else "differs"
    bounds = [f"at least {given.at_least}"] if given.at_least != "0" else []
    bounds += [f"at most {given.at_most}"] if given.at_most != "1" else []
    statement = f"${shown(given.formula)}$ in single precision: relative error {' and '.join(bounds)}"
    detail = {"relative_error": f"{float(error):.2g}"}
    evidence = Evidence("rounding", outcome, "measured", "each operation rounded correctly", detail)
    return CheckedFact(statement, evidence)
