"""The code of a notebook: its cells of Python as one text, so that names flow from cell to cell."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass

from kl_check.scanning.syntax import parses

LINE_END = re.compile(r"\r\n?")

PYTHON_MAGICS = frozenset(
    {"time", "timeit", "capture", "prun", "px", "python", "python3", "python2", "debug", "memit", "mprun", "writefile"}
)
"""Cell magics whose cell is Python all the same; `%%writefile` mostly writes a module."""


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell of Python. `number` counts all cells from 1, those of prose too, as the notebook shows them."""

    number: int
    text: str


class BrokenNotebook(ValueError):
    """What is no notebook, with the place."""

    def __init__(self, message: str, line: int = 1, column: int = 1) -> None:
        self.line = line
        self.column = column
        super().__init__(message)


def cells(text: str) -> tuple[Cell, ...]:
    """The cells of Python of a notebook, of format 3 or 4; none where another language is spoken.

    Raises:
        BrokenNotebook: it is no JSON, or no notebook.
    """
    try:
        notebook = json.loads(text, parse_int=str)  # an int of a million digits would be refused
    except json.JSONDecodeError as error:
        raise BrokenNotebook(f"this is no JSON: {error.msg}", error.lineno, error.colno) from None
    except RecursionError:
        raise BrokenNotebook("this nests too deep to be read") from None
    if not isinstance(notebook, dict):
        raise BrokenNotebook("this is no notebook")
    return tuple(_cells(notebook)) if _language(notebook) in ("python", "ipython", "") else ()


def _language(notebook: dict[str, object]) -> str:
    metadata = _mapping(notebook.get("metadata"))
    kernel, info = _mapping(metadata.get("kernelspec")), _mapping(metadata.get("language_info"))
    named = str(info.get("name") or kernel.get("language") or "").lower()
    return "python" if named.startswith("python") else named


def _cells(notebook: dict[str, object]) -> Iterator[Cell]:
    sheets = notebook.get("worksheets")
    listed = [notebook.get("cells"), *(_mapping(sheet).get("cells") for sheet in _list(sheets))]
    if not any(isinstance(one, list) for one in listed):
        raise BrokenNotebook("this is no notebook: it has no cells")
    for number, cell in enumerate((_mapping(cell) for one in listed for cell in _list(one)), 1):
        if cell.get("cell_type") == "code":
            yield Cell(number, _without_magic(_source(cell)))


def _source(cell: dict[str, object]) -> str:
    source = cell.get("source", cell.get("input", ""))
    text = "".join(map(str, source)) if isinstance(source, list) else str(source)
    return LINE_END.sub("\n", text)


def _without_magic(text: str) -> str:
    """A cell under a `%%` magic without that line; as many empty lines where it is in another language."""
    first, newline, rest = text.lstrip().partition("\n")
    if not first.startswith("%%"):
        return text
    above = "\n" * text[: len(text) - len(text.lstrip())].count("\n")
    magic = first[2:].split()
    known = bool(magic) and magic[0] in PYTHON_MAGICS
    return above + newline + (rest if known or parses(rest) else "\n" * rest.count("\n"))


def _mapping(value: object) -> dict[str, object]:
    return value if isinstance(value, dict) else {}


def _list(value: object) -> list[object]:
    return value if isinstance(value, list) else []
