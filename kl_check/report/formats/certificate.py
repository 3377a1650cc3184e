"""Certificates as files, and what came of checking one as a person reads it."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path

from kl_check.model.certificate import Verification
from kl_check.model.errors import Misuse
from kl_check.report.files import replaced
from kl_check.report.formats.style import Style
from kl_check.report.formats.text import row

START = '{\n  "format": "kl-check certificate '


def certificate_text(certificate: Mapping[str, object]) -> str:
    """One line a field, so that a term can be read and two certificates compared."""
    lines = (f"  {json.dumps(key)}: {json.dumps(value, ensure_ascii=False)}" for key, value in certificate.items())
    return "{\n" + ",\n".join(lines) + "\n}\n"


def write_certificate(certificate: Mapping[str, object], path: Path) -> Path:
    """Writes it whole or not at all. A file that is no certificate is left alone."""
    path = path.resolve()
    try:
        if path.exists():
            require_certificate(path)
        return replaced(path, certificate_text(certificate))
    except (OSError, ValueError) as error:
        why = getattr(error, "strerror", None) or str(error)
        raise Misuse(f"--certificate {path}: {why}") from None


def require_certificate(path: Path) -> None:
    """Raises `ValueError` for what must not be overwritten: all but an empty file and an older certificate."""
    if not path.is_file():
        raise ValueError("it is a directory" if path.is_dir() else "it is no regular file")
    with path.open("rb") as file:
        start = file.read(len(START))
    if start and start != START.encode():
        raise ValueError("this file exists and is no certificate; it is not overwritten")


def verification_text(found: Verification, style: Style | None = None) -> str:
    """One verification, in full."""
    style = style or Style()
    if not found.accepted:
        return f"{style('error', 'refused')}  {found.reason}\n"
    lines = [f"{style('ok', 'accepted')}  {style('bold', found.verdict or '')}", ""]
    for label in ("text", "term", "about", "proved", "reading", "unchecked"):
        if said := getattr(found, label):
            lines += row(label, said, style)
    return "\n".join(lines) + "\n"
