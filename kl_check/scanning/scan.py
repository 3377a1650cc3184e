"""Files to findings, one file after the other. Whatever is wrong with a file, the scan goes on."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from typing import TYPE_CHECKING, TypeAlias

from kl_check.model.finding import FileError
from kl_check.model.verdict import Severity, Verdict
from kl_check.scanning.files import Named, files_in
from kl_check.scanning.source import Source, read_source

if TYPE_CHECKING:
    from concurrent.futures import Executor

Found: TypeAlias = "Verdict | FileError"

Tell: TypeAlias = Callable[[str, int], object]
"""Is told each file that was read, and how many there are."""

MAX_FRAME = 20
"""Lines of a finding that are shown."""


def scan_paths(
    paths: Iterable[Named], *, executor: Executor | None = None, tell: Tell | None = None
) -> Iterator[Found]:
    """The terms in the files under some paths, and what could not be read, in the order of the files and lines.

    Raises:
        Misuse: a path that does not exist, before anything is read.
    """
    listed = list(files_in(paths))
    return _scanned(listed, executor, tell)


def _scanned(listed: list[str | FileError], executor: Executor | None, tell: Tell | None) -> Iterator[Found]:
    files = [one for one in listed if isinstance(one, str)]
    results = executor.map(scan_file, files) if executor else map(scan_file, files)
    for one in listed:
        if isinstance(one, FileError):
            yield one
            continue
        yield from next(results)
        if tell:
            tell(one, len(files))


def scan_file(path: str) -> tuple[Found, ...]:
    """The terms in one file, and what of it could not be read. Raises nothing."""
    found: list[Found] = []
    try:
        source = read_source(path)
        if isinstance(source, FileError):
            found.append(source)
        elif source is not None:
            found += source.errors()
            found += _terms(source)
    except Exception as error:  # noqa: BLE001 one bad file never ends a scan; what was found before it is kept
        said = f"{type(error).__name__}: {error}" if str(error) else type(error).__name__
        found.append(FileError(path, 1, 1, f"a defect of kl-check; please report it: {said}"))
    return tuple(found)


def _terms(source: Source) -> Iterator[Verdict]:
    from kl_check.scanning.terms import findings_in

    for verdict in findings_in(source):
        if verdict.verdict != "unrelated":
            yield _in_file(verdict, source)


def _in_file(verdict: Verdict, source: Source) -> Verdict:
    """A verdict with its place in the file, the severity that it has in a scan, and the lines on which it stands."""
    cell, line = source.place(verdict.line)
    sampler = verdict.sampler
    return replace(
        verdict,
        path=source.path,
        cell=cell,
        line=line,
        column=source.column(verdict.line, verdict.column),
        end_line=source.place(verdict.end_line)[1],
        end_column=source.column(verdict.end_line, verdict.end_column),
        sampler=replace(sampler, line=source.place(sampler.line)[1]) if sampler else None,
        severity=_severity(verdict),
        lines=tuple(source.original.split("\n")[verdict.line - 1 : min(verdict.end_line, verdict.line + MAX_FRAME)]),
    )


def _severity(verdict: Verdict) -> Severity:
    """What a scan says of a word, where it is milder than `check`."""
    match verdict.verdict:
        case "undecided" | "unread":
            return "note"
        case "scaled" if "negated" in verdict.notes:
            return "note"
    return verdict.severity
