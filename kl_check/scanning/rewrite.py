"""Python 2, merge conflicts and templates in the spelling of today's Python, with every character in its place."""

from __future__ import annotations

import re

CODE_OR_NOT = re.compile(
    r"""("{3}(?:\\.|[^\\])*?"{3}|'{3}(?:\\.|[^\\])*?'{3}|"(?:\\.|[^"\\\n])*"|'(?:\\.|[^'\\\n])*'|\#[^\n]*)""",
    re.DOTALL | re.VERBOSE,
)
"""Splits a text so that code stands at even places, strings and comments at odd ones."""

INVISIBLE = {
    **{code: " " for code in range(0x3001) if chr(code).isspace() and chr(code) not in " \t\n\f"},
    **{ord(character): " " for character in "\0\ufeff\u200b\u2060"},
}
"""What copying from a page leaves in a text, and Python refuses."""

NO_PYTHON = re.compile(r"(?:<{7}|={7}|>{7}|\|{7})(?: .*)?|\s*(?:\{%.*%\}|\{#.*#\})\s*")
"""A whole line of a merge conflict or of a template."""

PLACEHOLDER = re.compile(r"\{\{[^{}]*\}\}|\$\{\w+\}|<%[^%]*%>")

STATEMENT = re.compile(r"(?P<before>(?:^|:)\s*(?:print|exec|raise))[ \t]")

EXCEPT = re.compile(r"(^\s*except\b[^:]*?)(,\s*\w+)(\s*:)")

OLD_NUMBER = re.compile(
    r"(?<![\w.])(?:0+(?P<octal>[0-7]{1,20})|(?P<plain>0[xX][\da-fA-F]+|\d+))(?P<long>[lL]?)(?![\w.])"
)

DEFINITION = re.compile(r"(\s*def\s+\w+\s*\()([^=]*)(\)\s*:\s*)")

TUPLE_PARAMETERS = re.compile(r"(\blambda\s*)\(([\w\s,]+)\)(?=\s*[:,])")


def visible(text: str) -> str:
    """The text with plain blanks for those that Python does not take."""
    return text.translate(INVISIBLE)


def without_markers(line: str) -> str:
    """A line of a merge conflict or of a template as a comment, a placeholder as a name."""
    if NO_PYTHON.fullmatch(line):
        return "#" + line[1:]
    return PLACEHOLDER.sub(lambda found: "_" * len(found[0]), line)


def modern(text: str) -> str:
    """A Python 2 statement in today's spelling; nothing moves but what is appended at the end."""
    pieces = CODE_OR_NOT.split(text)
    for place in range(0, len(pieces), 2):
        pieces[place] = _modern_code(pieces[place], before_string=place + 1 < len(pieces))
    return _called("".join(pieces))


def _modern_code(code: str, *, before_string: bool) -> str:
    code = code.replace("<>", "!=")
    code = _parenthesised(code)
    code = OLD_NUMBER.sub(_modern_number, code)
    code = EXCEPT.sub(lambda found: found[1] + " " * len(found[2]) + found[3], code)
    code = TUPLE_PARAMETERS.sub(r"\1 \2 ", code)
    if found := DEFINITION.fullmatch(code):
        code = found[1] + found[2].translate({ord("("): " ", ord(")"): " "}) + found[3]
    return re.sub(r"\b[uU]([rR])\Z", r" \1", code) if before_string else code


def _parenthesised(code: str) -> str:
    """Backquotes, which once were a call of `repr`, as brackets."""
    brackets = iter("()" * (code.count("`") // 2))
    return re.sub("`", lambda found: next(brackets, found[0]), code)


def _modern_number(found: re.Match[str]) -> str:
    """`0777` and `10L`, padded with blanks."""
    octal, plain = found["octal"], found["plain"]
    digits = plain or str(int(octal, 8))
    return digits.ljust(len(found[0])) if octal or found["long"] else found[0]


def _called(text: str) -> str:
    """`print x` as `print(x)`, and so `exec` and `raise`: the bracket takes the place of the blank."""
    found = STATEMENT.search(text)
    if found is None:
        return text
    code, comment = _comment_apart(text)
    return f"{code[: found.end('before')]}({code[found.end() :].rstrip()}){comment}"


def _comment_apart(text: str) -> tuple[str, str]:
    pieces = CODE_OR_NOT.split(text)
    if len(pieces) > 1 and pieces[-2].startswith("#"):
        return "".join(pieces[:-2]), pieces[-2] + pieces[-1]
    return text, ""
