"""A small change of the text after which the term is exact, read and decided again; else the KL written out."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from itertools import chain, islice

from kl_check.judge.edits import EDITS
from kl_check.judge.matrices.spell import canonical, size_of, spellings
from kl_check.judge.matrices.verdict import MatrixCase, bracket_changes, exact_after
from kl_check.know.full_covariance import DIAGONAL_ROLES, MATRIX_ROLES
from kl_check.model.errors import InputError
from kl_check.model.hypothesis import Hypothesis
from kl_check.model.role import Gaussian
from kl_check.model.surroundings import Excerpt
from kl_check.model.term import Apply, Number, Reduce, Symbol, walk
from kl_check.model.verdict import Fix, Verdict
from kl_check.read.text import read_text

MAX_CANDIDATES = 150
MAX_RELABELLED = 2  # symbols that get the other Gaussian's label

TITLES = {role.word: role.title for role in (*DIAGONAL_ROLES, *MATRIX_ROLES)}


def repaired(excerpt: Excerpt, verdict: Verdict, pins: Mapping[str, str], prior: Gaussian) -> Verdict:
    """The verdict with a fix, if one is found that is proved exact."""
    case = MatrixCase(excerpt, pins, prior)
    wanted = _wanted(case, verdict)
    if wanted is None:
        return verdict
    for text in chain(_candidates(excerpt, verdict.mistakes, wanted), canonical(case, wanted)):
        if text != excerpt.source and _is_exact(case, text, wanted):
            return replace(verdict, fix=_fix(text, verdict, wanted))
    return verdict


def _wanted(case: MatrixCase, verdict: Verdict) -> Hypothesis | None:
    """The reading under which the repaired line is to be the KL: that which is meant, or the nearest."""
    if case.stands is None:
        roles = verdict.alternatives[0].reading if verdict.alternatives else None
        found = (one.reading.hypothesis for one in case.trials if one.reading.hypothesis.roles() == roles)
        return next(found, None)
    hypothesis, facts = case.stands[0].reading.hypothesis, case.stands[1]
    if facts.reversed:
        hypothesis = Hypothesis(hypothesis.second, hypothesis.first, "general")
    said = {name: role for name, word in case.pins.items() for role in MATRIX_ROLES if role.word == word}
    return hypothesis.holding(said)


def _is_exact(case: MatrixCase, text: str, wanted: Hypothesis) -> bool:
    trial = exact_after(case, text, wanted)
    return trial is not None and trial.relation is not None and trial.agrees_in_floats(trial.relation)


def _fix(text: str, verdict: Verdict, wanted: Hypothesis) -> Fix:
    held = ", ".join(f"{name} a {TITLES[word]}" for name, word in wanted.roles().items() if word in TITLES)
    return Fix(text, safe=set(verdict.mistakes) == {"dropped-constant"}, because=f"exact with {held}")


def _candidates(excerpt: Excerpt, mistakes: tuple[str, ...], wanted: Hypothesis) -> Iterator[str]:
    """The edits that undo the mistakes, the smallest change of the text first."""
    edited = dict.fromkeys(islice(_composed(excerpt, mistakes, wanted), MAX_CANDIDATES))
    return iter(sorted(edited, key=lambda text: abs(len(text) - len(excerpt.source))))


def _composed(excerpt: Excerpt, mistakes: tuple[str, ...], wanted: Hypothesis) -> Iterator[str]:
    """The edits of the first mistake, and after each the edits of the others."""
    if not mistakes:
        yield excerpt.source
        return
    for text in _edits(excerpt, mistakes[0], wanted):
        try:
            yield from [text] if len(mistakes) == 1 else _composed(read_text(text), mistakes[1:], wanted)
        except InputError:
            continue


def _edits(excerpt: Excerpt, mistake: str, wanted: Hypothesis) -> Iterator[str]:
    if mistake == "misplaced-parenthesis":
        return bracket_changes(excerpt)
    if mistake == "dropped-constant":
        return _with_size(excerpt)
    if mistake in ("other", "dropped-term", "changed-power", "sign"):
        others = EDITS[mistake](excerpt) if mistake == "sign" else iter(())
        return chain(_relabelled(excerpt, wanted), _without_inverse(excerpt), _traced(excerpt), others)
    return EDITS[mistake](excerpt) if mistake in EDITS else iter(())


def _with_size(excerpt: Excerpt) -> Iterator[str]:
    """The number of dimensions put at the end of a sum, or in the place of a number."""
    start, end = excerpt.span
    size = size_of(excerpt)
    for part in walk(excerpt.term):
        if part.span is None or part.span[0] < start or part.span[1] > end:
            continue
        first, last = part.span
        match part:
            case Number():
                yield excerpt.text[start:first] + size + excerpt.text[last:end]
            case Apply(head="add" | "subtract"):
                yield excerpt.text[start:last] + f" - {size}" + excerpt.text[last:end]


def _traced(excerpt: Excerpt) -> Iterator[str]:
    """A trace where all entries are summed."""
    start, end = excerpt.span
    for part in walk(excerpt.term):
        if isinstance(part, Reduce) and part.span and start <= part.span[0] and part.span[1] <= end:
            call = re.sub(r"\b(reduce_)?sum\b", "trace", excerpt.text[slice(*part.span)], count=1)
            yield excerpt.text[start : part.span[0]] + call + excerpt.text[part.span[1] : end]


def _relabelled(excerpt: Excerpt, wanted: Hypothesis, count: int = MAX_RELABELLED) -> Iterator[str]:
    """One or two symbols replaced by the other Gaussian's: μ_p − μ_p becomes μ_p − μ_q."""
    for place, text in _swaps(excerpt, wanted):
        yield text
        if count > 1:
            try:
                changed = read_text(text)
            except InputError:
                continue
            yield from (other for after, other in _swaps(changed, wanted) if after > place)


def _swaps(excerpt: Excerpt, wanted: Hypothesis) -> Iterator[tuple[int, str]]:
    partners = _partners(excerpt, wanted)
    start, end = excerpt.span
    for part in walk(excerpt.term):
        if isinstance(part, Symbol) and part.span and start <= part.span[0] and part.span[1] <= end:
            first, last = part.span
            partner = partners.get(excerpt.text[first:last])
            if partner:
                yield first, excerpt.text[start:first] + partner + excerpt.text[last:end]


def _partners(excerpt: Excerpt, wanted: Hypothesis) -> Mapping[str, str]:
    """The spelling of each parameter with that of the other Gaussian, known or made from the labels of the scales."""
    spelled = spellings(excerpt)
    first, second = wanted.first, wanted.second
    pairs = [(first.mean, second.mean), (first.scale, second.scale)]
    named = [(a, b) for a, b in pairs if isinstance(a, str) and isinstance(b, str) and a != b]
    known = [(spelled[a], spelled[b]) for a, b in named if a in spelled and b in spelled]
    found = {a: b for pair in known for a, b in (pair, pair[::-1])}
    labels = _labels(spelled.get(str(first.scale), ""), spelled.get(str(second.scale), ""))
    mean = spelled.get(str(first.mean))
    if labels and mean and not isinstance(second.mean, str):
        mine, other = labels if labels[0] in mean else labels[::-1]
        if mine in mean:
            found[mean] = mean.replace(mine, other)
    return found


def _labels(first: str, second: str) -> tuple[str, str] | None:
    """What tells two spellings apart: `_p` and `_q` of Σ_p and Σ_q."""
    words = re.split(r"(_\{[^}]*\}|_\w|\d+)", first), re.split(r"(_\{[^}]*\}|_\w|\d+)", second)
    differing = [(a, b) for a, b in zip(*words, strict=False) if a != b]
    return differing[0] if len(differing) == 1 and len(words[0]) == len(words[1]) else None


def _without_inverse(excerpt: Excerpt) -> Iterator[str]:
    """An inverse taken away, or put on a matrix that has none."""
    start, end = excerpt.span
    symbols = {part.span for part in walk(excerpt.term) if isinstance(part, Symbol) and part.span}
    inverses = [part for part in walk(excerpt.term) if isinstance(part, Apply) and part.head == "inverse"]
    named = next((_around(excerpt, one) for one in inverses if _around(excerpt, one)), None)
    for first, last in sorted(symbols):
        name = excerpt.text[first:last]
        if start <= first and last <= end and not name[-1].isspace():
            before, after = named or (("", "^{-1}") if excerpt.dialect == "latex" else ("inv(", ")"))
            yield excerpt.text[start:first] + before + name + after + excerpt.text[last:end]
    for one in inverses:
        inner = one.arguments[0]
        if one.span and inner.span:
            yield excerpt.text[start : one.span[0]] + excerpt.text[slice(*inner.span)] + excerpt.text[one.span[1] : end]


def _around(excerpt: Excerpt, inverse: Apply) -> tuple[str, str] | None:
    """How the text writes an inverse: what stands before and behind the matrix."""
    inner = inverse.arguments[0].span
    if inverse.span is None or inner is None or inner == inverse.span:
        return None
    return excerpt.text[inverse.span[0] : inner[0]], excerpt.text[inner[1] : inverse.span[1]]
