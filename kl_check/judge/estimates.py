"""One-sample estimates of the KL: which symbol is the sample, and what is said of the term then."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence, Set
from dataclasses import replace
from itertools import chain

from kl_check.judge.case import Case
from kl_check.judge.estimated import Estimated, noise_of
from kl_check.judge.facts import MILDEST_FIRST, SEVERITY, Facts
from kl_check.judge.hypotheses import MAX_SYMBOLS
from kl_check.judge.narrate import kl_of
from kl_check.judge.sampler import Draw, draws
from kl_check.judge.scalars import show
from kl_check.judge.spread import Detail, mean_and_kl, spread_of, stated
from kl_check.judge.witness import witness
from kl_check.know.names import is_sample
from kl_check.model.evidence import Evidence
from kl_check.model.surroundings import Statement
from kl_check.model.term import Symbol, Term, rebuild, substitute, symbols, walk
from kl_check.model.verdict import Alternative, Verdict, Word
from kl_check.read.python import NOISE, draws_noise

CENTRE = "E[sample]"
"""Stands for the mean of q where only the sample is in the text. It must not say posterior or prior."""


def estimates_of(case: Case) -> tuple[Estimated, ...]:
    """The term as an estimate: the one that stands, else all that were tried; none, if it is no estimate."""
    said = {name for name, role in case.pins.items() if role == "sample"}
    for sample, drawn, term in _drawn_in(case):
        return _best(case, sample, drawn, term, said)
    for name in case.found.elements:
        if name in said:
            return _best(case, name, None, case.excerpt.term, said)
    return () if case.stands else _by_name(case)


def _by_name(case: Case) -> tuple[Estimated, ...]:
    """With a symbol that is named as a sample, if the term is an estimate then, or looks like one."""
    for name in case.found.elements:
        if is_sample(name) and name not in case.pins:
            tried = _best(case, name, None, case.excerpt.term, {name}, declared=False)
            if any(one.stands or one.looks_like_one for one in tried):
                return tried
    return ()


def _drawn_in(case: Case) -> Iterator[tuple[str, Draw, Term]]:
    """Each line that draws a sample of which the term is made, with the term in that sample's name."""
    term = case.excerpt.term
    if len({part.span for part in walk(term) if part == Symbol(NOISE)}) > 1:
        return  # two draws, which are not one sample
    for statement in case.excerpt.surroundings.samplers:
        name = statement.name or "z"
        inside = name in symbols(term) or statement.term in walk(term)
        noises = {one for one in symbols(statement.term) if draws_noise(Symbol(one))}
        if inside and (drawn := _draw(statement, noises, case)):
            replaced = _named(term, statement.term, name)
            yield name, drawn, substitute(replaced, {one: Symbol(noise_of(name)) for one in noises})


def _draw(statement: Statement, noises: Set[str], case: Case) -> Draw | None:
    """The line understood; the mean of q need not stand in the term."""
    names = [name for name in symbols(statement.term) if name not in noises]
    others = [name for name in case.found.elements if name not in (*names, *noises)]
    return next(iter(draws([statement], [*names, *others])), None)


def _named(term: Term, value: Term, name: str) -> Term:
    """The term with a name for a value that was read into it."""
    return Symbol(name) if term == value else rebuild(term, lambda part: _named(part, value, name))


def _best(  # noqa: PLR0913 what is known of a sample
    case: Case, sample: str, drawn: Draw | None, term: Term, said: set[str], *, declared: bool = True
) -> tuple[Estimated, ...]:
    """The mildest of: q's mean in the term or not, and the estimate as it is or as a square."""
    held = set(symbols(term))
    pins = {name: role for name, role in case.pins.items() if name in held}
    pins |= dict.fromkeys((said | {sample, noise_of(sample)}) & held, "sample")
    excerpt = replace(case.excerpt, term=term)
    centres = (drawn.mean if drawn.mean not in held else None,) if drawn else (None, CENTRE)
    plain = Estimated(excerpt, pins, case.prior, case.linked, sample, None, drawn, declared=declared)
    as_it_is = [replace(plain, centre=centre) for centre in centres]
    as_it_is = [one for one in as_it_is if len(one.elements) <= MAX_SYMBOLS and one.hypotheses]
    squared = (replace(one, squared=True) for one in as_it_is if one.degree > 2)
    best = None
    for one in chain(squared, as_it_is):
        if one.stands and (best is None or _rank(one) < _rank(best)):
            best = one
            if _rank(best) == 0:
                break
    return (best,) if best else tuple(as_it_is)


def _rank(one: Estimated) -> int:
    return MILDEST_FIRST.index(one.stands.word) if one.stands else len(MILDEST_FIRST)


# What is said


def told(judged: Sequence[tuple[Estimated, Verdict]]) -> Verdict:
    """The verdict of all that were tried: what one of them leaves open is open; else the fewest mistakes."""
    return _told(*min(judged, key=lambda one: _openness(one[1])))


def _openness(verdict: Verdict) -> tuple[int, bool, int]:
    order = ("undecided", "wrong", "unrelated")
    place = order.index(verdict.verdict) if verdict.verdict in order else -1
    return place, "other" in verdict.mistakes, len(verdict.mistakes)


def _told(case: Estimated, verdict: Verdict) -> Verdict:
    """With what belongs to an estimate: the sample, the variance, the gradients, the bias."""
    facts = case.stands
    if verdict.verdict in ("undecided", "unrelated"):
        return replace(verdict, message=f"Judged as an estimate, by its mean over {case.sample}: {verdict.message}")
    verdict = replace(
        verdict,
        target="estimate",
        reading=_with_sample(case, verdict.reading) if verdict.reading else None,
        alternatives=tuple(_alternative(case, one) for one in verdict.alternatives),
        notes=tuple(note for note in verdict.notes if note != "direction" or not case.drawn),
        message=_message(case, verdict.message),
    )
    if facts is None:
        return verdict
    hypothesis = facts.hypothesis
    proof = verdict.evidence
    if case.squared:
        word: Word = "approximate" if verdict.verdict == "exact" else verdict.verdict
        shown = witness(case.samples(hypothesis, facts.divisor), hypothesis, facts.reduction)
        notes = (*verdict.notes, "biased")
        verdict = replace(verdict, verdict=word, severity=SEVERITY[word], witness=shown, notes=notes)
        proof = ()  # it is of what is estimated, not of the mean
    return replace(verdict, evidence=(*proof, *_evidence(case, facts)))


def _with_sample(case: Estimated, reading: Mapping[str, str]) -> Mapping[str, str]:
    """A reading of the names that the text holds."""
    held = {name: role for name, role in reading.items() if name != CENTRE}
    return {case.sample: "sample", **held}


def _alternative(case: Estimated, one: Alternative) -> Alternative:
    return replace(one, reading=_with_sample(case, one.reading))


def _message(case: Estimated, message: str) -> str:
    facts = case.stands
    if case.squared and facts and facts.word == "exact":
        kl = kl_of(facts.hypothesis)
        return f"This estimates {kl} with a bias: its mean is half of (KL² + the variance of log q(z) − log p(z))."
    mean = f"the mean of this over {case.sample} from q"
    for start in ("This is", "The formula is"):
        message = message.replace(start, f"T{mean[1:]} is", 1)
    return message.replace("No reading makes this a KL", f"No reading makes {mean} a KL", 1)


def _mean_in_words(case: Estimated, facts: Facts) -> str:
    scale, offset = show(facts.scale), show(facts.offset)
    kl = "(KL**2 + Var(log q - log p))/2" if case.squared else "KL"
    scaled = kl if scale == "1" else f"{scale}*{kl}"
    return scaled if offset == "0" else f"{scaled} + {offset}"


def _evidence(case: Estimated, facts: Facts) -> tuple[Evidence, ...]:
    hypothesis = facts.hypothesis
    spread, term = spread_of(case, hypothesis), case.mean(hypothesis)
    if spread is None or term is None:
        return ()
    name = next((one.name for one, _ in case.estimators(hypothesis, biased=case.squared)), None)
    detail: Detail = {"estimator": name, "sample": case.sample, "mean": _mean_in_words(case, facts)}
    detail |= {**mean_and_kl(spread, term), **dict(stated(spread))}
    scope = f"the mean over {case.sample} from q, taken exactly; variance and gradients of one latent"
    return (Evidence("gaussian-moments", "differs" if case.squared else "agrees", "proved", scope, detail),)
