"""What came of checking a certificate."""

from __future__ import annotations

from dataclasses import asdict, dataclass


@dataclass(frozen=True, slots=True)
class Verification:
    """`reason` says why a certificate was refused; of an accepted one the rest says what it proves.

    `reading` says how far the certificate's term was found in its text, `unchecked` what nobody checked.
    """

    accepted: bool
    reason: str | None = None
    verdict: str | None = None
    text: str | None = None
    term: str | None = None
    about: str | None = None
    proved: str | None = None
    reading: str | None = None
    unchecked: str | None = None

    def to_dict(self) -> dict[str, object]:
        """The object that `kl-check verify --format json` prints."""
        return asdict(self)
