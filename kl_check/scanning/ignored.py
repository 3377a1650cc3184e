"""What git ignores: what its rules name (.gitignore files, .git/info/exclude) and no repository tracks.

The person's own rules (`core.excludesFile`) are not read: what is scanned must not depend on the machine.
"""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from kl_check.scanning.patterns import Pattern, pattern
from kl_check.scanning.tracked import Tracked

MAX_BYTES = 1_000_000
"""Of a file of rules; what is larger is none."""


@dataclass(frozen=True, slots=True)
class Rules:
    """The rules in force in a folder: each file of rules with the folder that it speaks of, the outermost first.

    In a `closed` folder, one that is ignored but holds tracked files, everything else is ignored.
    """

    levels: tuple[tuple[str, tuple[Pattern, ...]], ...] = ()
    tracked: Tracked | None = None
    closed: bool = False

    def ignore(self, path: str, *, folder: bool) -> bool:
        """Whether git passes over an absolute path below the folder."""
        return self.name(path, folder=folder) and not (self.tracked and self.tracked.holds(path))

    def name(self, path: str, *, folder: bool) -> bool:
        """Whether the rules name it, tracked or not: the last line of the innermost file that speaks of it decides."""
        if self.closed:
            return True
        for base, patterns in reversed(self.levels):
            below = path[len(base) :].replace(os.sep, "/").lstrip("/")
            for one in reversed(patterns):
                if one.matches(below, folder=folder):
                    return one.ignore
        return False

    def within(self, folder: str) -> Rules:
        """The rules in force in a folder below. A repository inside another begins anew."""
        if os.path.lexists(Path(folder, ".git")):
            return _of_repository(folder)
        if self.name(folder, folder=True):
            return replace(self, closed=True)
        return replace(self, levels=(*self.levels, *_read(folder, Path(folder, ".gitignore"))))


def rules_at(folder: str) -> Rules:
    """The rules in force in a folder, given by its real path, from the root of its repository on.

    A folder that is itself ignored is scanned if it is named; then only the rules inside it hold.
    """
    root = _root(folder)
    if root is None:
        return Rules().within(folder)
    rules, at = _of_repository(root), root
    for part in Path(folder).relative_to(root).parts:
        at = os.path.join(at, part)  # noqa: PTH118 paths of a walk are plain strings
        rules = rules.within(at)
    return Rules().within(folder) if rules.closed else rules


def _root(folder: str) -> str | None:
    """The nearest folder upwards that is the root of a repository."""
    return next((str(one) for one in (Path(folder), *Path(folder).parents) if os.path.lexists(one / ".git")), None)


def _of_repository(root: str) -> Rules:
    """What a repository says at its root; its .gitignore overrules its info/exclude."""
    directory = _git_directory(Path(root, ".git"))
    exclude = _read(root, _common(directory) / "info" / "exclude") if directory else ()
    return Rules((*exclude, *_read(root, Path(root, ".gitignore"))), Tracked(root, directory))


def _git_directory(marker: Path) -> Path | None:
    """Where the work tree's own files are; in a linked work tree or submodule `.git` is a file that says so."""
    if marker.is_dir():
        return marker
    says = _text(marker) or ""
    return marker.parent / says.removeprefix("gitdir: ").strip() if says.startswith("gitdir: ") else None


def _common(directory: Path) -> Path:
    """What linked work trees share."""
    common = _text(directory / "commondir")
    return directory / common.strip() if common else directory


def _read(base: str, path: Path) -> Iterator[tuple[str, tuple[Pattern, ...]]]:
    text = _text(path)
    if text is not None:
        yield base, tuple(one for line in text.split("\n") if (one := pattern(line)))


def _text(path: Path) -> str | None:
    """A small regular file's text. Like git, no link is followed here."""
    try:
        if not stat.S_ISREG(os.lstat(path).st_mode) or path.stat().st_size > MAX_BYTES:
            return None
        data = path.read_bytes()
    except (OSError, ValueError):
        return None
    return os.fsdecode(data.removeprefix(b"\xef\xbb\xbf")).replace("\r\n", "\n")
