"""Colour for terminals: a handful of styles, and none where none is wanted."""

from __future__ import annotations

import os
from typing import TextIO

CODES = {
    "ok": "1;32",
    "note": "1;36",
    "warning": "1;33",
    "error": "1;31",
    "bold": "1",
    "dim": "2",
    "agrees": "32",
    "differs": "31",
    "silent": "2",
}


class Style:
    """`style("error", text)` is the text in that style, or as it is where colour is off."""

    def __init__(self, *, colour: bool = False) -> None:
        self.colour = colour

    def __call__(self, name: str, text: str) -> str:
        return f"\x1b[{CODES[name]}m{text}\x1b[0m" if self.colour and text else text


def wants_colour(stream: TextIO, *, refused: bool) -> bool:
    """Whether to colour: a terminal that can, and neither `--no-color` nor NO_COLOR (https://no-color.org)."""
    return not refused and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb" and stream.isatty()
