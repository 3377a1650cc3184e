"""Finds and loads the files of `derivations/`: at the top of a checkout, or beside the package in a wheel.

The files are loaded by path, so that the name `derivations` stays free for whoever uses it.
"""

from __future__ import annotations

from difflib import get_close_matches
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path

from kl_check.model.derivation import Derivation
from kl_check.model.errors import Misuse

PACKAGE = Path(__file__).resolve().parent.parent


def directory(package: Path = PACKAGE) -> Path:
    """Where the derivations are: `kl_check/_derivations` in a wheel, `derivations` beside `kl_check` otherwise."""
    shipped = package / "_derivations"
    return shipped if shipped.is_dir() else package.parent / "derivations"


def names(package: Path = PACKAGE) -> tuple[str, ...]:
    """The names of all derivations, in alphabetical order."""
    return tuple(sorted(path.stem.replace("_", "-") for path in directory(package).glob("[a-z]*.py")))


def load(name: str, package: Path = PACKAGE) -> Derivation:
    """The derivation of that name, as declared: nothing is checked yet."""
    if name not in names(package):
        near = [one for one in names(package) if name and name in one] or get_close_matches(name, names(package), n=3)
        hint = f"did you mean {', '.join(near[:3])}? " if near else ""
        raise Misuse(f"no derivation is called {name!r}; {hint}`kl-check derive --list` names them all")
    stem = name.replace("-", "_")
    spec = spec_from_file_location(f"kl_check._derivations.{stem}", directory(package) / f"{stem}.py")
    if spec is None or spec.loader is None:
        raise ImportError(f"{stem}.py cannot be loaded")
    module = module_from_spec(spec)
    spec.loader.exec_module(module)
    derivation: Derivation = module.DERIVATION
    return derivation
