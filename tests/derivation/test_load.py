"""Derivations are found in a checkout and in a wheel, without the name `derivations` being taken."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from kl_check.derivation import load
from kl_check.model.errors import Misuse

EXPECTED = ("diagonal-general", "diagonal-standard", "univariate-general", "univariate-standard")


@pytest.fixture
def wheel(tmp_path: Path) -> Path:
    """The package as a wheel lays it out: derivations inside it, under a name of ours."""
    ignore = shutil.ignore_patterns("__pycache__")
    shutil.copytree(load.PACKAGE, tmp_path / "kl_check", ignore=ignore)
    shutil.copytree(load.directory(), tmp_path / "kl_check" / "_derivations", ignore=ignore)
    return tmp_path / "kl_check"


def test_names_are_in_alphabetical_order() -> None:
    assert set(EXPECTED) <= set(load.names())
    assert list(load.names()) == sorted(load.names())


@pytest.mark.parametrize(
    ("name", "near"),
    [
        ("univariate", "univariate-entropies, univariate-general"),
        ("entropie", "did you mean"),
        ("zzz", "'zzz'; `"),
    ],
)
def test_an_unknown_name_is_told_near_ones(name: str, near: str) -> None:
    with pytest.raises(Misuse, match=near) as refused:
        load.load(name)
    assert "kl-check derive --list" in str(refused.value)


@pytest.mark.parametrize("name", ["../derivations/univariate_general", "univariate_general", "", "UNIVARIATE-GENERAL"])
def test_a_name_is_no_path(name: str) -> None:
    with pytest.raises(Misuse):
        load.load(name)


def test_the_wheel_has_its_own_derivations(wheel: Path) -> None:
    (wheel / "_derivations" / "diagonal_general.py").unlink()
    assert load.names(wheel) == tuple(name for name in load.names() if name != "diagonal-general")
    assert load.load("univariate-standard", wheel) == load.load("univariate-standard")


def test_a_package_without_derivations_looks_beside_itself(tmp_path: Path) -> None:
    (tmp_path / "kl_check").mkdir()
    assert load.directory(tmp_path / "kl_check") == tmp_path / "derivations"
    assert load.names(tmp_path / "kl_check") == ()


def test_derivations_work_from_a_wheel_and_claim_no_name(wheel: Path) -> None:
    script = (
        "import sys; sys.path.insert(0, sys.argv[1])\n"
        "from kl_check.derivation import follow, load\n"
        "assert load.directory().name == '_derivations', load.directory()\n"
        "print(follow.derive('univariate-standard').strength, *load.names())\n"
        "assert not [name for name in sys.modules if name.split('.')[0] == 'derivations']\n"
    )
    done = subprocess.run(
        [sys.executable, "-I", "-c", script, str(wheel.parent)], capture_output=True, text=True, check=False, timeout=60
    )
    assert (done.stderr, done.stdout.split()) == ("", ["proved", *load.names()])
