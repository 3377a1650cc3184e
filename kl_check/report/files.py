"""Files that are written whole, or not at all."""

from __future__ import annotations

import os
from pathlib import Path


def replaced(path: Path, text: str) -> Path:
    """The text put in the file's place at one stroke: whoever reads meanwhile sees the old or the new."""
    temporary = path.with_name(f".{path.name}.{os.getpid()}")
    try:
        temporary.write_text(text, encoding="utf-8", newline="\n")
        temporary.replace(path)
    finally:
        temporary.unlink(missing_ok=True)
    return path
