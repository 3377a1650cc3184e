"""With what a report was made: printed by the command, and kept out of what is committed."""

from __future__ import annotations

import platform
from importlib.metadata import version

PACKAGES = ("kl-check", "sympy", "mpmath", "numpy", "scipy", "python-flint", "latex2mathml", "matplotlib")


def versions() -> str:
    """Python and the packages that the content depends on, with their versions."""
    return ", ".join((f"Python {platform.python_version()}", *(f"{name} {version(name)}" for name in PACKAGES)))
