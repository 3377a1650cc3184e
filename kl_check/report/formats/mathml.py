"""LaTeX as MathML, by latex2mathml, with what that leaves undone for a browser."""

from __future__ import annotations

import re
from functools import cache
from typing import Literal
from xml.etree import ElementTree as Tree

from latex2mathml.converter import convert

NAMESPACE = ' xmlns="http://www.w3.org/1998/Math/MathML"'
THIN_SPACES = (
    (re.compile(r"(?<=[\w)}])\s*(?=\\(?:log|exp|det)\b)"), r"\\, "),
    (re.compile(r"(\\(?:log|exp|det)) (?!\\left)"), r"\1 \\, "),
)
"""Beside the name of a function, where TeX sets them by itself."""

OPERATORS = {"~": "∼", ";": ";"}
"""Signs that latex2mathml takes for identifiers; words and ∞ it takes for operators."""

ABOVE_AND_BELOW = {"∑", "∏"}


@cache
def mathml(latex: str, display: Literal["block", "inline"], *, continues: bool = False) -> str:
    """A `math` element without namespace, for an HTML page. If it `continues` a formula, a sign comes first."""
    spaced = latex
    for place, space in THIN_SPACES:
        spaced = place.sub(space, spaced)
    root = Tree.fromstring(convert(spaced, display=display).replace(NAMESPACE, ""))  # noqa: S314  our own text
    for element in root.iter():
        _mend(element, display)
    if continues and (sign := next((one for one in root.iter("mo") if one.text), None)) is not None:
        sign.set("form", "infix")  # with space on both sides
    return Tree.tostring(root, encoding="unicode")


def _mend(element: Tree.Element, display: str) -> None:
    if element.tag == "mi" and element.text in OPERATORS:
        element.tag, element.text = "mo", OPERATORS[element.text]
    elif element.tag == "mo" and element.text and (element.text == "∞" or element.text.isalpha()):
        element.tag = "mi"
        element.attrib.clear()  # all of them are an operator's
    elif element.tag == "msubsup" and display == "block" and element[0].text in ABOVE_AND_BELOW:
        element.tag = "munderover"
