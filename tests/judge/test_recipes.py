"""Every line to copy is the KL: by our own reader, and by NumPy on numbers."""

import numpy as np
import pytest

from kl_check.judge.recipes import TARGETS, line, meant
from kl_check.know.libraries import LIBRARIES
from kl_check.know.roles import SCALE_ROLES
from kl_check.model.report import Library
from kl_check.model.role import Role
from kl_check.pipeline import check

each_role = pytest.mark.parametrize("role", SCALE_ROLES, ids=lambda role: role.word)
each_target = pytest.mark.parametrize("target", TARGETS)
NUMPY = next(one for one in LIBRARIES if one.name == "numpy")

HELD = {
    "std": lambda std: std,
    "var": lambda std: std**2,
    "log_std": np.log,
    "log_var": lambda std: 2 * np.log(std),
    "precision": lambda std: 1 / std**2,
    "log_precision": lambda std: -2 * np.log(std),
}


@each_role
@each_target
@pytest.mark.parametrize("library", LIBRARIES, ids=lambda library: library.name)
def test_our_reader_says_exact_and_finds_no_name_misleading(library: Library, role: Role, target: str) -> None:
    hypothesis = meant(library, role, target)
    verdict = check(line(library, hypothesis), reading=hypothesis.roles())
    assert verdict.verdict == "exact"
    assert verdict.target == target
    assert verdict.reading == hypothesis.roles()
    assert verdict.reduction
    assert (verdict.reduction.latent, verdict.reduction.batch) == ("sum", "none")
    assert "misleading-name" not in verdict.notes
    assert "direction" not in verdict.notes


@each_role
@each_target
def test_our_reader_finds_the_same_without_being_told(role: Role, target: str) -> None:
    hypothesis = meant(NUMPY, role, target)
    verdict = check(line(NUMPY, hypothesis))
    assert (verdict.verdict, verdict.reading) == ("exact", hypothesis.roles())


@each_role
def test_numpy_gives_the_divergence_of_each_item(role: Role) -> None:
    random = np.random.default_rng(3)
    means, stds = random.normal(size=(2, 4, 3)), random.uniform(0.3, 2, size=(2, 4, 3))
    held = HELD[role.word](stds)
    expected = np.log(stds[1] / stds[0]) + (stds[0] ** 2 + (means[0] - means[1]) ** 2) / (2 * stds[1] ** 2) - 0.5
    standard = (stds[0] ** 2 + means[0] ** 2 - 1) / 2 - np.log(stds[0])
    assert run(role, "general", means, held) == pytest.approx(expected.sum(axis=-1))
    assert run(role, "standard", means, held) == pytest.approx(standard.sum(axis=-1))


def run(role: Role, target: str, means: np.ndarray, held: np.ndarray) -> np.ndarray:
    """Our own line, executed."""
    hypothesis = meant(NUMPY, role, target)
    names = [(one.mean, one.scale) for one in (hypothesis.first, hypothesis.second)]
    arrays = {
        name: array
        for pair, mean, scale in zip(names, means, held, strict=True)
        for name, array in zip(pair, (mean, scale), strict=True)
    }
    known = {name: array for name, array in arrays.items() if isinstance(name, str)}
    return eval(line(NUMPY, hypothesis), {"np": np}, known)  # noqa: S307  our own line


def test_a_role_that_is_not_meant_is_noticed() -> None:
    hypothesis = meant(NUMPY, SCALE_ROLES[0], "standard")
    assert check(line(NUMPY, hypothesis), reading={"mu": "mean", "logvar": "std"}).verdict != "exact"
