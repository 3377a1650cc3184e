"""Finds and loads the files of `derivations/claims/`, in a checkout or in a wheel."""

from __future__ import annotations

from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path

from kl_check.derivation.load import PACKAGE
from kl_check.derivation.load import directory as derivations
from kl_check.model.errors import Misuse
from kl_check.model.saying import Saying


def directory(package: Path = PACKAGE) -> Path:
    """Where the claims are: beside the derivations, in a folder of their own."""
    return derivations(package) / "claims"


def names(package: Path = PACKAGE) -> tuple[str, ...]:
    """The names of all claims, in alphabetical order."""
    return tuple(sorted(path.stem.replace("_", "-") for path in directory(package).glob("[a-z]*.py")))


def load(name: str, package: Path = PACKAGE) -> Saying:
    """The claim of that name, as declared: nothing is decided yet."""
    if name not in names(package):
        raise Misuse(f"no claim is called {name!r}; there are {', '.join(names(package))}")
    stem = name.replace("-", "_")
    spec = spec_from_file_location(f"kl_check._derivations.claims.{stem}", directory(package) / f"{stem}.py")
    if spec is None or spec.loader is None:
        raise ImportError(f"{stem}.py cannot be loaded")
    module = module_from_spec(spec)
    spec.loader.exec_module(module)
    claim: Saying = module.CLAIM
    return claim
