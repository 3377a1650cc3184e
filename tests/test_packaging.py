"""The wheel holds the derivations inside the package and claims no second top-level name."""

from __future__ import annotations

import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent


@pytest.fixture(scope="module")
def unpacked(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel of this checkout, laid out as an installation lays it out."""
    folder = tmp_path_factory.mktemp("wheel")
    pip = [sys.executable, "-m", "pip", "wheel", "--quiet", "--no-deps", "--no-build-isolation"]
    subprocess.run([*pip, "--wheel-dir", folder, ROOT], check=True, capture_output=True)
    (wheel,) = folder.glob("*.whl")
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(folder / "site")
    return folder / "site"


def test_top_level_names(unpacked: Path) -> None:
    assert {path.name for path in unpacked.iterdir() if not path.name.endswith(".dist-info")} == {"kl_check"}


@pytest.mark.parametrize(
    "file", ["py.typed", "_derivations/univariate_general.py", "_derivations/claims/sum_or_mean.py"]
)
def test_shipped(unpacked: Path, file: str) -> None:
    assert (unpacked / "kl_check" / file).is_file()


def test_the_wheel_derives_and_checks_from_its_own_files(unpacked: Path, tmp_path: Path) -> None:
    code = (
        "import kl_check, kl_check.derivation.load as load;"
        "print(kl_check.__file__);"
        "print(load.directory());"
        "print(kl_check.derive('univariate-standard').holds);"
        "print(kl_check.check('-log(s) + (s**2 + m**2)/2 - 1/2').verdict);"
        "from kl_check.claims.decide import decide;"
        "print(decide('slope-of-the-variance-form').finding)"
    )
    run = subprocess.run(
        [sys.executable, "-c", code],
        cwd=tmp_path,
        env={"PYTHONPATH": str(unpacked), "PATH": ""},
        capture_output=True,
        text=True,
        check=True,
    )
    module, directory, holds, verdict, finding = run.stdout.split("\n")[:5]
    assert Path(module).is_relative_to(unpacked)
    assert Path(directory) == unpacked / "kl_check" / "_derivations"
    assert (holds, verdict, finding) == ("True", "exact", "false")
