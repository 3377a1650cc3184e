"""What people type and Python does not parse (`^`, `−`, `²`, indentation), rewritten with a map back to the text."""

from __future__ import annotations

import re
from dataclasses import dataclass

from kl_check.model.errors import MalformedInput, UnsupportedInput
from kl_check.model.term import Span

MAX_CHARACTERS = 20_000
MAX_NESTING = 100

# fmt: off
REWRITES = {
    "^": "**", "−": "-", "–": "-", "·": "*", "×": "*", "²": "**2", "½": "(1/2)", "\u00a0": " ", "“": '"', "”": '"',
    "\ufeff": "",
}
# fmt: on
"""One character each; the rewritten text stands for it."""

PROMPT, CONTINUED = ">>>", "..."
"""What an interactive session writes before a statement, and before the lines that go on with it."""

BRACKETS = re.compile(r"[(\[{)\]}]")

SURROGATE = re.compile("[\ud800-\udfff]")
"""Half of a character: what Python makes of bytes that are not UTF-8."""

LEADING_NAME = re.compile(r"\s*(?P<sign>-?)\s*(?P<name>[^\W\d]\w*)\s*(\([^()=\n]*\))?\s*=(?!=)")
"""`KL(q || p) =` or `-KL =` in front of the formula: a name for it, not an assignment that Python knows."""


@dataclass(frozen=True, slots=True)
class Prepared:
    """The rewritten text, and for each of its characters the offset in the original."""

    original: str
    text: str
    offsets: tuple[int, ...]
    name: str | None
    negated: bool

    def span(self, start: int, end: int) -> Span:
        """A span of the rewritten text as a span of the original."""
        return self.offsets[start], self.offsets[end - 1] + 1 if end > start else self.offsets[start]


def check_size(text: str) -> None:
    """Refuses text that is empty, holds NUL bytes, is too long, or nests too deep."""
    if not text.strip():
        raise MalformedInput("nothing to check: the text is empty")
    if (nul := text.find("\0")) >= 0:
        raise MalformedInput("the text holds a NUL byte", text=text, span=(nul, nul + 1))
    if broken := SURROGATE.search(text):
        raise MalformedInput("the text is not valid Unicode", text=text, span=broken.span())
    if len(text) > MAX_CHARACTERS:
        raise UnsupportedInput(f"the text has {len(text):,} characters; at most {MAX_CHARACTERS:,} are read")
    depth = 0
    for bracket in BRACKETS.finditer(text):
        if bracket[0] in ")]}":
            depth = max(depth - 1, 0)
        elif depth == MAX_NESTING:
            raise UnsupportedInput(f"brackets nested more than {MAX_NESTING} deep", text=text, span=bracket.span())
        else:
            depth += 1


def prepare(text: str) -> Prepared:
    """The text as Python can parse it."""
    check_size(text)
    start, name, negated = 0, None, False
    if (heading := LEADING_NAME.match(text)) and (heading["sign"] or heading[3]):
        start, name, negated = heading.end(), heading["name"], bool(heading["sign"])
    elif heading := re.match(r"\s*=(?!=)", text):
        start = heading.end()
    indent = _common_indent(text[start:])
    is_session = text[start:].lstrip().startswith(PROMPT)
    if not indent and not is_session and REWRITES.keys().isdisjoint(text):
        return Prepared(text, text[start:], tuple(range(start, len(text) + 1)), name, negated)
    pieces: list[str] = []
    offsets: list[int] = []
    position = start
    for line in re.split(r"(?<=\n)", text[start:]):
        margin = _margin_of_session(line, indent) if is_session else len(indent) * line.startswith(indent)
        for place, character in enumerate(line[margin:], position + margin):
            piece = REWRITES.get(character, character)
            pieces.append(piece)
            offsets.extend([place] * len(piece))
        position += len(line)
    offsets.append(len(text))
    return Prepared(text, "".join(pieces), tuple(offsets), name, negated)


def _margin_of_session(line: str, indent: str) -> int:
    """How much of a line of an interactive session is its prompt; of what Python printed, all but the line's end."""
    start = len(indent) * line.startswith(indent)
    for prompt in (PROMPT, CONTINUED):
        if line.startswith(prompt, start):
            return start + len(prompt) + line.startswith(" ", start + len(prompt))
    return len(line.rstrip("\r\n"))


def _common_indent(text: str) -> str:
    """The white space before the first line that holds anything."""
    lines = [line for line in text.splitlines() if line.strip()]
    return lines[0][: len(lines[0]) - len(lines[0].lstrip())] if lines else ""
