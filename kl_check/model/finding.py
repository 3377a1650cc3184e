"""What `scan` says of a file that it could not read, or not whole."""

from __future__ import annotations

from dataclasses import asdict, dataclass

from kl_check.model.verdict import Verdict


@dataclass(frozen=True, slots=True)
class FileError:
    """One element of `errors`: where reading stopped, and why. In a notebook the line is that of the cell."""

    path: str
    line: int
    column: int
    message: str
    cell: int | None = None

    def to_dict(self) -> dict[str, object]:
        """One element of `errors` in the JSON."""
        return asdict(self)

    def as_finding(self) -> Verdict:
        """The same as a verdict, for those who take findings only."""
        end = {"end_line": self.line, "end_column": self.column}
        place = {"path": self.path, "cell": self.cell, "line": self.line, "column": self.column}
        return Verdict("unread", "note", "", message=self.message, **place, **end)  # type: ignore[arg-type]

    def __str__(self) -> str:
        cell = f":cell {self.cell}" if self.cell is not None else ""
        return f"{self.path}{cell}:{self.line}:{self.column}: {self.message}"
