"""A file as the finder of terms takes it: its text as today's Python, the tree, and the way back to the file."""

from __future__ import annotations

import ast
import codecs
import io
import tokenize
from bisect import bisect_right
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from types import MappingProxyType

from kl_check.model.finding import FileError
from kl_check.scanning.filter import may_hold_a_kl
from kl_check.scanning.mend import Mended, has_long_line, mended
from kl_check.scanning.notebook import LINE_END, BrokenNotebook, Cell, cells
from kl_check.scanning.syntax import parsed

MAX_CODE = 2_000_000
"""Bytes of code; more than that was written by a program."""

MAX_FILE = 64_000_000
"""Bytes of a file; a notebook carries its pictures with it."""

UTF_16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)

SLOW_CODECS = frozenset({"punycode", "idna"})
"""Take time that grows with the square of the length, and no program is written in them."""


@dataclass(frozen=True, slots=True)
class Source:
    """One file's code; of `text` the tree was made, and what is not today's Python is left out of it.

    `original` has the same lines as they stand in the file; `cells` holds, for a notebook, each cell's number and the
    line of `text` on which it begins; `moved` says by how many characters a line of `text` stands further right.
    """

    path: str
    text: str
    tree: ast.Module
    original: str
    cells: tuple[tuple[int, int], ...] = ()
    moved: Mapping[int, int] = field(default_factory=lambda: MappingProxyType({}))
    left_out: Mapping[int, str] = field(default_factory=lambda: MappingProxyType({}))

    def place(self, line: int) -> tuple[int | None, int]:
        """A line of `text` as the cell, in a notebook, and the line in that cell or in the file."""
        if not self.cells:
            return None, line
        at = bisect_right(self.cells, line, key=lambda cell: cell[1]) - 1
        number, first = self.cells[max(at, 0)]
        return number, line - first + 1

    def column(self, line: int, column: int) -> int:
        """A column, from 1, of a line of `text` as that of the file."""
        return max(1, column - self.moved.get(line, 0))

    def errors(self) -> Iterator[FileError]:
        """What was left out and, by its operations, may have held a term."""
        for line, text in sorted(self.left_out.items()):
            if may_hold_a_kl(text.encode(errors="replace")):
                cell, within = self.place(line)
                reason = "the line is too long" if has_long_line(text) else "it is not today's Python"
                yield FileError(self.path, within, 1, f"this is not read: {reason}", cell)


def read_source(path: str, *, every: bool = False) -> Source | FileError | None:
    """The code of a file; nothing where its operations show that it holds no KL term, unless `every` file is read."""
    try:
        with Path(path).open("rb") as file:
            data = file.read(MAX_FILE + 1)
    except OSError as error:
        return FileError(path, 1, 1, f"this cannot be read: {error.strerror}")
    if len(data) > MAX_FILE:
        return FileError(path, 1, 1, f"larger than {MAX_FILE // 10**6} MB: not read")
    if not (every or data.startswith(UTF_16) or may_hold_a_kl(data)):
        return None
    if not path.lower().endswith(".ipynb"):
        return _of_cells(path, (Cell(0, LINE_END.sub("\n", decoded(data))),), notebook=False, every=every)
    try:
        return _of_cells(path, cells(data.decode("utf-8-sig", errors="replace")), notebook=True)
    except BrokenNotebook as error:
        return FileError(path, error.line, error.column, str(error))


def decoded(data: bytes) -> str:
    """A file's text: by its byte order mark, by the encoding that it declares (PEP 263), as UTF-8, or as Latin-1."""
    for encoding in ("utf-16",) if data.startswith(UTF_16) else (_declared(data), "utf-8-sig"):
        try:
            return data.decode(encoding)
        except (UnicodeError, LookupError):
            continue
    return data.decode("latin-1")


def _declared(data: bytes) -> str:
    try:
        encoding, _ = tokenize.detect_encoding(io.BytesIO(data[:10_000]).readline)
    except SyntaxError:
        return "utf-8-sig"
    return "utf-8-sig" if encoding in SLOW_CODECS else encoding


def _of_cells(path: str, found: tuple[Cell, ...], *, notebook: bool, every: bool = False) -> Source | FileError | None:
    """The source of one text, or of a notebook's cells one after the other."""
    original = "\n".join(cell.text for cell in found)
    code = original.encode(errors="replace")
    if not (every or may_hold_a_kl(code)):
        return None
    if len(code) > MAX_CODE:
        return FileError(path, 1, 1, f"more than {MAX_CODE // 10**6} MB of code: not read")
    starts, first = [], 1
    for cell in found:
        starts.append((cell.number, first))
        first += cell.text.count("\n") + 1
    text = _together(original, found, starts)
    try:
        tree = parsed(text.text)
    except SyntaxError as error:
        return FileError(path, error.lineno or 1, error.offset or 1, f"this is not read: {error.msg}")
    return Source(path, text.text, tree, original, tuple(starts) if notebook else (), text.moved, text.left_out)


def _together(original: str, found: tuple[Cell, ...], starts: list[tuple[int, int]]) -> Mended:
    """The cells' code as one text; each is mended by itself, so that nothing broken reaches into the next."""
    if not has_long_line(original):
        try:
            parsed(original)
            return Mended(original)
        except SyntaxError:
            pass
    pieces = [(first - 1, mended(cell.text)) for cell, (_, first) in zip(found, starts, strict=True)]
    return Mended(
        "\n".join(piece.text for _, piece in pieces),
        {above + line: text for above, piece in pieces for line, text in piece.left_out.items()},
        {above + line: by for above, piece in pieces for line, by in piece.moved.items()},
    )
