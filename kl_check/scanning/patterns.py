r"""A line of a .gitignore file as a pattern for one file or folder (https://git-scm.com/docs/gitignore).

Libraries for this also match what lies below a matched folder. Git does not: it never looks below an ignored folder,
and `!src/` brings back the folder, not each file in it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

CLASSES = {
    "alnum": "a-zA-Z0-9", "alpha": "a-zA-Z", "digit": "0-9", "lower": "a-z", "upper": "A-Z", "space": r"\s",
    "xdigit": "0-9a-fA-F", "punct": r"!-\/:-@\[-`{-~", "blank": r"\ \t", "cntrl": r"\x00-\x1f\x7f",
    "print": r"\ -~", "graph": "!-~",
}  # fmt: skip

TOKEN = re.compile(
    r"(?P<any>(?:\A|(?<=/))\*\*(?:/\*\*)*/)|(?P<below>(?<=/)\*\*\Z)|(?P<star>\*+)|(?P<one>\?)"
    r"|\[(?P<not>[!^])?(?P<set>\]?(?:\[:[a-z]+:\]|\\.|[^\]\\])*)\]|\\(?P<escaped>.)|(?P<plain>.)",
    re.DOTALL,
)

MEMBER = re.compile(r"\[:(?P<name>[a-z]+):\]|\\(?P<escaped>.)|(?P<range>-)|(?P<plain>.)", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Pattern:
    """`matches` says whether it speaks of a path below the file's folder; `ignore` what it says then."""

    expression: re.Pattern[str]
    ignore: bool
    folders_only: bool
    whole_path: bool

    def matches(self, path: str, *, folder: bool) -> bool:
        """Whether it speaks of a path, with slashes, relative to the folder of its file."""
        if self.folders_only and not folder:
            return False
        return bool(self.expression.fullmatch(path if self.whole_path else path.rpartition("/")[2]))


def pattern(line: str) -> Pattern | None:
    """The pattern that a line of the file is; nothing for comments, empty lines and what can match nothing."""
    text = re.sub(r"(?<!\\) +\Z", "", line)
    if not text or text.startswith("#"):
        return None
    ignore = not text.startswith("!")
    text = text.removeprefix("!")
    folders_only = text.endswith("/")
    text = text.removesuffix("/")
    whole_path = "/" in text
    text = text.removeprefix("/")
    try:
        return Pattern(re.compile(_expression(text), re.DOTALL), ignore, folders_only, whole_path) if text else None
    except re.error:  # as `[z-a]`, which matches nothing
        return None


def _expression(text: str) -> str:
    pieces, place = [], 0
    while found := TOKEN.match(text, place):
        pieces.append(_piece(found))
        place = found.end()
    return "".join(pieces)


def _piece(found: re.Match[str]) -> str:
    match found.lastgroup:
        case "any":
            return "(?:.*/)?"
        case "below":
            return ".+"
        case "star":
            return "[^/]*"
        case "one":
            return "[^/]"
        case "set":
            return f"(?!/)[{'^' if found['not'] else ''}{MEMBER.sub(_member, found['set'])}]"
    return re.escape(found["escaped"] or found["plain"])


def _member(found: re.Match[str]) -> str:
    if found["name"]:
        return CLASSES.get(found["name"], "")
    return "-" if found["range"] else re.escape(found["escaped"] or found["plain"])
