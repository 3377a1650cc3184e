"""The files that a repository tracks: these git never ignores, whatever its rules say.

Read from the index itself (https://git-scm.com/docs/index-format): to ask git would run what the repository's
configuration names, and git may be absent.
"""

from __future__ import annotations

import os
import struct
from collections.abc import Iterator
from functools import cached_property
from pathlib import Path

STAT = 40
EXTENDED, LENGTH = 0x4000, 0x0FFF


class Tracked:
    """The tracked files of one repository, read when they are first asked for."""

    def __init__(self, root: str, directory: Path | None) -> None:
        """`directory` is where the work tree's index lies."""
        self.root = root
        self.directory = directory

    def holds(self, path: str) -> bool:
        """Whether an absolute path is a tracked file, or a folder with one below it."""
        return os.fsencode(path[len(self.root) :].replace(os.sep, "/").lstrip("/")) in self._paths

    @cached_property
    def _paths(self) -> frozenset[bytes]:
        if self.directory is None:
            return frozenset()
        try:
            data = (self.directory / "index").read_bytes()
            names = set(_names(data, 32 if _is_sha256(self.directory) else 20))
        except (OSError, ValueError, struct.error, IndexError):  # no index yet, or one that is not understood
            return frozenset()
        return frozenset(names | {folder for name in names for folder in _folders(name)})


def _is_sha256(directory: Path) -> bool:
    config = directory / "config"
    return config.is_file() and b"sha256" in config.read_bytes().lower()


def _folders(name: bytes) -> Iterator[bytes]:
    while slash := name.rfind(b"/") + 1:
        name = name[: slash - 1]
        yield name


def _names(data: bytes, hash_size: int) -> Iterator[bytes]:
    """The names of an index of version 2, 3 or 4."""
    signature, version, count = struct.unpack_from(">4sII", data)
    if signature != b"DIRC" or version not in (2, 3, 4):
        raise ValueError("this is no index that is known here")
    place, name = 12, b""
    for _ in range(count):
        start = place
        place += STAT + hash_size
        (flags,) = struct.unpack_from(">H", data, place)
        place += 4 if flags & EXTENDED and version > 2 else 2
        kept = b""
        if version == 4:
            strip, place = _number(data, place)
            kept = name[: len(name) - strip]
        end = data.index(b"\0", place)
        name = kept + data[place:end]
        yield name
        place = end + 1 if version == 4 else start + (end - start + 8) // 8 * 8


def _number(data: bytes, place: int) -> tuple[int, int]:
    """A number of variable length, as pack files write offsets; and the place behind it."""
    value = data[place] & 0x7F
    while data[place] & 0x80:
        place += 1
        value = ((value + 1) << 7) | (data[place] & 0x7F)
    return value, place + 1
