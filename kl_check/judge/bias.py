"""What a stabiliser changes: a bound in words, and the change at points, enclosed."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction

from kl_check.algebra.evaluate import evaluate
from kl_check.algebra.interval import Enclosing, shown
from kl_check.judge.case import Case
from kl_check.judge.points import SIZES
from kl_check.model.errors import InputError
from kl_check.model.evidence import Evidence
from kl_check.model.hypothesis import Hypothesis
from kl_check.model.term import Symbol

SCALES = tuple(Fraction(1, 10**power) for power in (0, 2, 4))
LOGS = (Fraction(0), Fraction(-23, 5), Fraction(-46, 5))  # log 1, about log 1e-2 and log 1e-4
DIGITS = 3


def bias_of(case: Case, hypothesis: Hypothesis) -> tuple[Evidence, ...]:
    """The change that the stabilisers make, at scales of about 1, 1e-2 and 1e-4 and means of 1/2; none, if none."""
    if not case.stabilisers:
        return ()
    detail: dict[str, str | int | float | None] = {}
    for scale, log_scale in zip(SCALES, LOGS, strict=True):
        (at,) = [dict(next(iter(case.points(hypothesis.positive))))]
        at |= _held(hypothesis, scale, log_scale)
        world = Enclosing(at, SIZES)
        try:
            change = evaluate(case.written, world) - evaluate(case.term, world)
        except InputError:
            continue
        place = ", ".join(f"{name} = {at[name]}" for name in hypothesis.roles())
        detail[f"bias at {place}"] = "0" if change.contains_zero else shown(change, DIGITS)
    bounds = "; ".join(dict.fromkeys(one.bound for one in case.stabilisers))
    return (Evidence("interval-bias", "differs", "proved", bounds, detail),)


def _held(hypothesis: Hypothesis, scale: Fraction, log_scale: Fraction) -> Mapping[str, Fraction]:
    kinds = hypothesis.scale_kinds()
    held = {name: scale if kind == "positive" else log_scale for name, kind in kinds.items()}
    return held | {name: Fraction(1, 2) for name, role in hypothesis.roles().items() if role == "mean"}


def shuts_out_prior(case: Case, hypothesis: Hypothesis) -> bool:
    """Whether a clamp of a scale keeps it from the standard prior's own: 1 for a positive scale, 0 for a log-scale."""
    kinds = hypothesis.scale_kinds()
    for one in case.stabilisers:
        if one.mistake == "clamp" and isinstance(one.kept, Symbol) and one.kept.name in kinds:
            own = 1 if kinds[one.kept.name] == "positive" else 0
            low, high = one.bounds
            if (low is not None and low > own) or (high is not None and high < own):
                return True
    return False
