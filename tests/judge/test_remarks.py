"""Notes that must be true in floating point: overflow, cancellation near the prior, round trips."""

from __future__ import annotations

import re

import numpy as np
import pytest

from kl_check.know.words import BY_WORD, NOTES
from kl_check.pipeline import check

FUNCTIONS = ("exp", "log", "expm1", "log1p", "sqrt")


def run(text: str, precision: type[np.floating], **at: float) -> float:
    """The text computed in a precision; a literal takes the precision of what it meets."""
    names = {name: getattr(np, name) for name in FUNCTIONS}
    values = {name: precision(value) for name, value in at.items()}
    with np.errstate(over="ignore"):
        return float(eval(text, {"__builtins__": {}, **names}, values))  # noqa: S307 the tests' own lines


@pytest.mark.parametrize(
    ("text", "of", "single"),
    [
        pytest.param("-0.5*(1 + s - m**2 - exp(s))", "exp(s)", "s > 88.72", id="log-variance"),
        pytest.param("-0.5*(1 + 2*s - m**2 - exp(2*s))", "exp(2*s)", "s > 44.36", id="log std"),
        pytest.param("-0.5*(1 + 2*s - m**2 - exp(s)**2)", "exp(2*s)", "s > 44.36", id="log std, squared after"),
        pytest.param("-0.5*(1 - s - m**2 - exp(-s))", "exp(-s)", "s < -88.72", id="log-precision"),
        pytest.param("-0.5*(1 + 2*s - m**2 - exp(s))", "exp(s)", "s > 88.72", id="wrong, as it is written"),
    ],
)
def test_the_bound_is_where_numpy_overflows(text: str, of: str, single: str) -> None:
    behaviour = check(text).behaviour
    assert behaviour is not None
    assert behaviour.overflow is not None
    assert (behaviour.overflow.of.replace("1/exp(s)", "exp(-s)"), behaviour.overflow.fp32) == (of, single)
    for precision, condition in ((np.float16, behaviour.overflow.fp16), (np.float32, behaviour.overflow.fp32)):
        found = re.fullmatch(r"s [<>] (-?[\d.]+)", condition)
        assert found is not None
        bound = float(found[1])
        assert np.isfinite(run(of, precision, s=bound * 0.995))
        assert not np.isfinite(run(of, precision, s=bound * 1.005))


def test_of_two_scales_the_difference_is_bounded() -> None:
    verdict = check("0.5*(lv2 - lv1 + (exp(lv1) + (m1 - m2)**2)/exp(lv2) - 1)")
    assert verdict.behaviour is not None
    assert verdict.behaviour.overflow is not None
    assert verdict.behaviour.overflow.fp32 == "lv1 - lv2 > 88.72"


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("0.5*(sd**2 + m**2 - 1) - log(sd)", id="a std has no exponential"),
        pytest.param("0.5*(exp(clamp(s, -10, 10)) + m**2 - 1 - clamp(s, -10, 10))", id="a clamp keeps it finite"),
        pytest.param("0.5*m**2", id="no scale"),
    ],
)
def test_no_overflow_is_told_of(text: str) -> None:
    assert "overflows" not in check(text).notes


NEAR = [1e-4 * k for k in (1, 3, 10, 30, 100)]

UNSTABLE = [
    pytest.param("-0.5*(1 + s - m**2 - exp(s))", 0.0, id="log-variance"),
    pytest.param("0.5*(exp(2*s) + m**2 - 1) - s", 0.0, id="log std"),
    pytest.param("0.5*(s**2 + m**2 - 1) - log(s)", 1.0, id="std"),
    pytest.param("0.5*(s + m**2 - 1 - log(s))", 1.0, id="variance"),
]


def worst(text: str, prior: float) -> float:
    """The largest relative error in single precision near the prior, of the same inputs in double precision."""
    errors = []
    for step in NEAR:
        at = {"m": float(np.float32(step)), "s": float(np.float32(prior + step))}
        exact = run(text, np.float64, **at)
        errors.append(abs(run(text, np.float32, **at) - exact) / exact)
    return max(errors)


@pytest.mark.parametrize(("text", "prior"), UNSTABLE)
def test_what_is_noted_loses_small_values(text: str, prior: float) -> None:
    assert "unstable-near-prior" in check(text).notes
    assert worst(text, prior) > 0.01


def test_what_is_not_noted_keeps_them() -> None:
    text = "0.5*(expm1(s) - s + m**2)"
    verdict = check(text)
    assert (verdict.verdict, "unstable-near-prior" in verdict.notes) == ("exact", False)
    assert worst(text, 0.0) < 0.01


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("-0.5*(s - m**2 - exp(s))", id="shifted: nothing small is left over"),
        pytest.param("0.5*(m1 - m2)**2", id="equal scales"),
        pytest.param("-0.5*(1 + 2*s - m**2 - exp(s))", id="no KL"),
        pytest.param("z = m + exp(s/2)*eps; -0.5*((z - m)**2*exp(-s) + s) + 0.5*z**2", id="one sample"),
    ],
)
def test_where_nothing_cancels_nothing_is_noted(text: str) -> None:
    assert "unstable-near-prior" not in check(text).notes


@pytest.mark.parametrize(
    ("text", "is_one"),
    [
        pytest.param("0.5*(exp(s) + m**2 - 1 - log(exp(s)))", True, id="log of exp"),
        pytest.param("0.5*(exp(s) + m**2 - 1 - log(exp(s/2)**2))", True, id="log of a power of exp"),
        pytest.param("0.5*(exp(2*log(sd)) + m**2 - 1) - log(sd)", True, id="exp of a multiple of log"),
        pytest.param("sd = exp(s/2)\n0.5*(sd**2 + m**2 - 1 - 2*log(sd))", True, id="over a name"),
        pytest.param("log(s2/s1) + exp(2*log(s1) - 2*log(s2))/2 + (m1 - m2)**2/(2*s2**2) - 0.5", True, id="quotient"),
        pytest.param("0.5*(exp(s) + m**2 - 1 - s)", False, id="exp alone"),
        pytest.param("0.5*(sd**2 + m**2 - 1) - log(sd)", False, id="log alone"),
        pytest.param("0.5*(expm1(s) - s + m**2)", False, id="expm1 is no round trip"),
        pytest.param("log(s2/s1) + (s1**2 + (m1 - m2)**2)/(2*s2**2) - 1/2", False, id="log of a quotient"),
    ],
)
def test_round_trips(text: str, is_one: bool) -> None:
    assert ("round-trip" in check(text).notes) == is_one


@pytest.mark.parametrize("word", ["unstable-near-prior", "overflows", "round-trip"])
def test_the_example_of_a_note_has_it(word: str) -> None:
    assert BY_WORD[word] in NOTES
    verdict = check(BY_WORD[word].example or "")
    assert word in verdict.notes
    assert verdict.severity == "ok"
