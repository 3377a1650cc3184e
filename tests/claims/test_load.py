"""Claims are found in a checkout and in a wheel."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from kl_check.claims import load
from kl_check.derivation import load as derivations
from kl_check.model.errors import Misuse


@pytest.fixture
def wheel(tmp_path: Path) -> Path:
    """The package as a wheel lays it out."""
    ignore = shutil.ignore_patterns("__pycache__")
    shutil.copytree(derivations.PACKAGE, tmp_path / "kl_check", ignore=ignore)
    shutil.copytree(derivations.directory(), tmp_path / "kl_check" / "_derivations", ignore=ignore)
    return tmp_path / "kl_check"


def test_they_are_no_derivations() -> None:
    assert not set(load.names()) & set(derivations.names())


def test_an_unknown_name_is_told_the_names() -> None:
    with pytest.raises(Misuse, match="no claim is called 'x'; there are a-minus-is-missing"):
        load.load("x")


@pytest.mark.parametrize("name", ["../entropy", "sum_or_mean", ""])
def test_a_name_is_no_path(name: str) -> None:
    with pytest.raises(Misuse):
        load.load(name)


def test_the_wheel_has_its_own_claims(wheel: Path) -> None:
    (wheel / "_derivations" / "claims" / "sum_or_mean.py").unlink()
    assert load.names(wheel) == tuple(name for name in load.names() if name != "sum-or-mean")
    assert load.load("round-trip", wheel) == load.load("round-trip")


def test_claims_are_decided_from_a_wheel(wheel: Path) -> None:
    script = (
        "import sys; sys.path.insert(0, sys.argv[1])\n"
        "from kl_check.claims import decide, load\n"
        "assert load.directory().parent.name == '_derivations', load.directory()\n"
        "print(decide.decide('sum-or-mean').finding, len(load.names()))\n"
    )
    done = subprocess.run(
        [sys.executable, "-I", "-c", script, str(wheel.parent)], capture_output=True, text=True, check=False, timeout=60
    )
    assert (done.stderr, done.stdout.split()) == ("", ["assuming", str(len(load.names()))])
