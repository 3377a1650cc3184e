"""The main path: text → term → hypotheses → evidence → verdict → repair. It calls; it does not compute."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from fractions import Fraction
from typing import TYPE_CHECKING

from kl_check.judge.case import case_of
from kl_check.judge.hypotheses import STANDARD_PRIOR
from kl_check.judge.judge import judge
from kl_check.judge.matrices.heads import has_matrices
from kl_check.know.roles import BY_WORD, OTHER_ROLES
from kl_check.model.errors import Misuse, located
from kl_check.model.evidence import Evidence
from kl_check.model.role import Gaussian
from kl_check.model.surroundings import Excerpt
from kl_check.model.verdict import Verdict
from kl_check.read.text import read_text

if TYPE_CHECKING:  # these come with the commands that need them: `check` starts without
    from concurrent.futures import Executor

    from kl_check.model.certificate import Verification
    from kl_check.model.chain import CheckedSteps
    from kl_check.model.comparison import Comparison
    from kl_check.model.derivation import CheckedDerivation, Derivation

MAX_PRIOR_BITS = 2000
MAX_SIZE = 10**15  # doubles count exactly up to here


def check(  # noqa: PLR0913 one keyword an option of the command
    text: str,
    *,
    reading: Mapping[str, str] | None = None,
    prior: tuple[Fraction, Fraction] | None = None,
    confirm: bool = False,
    certificate: bool = False,
    seed: int = 0,
    sizes: Mapping[str, int] | None = None,
    explain: bool = False,
) -> Verdict:
    """Whether a line (or a few statements that build one) is the Gaussian KL, and under which reading.

    Args:
        text: Python in the spelling of PyTorch, TensorFlow, Keras, JAX, NumPy or plain mathematics, or LaTeX. It is
            read, never executed. A line that draws the sample beside the term is heeded.
        reading: what symbols hold, as {"sigma": "std"}; the roles are those of `kl-check explain`.
        prior: mean and standard deviation of a fixed prior; N(0, 1) if it is not given.
        confirm: also put the term to the test of the definition, by quadrature, Monte Carlo, 50-digit arithmetic, ball
            enclosures and SymPy, as the KL under the reading that is meant; the evidence says who agrees.
        certificate: also make a certificate that `verify` can check again, where the verdict has one.
        seed: of the Monte Carlo confirmation.
        sizes: numbers of latents, items of the batch and pixels, as {"J": 20, "B": 100, "P": 784}, and of sizes that
            the term names; then the β that a scale means is a number.
        explain: also say of each token which part of the textbook KL it is.

    Returns:
        The verdict in nats: the facts, a witness where the term differs, a repair that was checked again.

    Raises:
        InputError: the text cannot be read (with line and column), or the reading names an unknown symbol or role.
    """
    pins, fixed = _checked(reading or {}), _prior(prior)
    with located(text):
        excerpt = read_text(text)
        case = None if has_matrices(excerpt.term) else case_of(excerpt, pins, fixed)
        verdict = judge(excerpt, pins, fixed, case)
        if sizes:
            from kl_check.judge.behaviour import in_numbers

            verdict = in_numbers(verdict, excerpt, pins, fixed, _counted(sizes))
        if explain:
            from kl_check.judge.explain import explained

            verdict = explained(verdict, excerpt, pins, fixed)
        if verdict.mistakes:
            from kl_check.judge.repair import repaired

            verdict = repaired(excerpt, verdict, pins, fixed, case)
        if confirm:
            verdict = replace(verdict, evidence=(*verdict.evidence, *_confirmed(excerpt, pins, fixed, seed)))
        if certificate:
            from kl_check.judge.certificate import certified

            verdict = certified(excerpt, verdict, pins, fixed)
    return verdict


def _confirmed(excerpt: Excerpt, pins: Mapping[str, str], prior: Gaussian, seed: int) -> tuple[Evidence, ...]:
    """What each method finds of the term as the KL under the reading that is meant; nothing where none can be."""
    from kl_check.confirm.registry import confirm
    from kl_check.judge.confirmable import claim_of

    claim = None if has_matrices(excerpt.term) else claim_of(excerpt, pins, prior)
    if claim is None:
        return ()
    return tuple(replace(one, detail={**one.detail, "as": claim.name}) for one in confirm(claim, seed=seed))


def scan(
    paths: str | os.PathLike[str] | Iterable[str | os.PathLike[str]], *, executor: Executor | None = None
) -> Iterator[Verdict]:
    """Every KL term in the Python files and notebooks under some paths, right ones too, in the order of the files.

    Args:
        paths: files or folders; in a folder what git ignores is passed over.
        executor: reads the files, one task each; without it they are read one after the other.

    Returns:
        Verdicts with `path`, `cell`, `line` and `column`. What could not be read is `unread`, and its message says why.

    Raises:
        Misuse: a path that does not exist, before anything is read.
    """
    from kl_check.model.finding import FileError
    from kl_check.scanning.scan import scan_paths

    named = (paths,) if isinstance(paths, str | os.PathLike) else paths
    found = scan_paths(named, executor=executor)
    return (one.as_finding() if isinstance(one, FileError) else one for one in found)


def verify(data: bytes) -> Verification:
    """What a certificate proves, by the small independent checker, and whether its text says its term.

    Raises:
        InputError: it is no certificate.
    """
    from kl_check.judge.verification import verified

    return verified(data)


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


def steps(text: str) -> CheckedSteps:
    r"""Whether each `=` of a chain of closed forms holds, `KL = A = B`, and whether its last line is the KL.

    Args:
        text: LaTeX or Python, over lines with `=` or `&=`; it is read, never executed. A name in front (`KL =`,
            `D_{KL}(q \| p) =`) is heeded. `s = \log \sigma^2` on a line of its own says what a symbol stands for.

    Raises:
        InputError: there is no equation in the text. A line that is not understood is an outcome, and no error.
    """
    from kl_check.judge.chain import checked
    from kl_check.read.chain import read_chains

    with located(text):
        return checked(read_chains(text))


def derive(name: str) -> CheckedDerivation:
    """A derivation of `derivations/`, each of its steps checked by SymPy and numerically.

    Raises:
        Misuse: there is no derivation of that name.
    """
    from kl_check.derivation import follow

    return follow.derive(name)


def load_derivation(name: str) -> Derivation:
    """A derivation as it is declared, unchecked. Raises `Misuse` for an unknown name."""
    from kl_check.derivation import load

    return load.load(name)


def derivation_names() -> tuple[str, ...]:
    """The names that `derive` takes."""
    from kl_check.derivation import load

    return load.names()


def _checked(pins: Mapping[str, str]) -> Mapping[str, str]:
    for name, role in pins.items():
        if role not in BY_WORD and role not in OTHER_ROLES:
            raise Misuse(f"{name}={role}: no such role; the roles are {', '.join((*BY_WORD, *OTHER_ROLES))}")
    return pins


def _counted(sizes: Mapping[str, int]) -> Mapping[str, int]:
    for name, size in sizes.items():
        if not isinstance(size, int) or isinstance(size, bool) or not 0 < size < MAX_SIZE:
            raise Misuse(f"--sizes {name}={size}: a positive whole number below 10^15 is expected")
    return sizes


def _prior(prior: tuple[Fraction, Fraction] | None) -> Gaussian:
    if prior is None:
        return STANDARD_PRIOR
    mean, std = prior
    if any(max(one.numerator.bit_length(), one.denominator.bit_length()) > MAX_PRIOR_BITS for one in prior):
        raise Misuse("--prior: a number with too many digits")
    if std <= 0:
        raise Misuse(f"--prior: the standard deviation must be positive, not {std}")
    return Gaussian(mean, std)
