"""Small pieces of prose: names and numbers as a reader expects them, counts, and evidence in a few words."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from kl_check.model.evidence import Evidence
from kl_check.model.report import Cell

SUBSCRIPTS = str.maketrans("0123456789", "₀₁₂₃₄₅₆₇₈₉")
SUPERSCRIPTS = str.maketrans("-0123456789", "⁻⁰¹²³⁴⁵⁶⁷⁸⁹")
GREEK = {
    "alpha": "α",
    "beta": "β",
    "gamma": "γ",
    "delta": "δ",
    "lambda": "λ",
    "mu": "μ",
    "nu": "ν",
    "pi": "π",
    "rho": "ρ",
    "sigma": "σ",
    "tau": "τ",
    "omega": "ω",
}
NAMED = re.compile(rf"\b({'|'.join(GREEK)}|[a-z])(?:_(\d))?\b")
POWER_OF_TEN = re.compile(r"\b(?:1|(\d[\d.]*))e([-+]?\d+)\b")
MINUS = re.compile(r"(?<![\w)\]])-(?=\d)")


def pretty(text: str) -> str:
    """Names and numbers in print; a bound is not broken off its sign.

    >>> pretty("mu_1 = -0.925, off by 1e-12")
    'μ₁ = −0.925, off by 10⁻¹²'
    """
    text = NAMED.sub(_named, text)
    return MINUS.sub("−", POWER_OF_TEN.sub(_power_of_ten, text)).replace("≤ ", "≤\u00a0")


def _named(found: re.Match[str]) -> str:
    return GREEK.get(found[1], found[1]) + (found[2] or "").translate(SUBSCRIPTS)


def _power_of_ten(found: re.Match[str]) -> str:
    factor = f"{found[1]} · " if found[1] else ""
    return f"{factor}10{str(int(found[2])).translate(SUPERSCRIPTS)}"


def count(number: int, noun: str) -> str:
    """`1 step`, `9 steps`."""
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"


def listed(items: Sequence[str]) -> str:
    """`a, b and c`."""
    return " and ".join(filter(None, (", ".join(items[:-1]), *items[-1:])))


def capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def grouped(number: int) -> str:
    """`2 603 109`, with thin spaces that do not break."""
    return f"{number:,}".replace(",", "\u202f")


def tolerance(evidence: Evidence) -> Cell:
    """Of agreement: the largest difference that the method leaves open. Of anything else: what it says instead."""
    if evidence.outcome == "silent":
        return Cell(f"silent: {evidence.detail.get('reason')}", "silent")
    if evidence.outcome == "differs":
        return Cell(f"differs by {_shown(evidence, 'difference')}", "differs")
    return Cell(_shown(evidence, "largest_difference"), "agrees")


def size(evidence: Evidence) -> Cell:
    """Of difference: how much, as a difference and as a ratio. Of anything else: what it says instead."""
    if evidence.outcome == "silent":
        return Cell(f"silent: {evidence.detail.get('reason')}", "silent")
    if evidence.outcome == "agrees":
        return Cell(f"takes it for the KL, within {_shown(evidence, 'largest_difference')}", "agrees")
    ratio = evidence.detail.get("ratio")
    return Cell(
        _in_short(evidence.detail["difference"]) + (f" (×\u00a0{_in_short(ratio)})" if ratio else ""), "differs"
    )


def step_check(evidence: Evidence) -> Cell:
    """What one check says of a step of a derivation."""
    said = evidence.strength if evidence.outcome == "agrees" else evidence.outcome
    return Cell(f"{evidence.method}: {', '.join((said, *_particulars(evidence)))}", evidence.outcome)


def _particulars(evidence: Evidence) -> Iterator[str]:
    detail = evidence.detail
    if "tried" in detail:
        yield f"{detail['effective']} of {count(int(detail['tried'] or 0), 'point')}"
    if "largest_difference" in detail:
        yield f"off by {_shown(evidence, 'largest_difference')}"
    if "before" in detail:
        yield f"{detail['before']} before and {detail['after']} after at {pretty(str(detail['at']))}"
    if detail.get("reason"):
        yield pretty(str(detail["reason"]))


def draws(evidence: Evidence) -> str:
    """Samples, seed and error rates of a method that samples; empty for one that does not."""
    detail = evidence.detail
    if "samples" not in detail:
        return ""
    rates = f"false alarm {detail['false_alarm']}, false pass {detail['false_pass']}"
    seen = f"sees differences from {detail['detectable_difference']} up"
    return pretty(f"{grouped(int(detail['samples'] or 0))} samples, seed {detail['seed']}; {rates}; {seen}")


def place(evidence: Evidence) -> str:
    """The point that a difference was found at, to be broken between symbols only."""
    return _shown(evidence, "at").replace(" = ", "\u00a0=\u00a0")


def _in_short(value: str | float | None) -> str:
    """Three digits, or fewer where the method knows no more."""
    short = f"{float(value or 0):.3g}"
    return pretty(min(short, str(value), key=len))


def _shown(evidence: Evidence, key: str) -> str:
    return pretty(str(evidence.detail.get(key)))
