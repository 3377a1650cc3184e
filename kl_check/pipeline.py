"""The main path: text → term → hypotheses → evidence → verdict → repair. It calls; it does not compute."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from fractions import Fraction
from typing import TYPE_CHECKING

from kl_check.judge.hypotheses import STANDARD_PRIOR
from kl_check.judge.judge import judge
from kl_check.know.roles import BY_WORD, OTHER_ROLES
from kl_check.model.errors import Misuse, located
from kl_check.model.evidence import Evidence
from kl_check.model.role import Gaussian
from kl_check.model.verdict import Verdict
from kl_check.read.text import read_text

if TYPE_CHECKING:  # these come with the commands that need them: `check` starts without
    from kl_check.model.comparison import Comparison
    from kl_check.model.derivation import CheckedDerivation, Derivation


def check(
    text: str, *, reading: Mapping[str, str] | None = None, prior: tuple[Fraction, Fraction] | None = None
) -> Verdict:
    """Whether a line (or a few statements that build one) is the Gaussian KL, and under which reading.

    Args:
        text: Python in the spelling of PyTorch, TensorFlow, Keras, JAX, NumPy or plain mathematics, or LaTeX. It is
            read, never executed. A line that draws the sample beside the term is heeded.
        reading: what symbols hold, as {"sigma": "std"}; the roles are those of `kl-check explain`.
        prior: mean and standard deviation of a fixed prior; N(0, 1) if it is not given.

    Returns:
        The verdict in nats: the facts, a witness where the term differs, a repair that was checked again.

    Raises:
        InputError: the text cannot be read (with line and column), or the reading names an unknown symbol or role.
    """
    pins, fixed = _checked(reading or {}), _prior(prior)
    with located(text):
        excerpt = read_text(text)
        verdict = judge(excerpt, pins, fixed)
        if verdict.mistakes:
            from kl_check.judge.repair import repaired

            verdict = repaired(excerpt, verdict, pins, fixed)
    return verdict


def compare(a: str, b: str) -> Comparison:
    """How two expressions are related: same, reparametrised, multiple, shifted or different.

    Raises:
        InputError: one of them cannot be read.
    """
    from kl_check.judge.compare import compare as compare_excerpts

    with located(a):
        first = read_text(a)
    with located(b):
        second = read_text(b)
    return compare_excerpts(first, second)


def with_confirmation(
    verdict: Verdict,
    text: str,
    *,
    reading: Mapping[str, str] | None = None,
    prior: tuple[Fraction, Fraction] | None = None,
    seed: int = 0,
) -> Verdict:
    """The verdict with what `confirm` found added to its evidence."""
    return replace(verdict, evidence=(*verdict.evidence, *confirm(text, reading=reading, prior=prior, seed=seed)))


def confirm(
    text: str,
    *,
    reading: Mapping[str, str] | None = None,
    prior: tuple[Fraction, Fraction] | None = None,
    seed: int = 0,
) -> tuple[Evidence, ...]:
    """Quadrature, Monte Carlo, 50 digits, enclosure and SymPy on the user's own expression: who agrees, who differs.

    The expression is put to the test as the KL under the reading that pins and samplers give it, else under the one
    that makes it a KL.
    """
    from kl_check.confirm.registry import confirm as confirmed
    from kl_check.judge.confirmable import claim_of

    pins, fixed = _checked(reading or {}), _prior(prior)
    with located(text):
        claim = claim_of(read_text(text), pins, fixed)
    if claim is None:
        return ()
    return tuple(replace(one, detail={**one.detail, "as": claim.name}) for one in confirmed(claim, seed=seed))


def derive(name: str) -> CheckedDerivation:
    """A derivation of `derivations/`, each of its steps checked by SymPy and numerically.

    Raises:
        Misuse: there is no derivation of that name.
    """
    from kl_check.derive import follow

    return follow.derive(name)


def load_derivation(name: str) -> Derivation:
    """A derivation as it is declared, unchecked. Raises `Misuse` for an unknown name."""
    from kl_check.derive import load

    return load.load(name)


def derivation_names() -> tuple[str, ...]:
    """The names that `derive` takes."""
    from kl_check.derive import load

    return load.names()


def _checked(pins: Mapping[str, str]) -> Mapping[str, str]:
    for name, role in pins.items():
        if role not in BY_WORD and role not in OTHER_ROLES:
            raise Misuse(f"{name}={role}: no such role; the roles are {', '.join((*BY_WORD, *OTHER_ROLES))}")
    return pins


def _prior(prior: tuple[Fraction, Fraction] | None) -> Gaussian:
    if prior is None:
        return STANDARD_PRIOR
    mean, std = prior
    if std <= 0:
        raise Misuse(f"--prior: the standard deviation must be positive, not {std}")
    return Gaussian(mean, std)
