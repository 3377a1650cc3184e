"""The files that a scan reads: Python files and notebooks under what was named, in sorted order."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TypeAlias

from kl_check.model.errors import Misuse
from kl_check.model.finding import FileError
from kl_check.scanning.ignored import Rules, rules_at

SUFFIXES = (".py", ".ipynb")

Named: TypeAlias = "str | os.PathLike[str]"


@dataclass(frozen=True, slots=True)
class _Place:
    """A path as it is shown, and where it really lies."""

    shown: str
    real: str

    def below(self, name: str) -> _Place:
        return _Place(os.path.join(self.shown, name), os.path.join(self.real, name))  # noqa: PTH118


def files_in(paths: Iterable[Named]) -> Iterator[str | FileError]:
    """The files under some paths, each once: as the argument joined with the path below it.

    A file that is named is read whatever it is called; in a folder `.py` and `.ipynb` are, but for what git ignores.
    Links to folders are not followed, as git does not; a link to a file is, unless it leads back into the folder.

    Raises:
        Misuse: a path that does not exist, before anything is read.
    """
    return _each_once([_checked(path) for path in paths])


def _checked(path: Named) -> tuple[_Place, bool]:
    shown = os.fspath(path)
    try:
        mode = os.stat(shown).st_mode  # noqa: PTH116 "" and "." are not the same path
    except (OSError, ValueError) as error:
        raise Misuse(f"{shown or repr(shown)}: {getattr(error, 'strerror', None) or error}") from None
    normal = str(Path(shown))
    return _Place("" if normal == "." else normal, os.path.realpath(shown)), stat.S_ISDIR(mode)


def _each_once(named: list[tuple[_Place, bool]]) -> Iterator[str | FileError]:
    seen: set[str] = set()
    for start, folder in named:
        for one in _walk(start) if folder else _file(start):
            if isinstance(one, FileError):
                yield one
            elif one.real not in seen:
                seen.add(one.real)
                yield one.shown


def _file(place: _Place) -> Iterator[_Place | FileError]:
    yield place if Path(place.real).is_file() else FileError(place.shown, 1, 1, "this is no regular file")


def _walk(start: _Place) -> Iterator[_Place | FileError]:
    """A folder's files in the order of their paths' parts; no recursion, so that no depth is too deep."""
    pending: list[tuple[_Place, Rules | None]] = [(start, rules_at(start.real))]
    while pending:
        place, rules = pending.pop()
        if rules is None:
            yield place
            continue
        try:
            with os.scandir(place.real) as found:
                entries = sorted(found, key=lambda entry: entry.name, reverse=True)
            pending += [below for entry in entries for below in _entry(entry, place, rules, start)]
        except OSError as error:
            yield FileError(place.shown or ".", 1, 1, f"the folder cannot be read: {error.strerror}")


def _entry(
    entry: os.DirEntry[str], place: _Place, rules: Rules, start: _Place
) -> Iterator[tuple[_Place, Rules | None]]:
    """A folder below with its rules, or a file to read; nothing for what is passed over."""
    below = place.below(entry.name)
    if entry.name == ".git":
        return
    if entry.is_dir(follow_symlinks=False):
        if not rules.ignore(below.real, folder=True):
            yield below, rules.within(below.real)
    elif entry.name.lower().endswith(SUFFIXES) and _is_file(below) and not rules.ignore(below.real, folder=False):
        if not entry.is_symlink():
            yield below, None
        elif not Path(target := os.path.realpath(below.real)).is_relative_to(start.real):
            yield _Place(below.shown, target), None


def _is_file(place: _Place) -> bool:
    """Whether it is a regular file, or leads to one; a link that leads nowhere is none."""
    return os.path.isfile(place.real)  # noqa: PTH113 that of pathlib raises where a link leads into a closed folder
