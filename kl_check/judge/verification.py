"""A certificate checked by the independent checker, and its text read again by our own reader."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from fractions import Fraction
from typing import Any

from kl_check import checker
from kl_check.judge.certificate import NotCertified, draws_in, scalars_against_names, term_in
from kl_check.model.certificate import Verification
from kl_check.model.errors import InputError, MalformedInput

UNREAD_NAMES = "that the names hold what the reading says; that sizes, weights and axes were told from names rightly"


def verified(data: bytes) -> Verification:
    """What a certificate proves, or why it is refused. Raises `MalformedInput` if it is none."""
    try:
        proved = checker.verify(data)
    except checker.Refused as reason:
        return Verification(accepted=False, reason=str(reason))
    except checker.Malformed as reason:
        raise MalformedInput(f"this is no certificate: {reason}") from None
    certificate = json.loads(data)
    text, reading = certificate["text"], certificate["reading"]
    if refusal := _other_term(text, reading, proved["term"]):
        return Verification(accepted=False, reason=refusal)
    unchecked = UNREAD_NAMES
    if declared := scalars_against_names(text, reading):
        unchecked += (
            f"; {', '.join(f'that {name} is a {reading[name]}' for name in declared)}, against its use and name"
        )
    if (against := certificate.get("against")) and not _is_drawn(text, against, list(reading)):
        if against["role"] == reading[against["scale"]]:
            return Verification(accepted=False, reason="the text, read again, draws with no such noise")
        unchecked += f"; that {against['scale']} is declared to be {against['role']}, which no line of the text says"
    return Verification(
        accepted=True,
        verdict=proved["verdict"],
        text=text,
        term=proved["term"],
        about=proved["about"],
        proved=proved["proved"],
        reading="the text, read again by kl-check's own reader, says this term",
        unchecked=unchecked,
    )


def _other_term(text: str, reading: Mapping[str, str], term: str) -> str | None:
    """Why the text does not say the term."""
    try:
        return None if term_in(text, reading) == term else "the text, read again, says another term"
    except NotCertified as reason:
        return f"the text, read again, says another term: {reason.message}"
    except (InputError, ArithmeticError) as reason:
        return f"the text cannot be read: {reason}"


def _is_drawn(text: str, against: Mapping[str, Any], elements: Sequence[str]) -> bool:
    """Whether a line of the text draws as it is said against the reading."""
    return draws_in(text, against["scale"], against["role"], Fraction(against["noise_std"]), elements)
