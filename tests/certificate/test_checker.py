"""The checker by itself: what it refuses, what it cannot be made to stumble over, and that its two worlds are sound."""

from __future__ import annotations

import json
import math
import shutil
import subprocess
import sys
import time
from collections.abc import Callable
from contextlib import suppress
from fractions import Fraction
from pathlib import Path
from typing import Any

import mpmath
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from kl_check import checker

Make = Callable[[str], dict[str, Any]]
GENERAL = "exact, two Gaussians"


def encoded(found: object) -> bytes:
    return json.dumps(found).encode()


# Near misses: each differs in one thing from what would be accepted

CHANGES: list[tuple[str, str, Any, str]] = [
    ("exact", "verdict", "scaled", "what is proved is exact"),
    ("exact", "verdict", "shifted", "what is proved is exact"),
    ("scaled by 1/J", "verdict", "exact", "what is proved is scaled"),
    ("shifted", "verdict", "exact", "what is proved is shifted"),
    ("wrong, no mean", "verdict", "exact", "what is proved is wrong"),
    ("wrong", "verdict", "exact", "what is proved is wrong"),
    ("exact", "scale", ["number", "2"], "the term is not"),
    ("exact", "scale", ["number", "0"], "the term is not"),
    ("exact", "offset", ["number", "1/1000000000000"], "the term is not"),
    ("exact", "offset", ["symbol", "mu"], "scale and offset vary"),
    ("scaled by 1/J", "scale", ["power", ["symbol", "#B"], ["number", "-1"]], "the term is not"),
    ("exact", "weight", ["number", "2"], "the term is not"),
    ("exact", "reading", {"mu": "mean", "logvar": "log_std"}, "the term is not"),
    ("exact", "reading", {"mu": "mean", "logvar": "var"}, "the term is not"),
    ("exact", "reading", {"mu": "log_var", "logvar": "mean"}, "is not read as its place says"),
    ("exact", "reading", {"mu": "mean"}, "a symbol that is not read"),
    ("exact", "reading", {"mu": "mean", "logvar": "log_var", "x": "count"}, "a reading of no symbol"),
    ("exact", "reading", {"mu": "weight", "logvar": "log_var"}, "is not read as its place says"),
    ("exact", "prior", [["number", "0"], ["number", "2"]], "the term is not"),
    ("exact", "prior", [["number", "1"], ["number", "1"]], "the term is not"),
    ("exact", "prior", [["number", "0"], ["number", "0"]], "a variance that is not positive"),
    ("exact", "reduction", {"latents": "none", "batch": "sum"}, "the term is not"),
    ("exact", "reduction", {"latents": "sum", "batch": "mean"}, "the term is not"),
    ("exact", "target", "general", "the target is standard"),
    ("exact", "target", "reverse", "the target is standard"),
    ("exact", "sha256", "0" * 64, "the text is not the one"),
    (GENERAL, "posterior", [["symbol", "m1"], ["symbol", "s2"]], "the Gaussians are not of what varies"),
    (GENERAL, "reading", {"m1": "mean", "m2": "mean", "s1": "std", "s2": "var"}, "the term is not"),
    ("wrong", "reading", {"mu": "mean", "logvar": "log_var"}, "is not read as its place says"),
    ("wrong", "target", "general", "the target is standard"),
]


@pytest.mark.parametrize(
    ("name", "field", "value", "reason"), CHANGES, ids=[f"{row[0]}: {row[1]} {row[2]}"[:70] for row in CHANGES]
)
def test_one_thing_changed(make: Make, name: str, field: str, value: Any, reason: str) -> None:
    with pytest.raises(checker.Refused, match=reason):
        checker.verify(encoded({**make(name), field: value}))


def test_every_certificate_is_accepted_unchanged(make: Make, names: tuple[str, ...]) -> None:
    for name in names:
        assert checker.verify(encoded(make(name)))["verdict"] == name.partition(",")[0].partition(" ")[0]


def test_a_right_term_is_not_wrong_whatever_the_points(make: Make) -> None:
    """The certificate of a wrong term, with the term of a right one: it would have to leave a reading out."""
    right, wrong = make("exact"), make("wrong")
    with pytest.raises(checker.Refused, match=r"do not refute \{'logvar': 'log_var'\}"):
        checker.verify(encoded({**wrong, "term": right["term"]}))


def test_exchanged_places_do_not_hide_the_reading_that_fits(make: Make) -> None:
    right, wrong = make("exact"), make("wrong")
    exchanged = {"reading": {"mu": "scale", "logvar": "mean"}, "posterior": [["symbol", "logvar"], ["symbol", "mu"]]}
    with pytest.raises(checker.Refused, match=r"do not refute \{'logvar': 'log_var'\}"):
        checker.verify(encoded({**wrong, "term": right["term"], **exchanged}))


def test_a_mean_over_the_batch_is_not_a_scale(make: Make) -> None:
    """1/B times the sum is the same as the mean; only the mean is accepted, so that there is one verdict."""
    found = make("exact, batch mean and a weight")
    divided = {"scale": ["power", ["symbol", "#B"], ["number", "-1"]], "reduction": {"latents": "sum", "batch": "sum"}}
    with pytest.raises(checker.Refused, match="is a mean"):
        checker.verify(encoded({**found, **divided, "verdict": "scaled"}))


def test_a_weight_is_not_a_scale(make: Make) -> None:
    found = make("exact, batch mean and a weight")
    moved = {"scale": ["symbol", "beta"], "weight": ["number", "1"], "verdict": "scaled"}
    with pytest.raises(checker.Refused, match="scale and offset vary"):
        checker.verify(encoded({**found, **moved}))


def test_scale_zero_makes_no_constant_a_kl(make: Make) -> None:
    term = ["add", ["number", "3"], ["multiply", ["number", "0"], ["symbol", "mu"], ["symbol", "logvar"]]]
    found = {**make("exact"), "term": term, "scale": ["number", "0"], "offset": ["number", "3"], "verdict": "scaled"}
    with pytest.raises(checker.Refused, match="a scale that may be 0"):
        checker.verify(encoded(found))


# What is no certificate

DEEP = 100_000
NOT_CERTIFICATES: dict[str, bytes] = {
    "empty": b"",
    "no UTF-8": b"\xff\xfe{",
    "no JSON": b"{",
    "a list": b"[]",
    "another format": b'{"format": "kl-check certificate 2"}',
    "a list nested deep": b"[" * DEEP,
    "an object nested deep": b'{"a":' * DEEP,
    "a number": b'{"format": 1}',
    "NaN": b'{"format": NaN}',
    "a huge number": b'{"format": 1e999999999}',
    "many digits": b'{"format": ' + b"9" * 500_000 + b"}",
    "a key twice": b'{"format": "kl-check certificate 1", "format": "kl-check certificate 1"}',
    "too long": b" " * 1_000_001,
}


@pytest.mark.parametrize("name", NOT_CERTIFICATES)
def test_what_is_no_certificate(name: str) -> None:
    start = time.process_time()
    with pytest.raises(checker.Malformed):
        checker.verify(NOT_CERTIFICATES[name])
    assert time.process_time() - start < 1


def nested(head: str, times: int) -> list[Any]:
    term: list[Any] = ["symbol", "mu"]
    for _ in range(times):
        term = [head, term] if head in ("exp", "log") else [head, term, term]
    return term


FIELDS_OF_WRONG_KIND = [
    ("term", nested("exp", 100)),
    ("term", ["add"] + [["symbol", "mu"]] * 5000),
    ("term", ["number", "1e5"]),
    ("term", ["number", "١"]),
    ("term", ["number", "1/0"]),
    ("term", ["sum", ["rows"], ["symbol", "mu"]]),
    ("term", ["__class__", ["symbol", "mu"]]),
    ("term", ["number", "1\n"]),
    ("text", "\ud800"),
    ("text", None),
    ("reading", ["mu"]),
    ("reading", {"mu": "mean", "logvar": None}),
    ("posterior", [["symbol", "mu"]]),
    ("reduction", {"latents": "mean", "batch": "sum"}),
    ("against", ["std"]),
    ("verdict", None),
    ("extra", "1"),
]


@pytest.mark.parametrize(("field", "value"), FIELDS_OF_WRONG_KIND, ids=lambda one: str(one)[:30])
def test_fields_of_the_wrong_kind(make: Make, field: str, value: Any) -> None:
    with pytest.raises(checker.Malformed):
        checker.verify(encoded({**make("exact"), field: value}))


TOO_MUCH: dict[str, Any] = {
    "a power of a power": ["power", ["number", "9"], ["power", ["number", "9"], ["number", "99"]]],
    "a huge power": ["power", ["symbol", "mu"], ["number", "9" * 1000]],
    "a huge power of 2": ["exp", ["multiply", ["number", "9" * 1000], ["log", ["number", "2"]]]],
    "a tower of exponentials": nested("exp", 50),
    "a high power of a sum": [
        "power",
        ["add", ["symbol", "mu"], ["symbol", "logvar"], ["number", "1"]],
        ["number", "64"],
    ],
    "a doubled sum": nested("add", 9),
    "a large prime": ["log", ["number", str(2**1279 - 1)]],
}


@pytest.mark.parametrize("name", TOO_MUCH)
def test_no_term_takes_long(make: Make, name: str) -> None:
    """Added to a right term it must be refused; added to a wrong one it may be enclosed, and the term still wrong."""
    right, wrong = (
        {**found, "term": ["add", found["term"], TOO_MUCH[name]]} for found in (make("exact"), make("wrong"))
    )
    start = time.process_time()
    with pytest.raises((checker.Refused, checker.Malformed)):
        checker.verify(encoded(right))
    with suppress(checker.Refused, checker.Malformed):
        checker.verify(encoded(wrong))
    assert time.process_time() - start < 1


# It stands alone


def test_it_runs_without_the_package(make: Make, tmp_path: Path) -> None:
    copy = shutil.copy(checker.__file__, tmp_path / "alone.py")
    for name, field, value, status, said in (
        ("exact", "verdict", "exact", 0, "accepted"),
        ("exact", "verdict", "scaled", 1, "refused: what is proved is exact, not scaled"),
        ("exact", "verdict", None, 2, ""),
    ):
        file = tmp_path / "certificate.json"
        file.write_bytes(encoded({**make(name), field: value}))
        ran = subprocess.run([sys.executable, "-I", "-S", copy, str(file)], capture_output=True, text=True, check=False)
        assert (ran.returncode, ran.stdout.startswith(said)) == (status, True)
        assert "Traceback" not in ran.stderr


# The two worlds

NUMBERS = st.fractions(min_value=-3, max_value=3, max_denominator=7).map(lambda one: ["number", str(one)])
LEAVES = st.one_of(NUMBERS, st.sampled_from([["symbol", "mu"], ["symbol", "s"], ["symbol", "lv"], ["symbol", "#J"]]))
TERMS = st.recursive(
    LEAVES,
    lambda inner: st.one_of(
        st.builds(lambda a, b: ["add", a, b], inner, inner),
        st.builds(lambda a, b: ["multiply", a, b], inner, inner),
        st.builds(lambda a: ["exp", a], inner),
        st.builds(lambda a: ["log", a], inner),
        st.builds(lambda a, b: ["power", a, b], inner, NUMBERS),
        st.builds(lambda a: ["sum", ["latents"], a], inner),
    ),
    max_leaves=8,
)
ROLES = {"mu": "mean", "s": "std", "lv": "log_var"}
AT = {"mu": Fraction(4, 5), "s": Fraction(3, 2), "lv": Fraction(1, 4), "#J": Fraction(2), "#B": Fraction(3)}


def in_sixty_digits(term: list[Any]) -> Any:
    head, *rest = term
    if head == "number":
        return mpmath.mpf(Fraction(rest[0]).numerator) / Fraction(rest[0]).denominator
    if head == "symbol":
        return mpmath.mpf(AT[rest[0]].numerator) / AT[rest[0]].denominator
    if head == "sum":
        return 2 * in_sixty_digits(rest[1])
    parts = [in_sixty_digits(part) for part in rest]
    assume(all(abs(part) < 1000 for part in parts))
    if head in ("log", "power"):
        assume(parts[0] > 0)
    functions: dict[str, Callable[..., Any]] = {
        "add": lambda *a: mpmath.fsum(a),
        "multiply": lambda *a: mpmath.fprod(a),
        "exp": mpmath.exp,
        "log": mpmath.log,
        "power": mpmath.power,
    }
    return functions[head](*parts)


@given(TERMS)
def test_enclosures_hold_the_true_value(term: list[Any]) -> None:
    """The checker has 30 digits; the reference has 60, and is itself rounded in the last of them."""
    with mpmath.workdps(60):
        expected = in_sixty_digits(term)
        rounding = mpmath.mpf(10) ** -45 * (1 + abs(expected))
        try:
            low, high = checker.value(checker.term_of(term, ROLES), checker.Numeric(AT))
        except ArithmeticError:
            return
        assert mpmath.mpf(str(low)) - rounding <= expected <= mpmath.mpf(str(high)) + rounding


@given(TERMS)
def test_the_normal_form_keeps_the_value(term: list[Any]) -> None:
    """A term and its normal form, evaluated as what it says, agree where all latents are alike."""
    with mpmath.workdps(60):
        expected = in_sixty_digits(term)
        try:
            normal = checker.value(checker.term_of(term, ROLES), checker.Symbolic(ROLES))
        except checker.Refused:
            return
        found = mpmath.fsum(coefficient(number) * of_product(key) for key, number in normal.items())
        size = 1 + mpmath.fsum(abs(coefficient(number) * of_product(key)) for key, number in normal.items())
        assert abs(found - expected) < mpmath.mpf(10) ** -35 * size


def coefficient(number: Any) -> Any:
    return mpmath.mpf(Fraction(number).numerator) / Fraction(number).denominator


def of_product(key: Any) -> Any:
    return mpmath.fprod(of_factor(factor) ** coefficient(power) for factor, power in key)


def of_factor(factor: Any) -> Any:
    kind, *rest = factor
    if kind == "exp":
        return mpmath.exp(of_product(rest[0]))
    if kind == "sum":
        return 2 * of_product(rest[1])
    number = coefficient(AT[rest[0]] if isinstance(rest[0], str) else rest[0])
    return mpmath.log(number) if kind == "log" else number


def test_equal_terms_have_no_difference() -> None:
    """The laws that a KL needs, each as a difference that must vanish; and beside it one that must not."""
    s, t = ["symbol", "s"], ["symbol", "lv"]
    two, half, minus = ["number", "2"], ["number", "1/2"], ["number", "-1"]
    laws = [
        (["log", ["power", s, two]], ["multiply", two, ["log", s]], ["log", s]),
        (["exp", ["multiply", half, t]], ["power", ["exp", t], half], ["exp", t]),
        (["power", ["power", two, half], two], two, half),
        (["log", ["number", "6"]], ["add", ["log", two], ["log", ["number", "3"]]], ["log", ["number", "5"]]),
        (["sum", ["latents"], ["multiply", two, s]], ["multiply", two, ["sum", ["latents"], s]], ["sum", ["batch"], s]),
        (["sum", ["latents"], two], ["multiply", two, ["symbol", "#J"]], ["multiply", two, ["symbol", "#B"]]),
        (["sum", ["latents"], ["sum", ["batch"], s]], ["sum", ["latents", "batch"], s], ["sum", ["latents"], s]),
    ]
    for left, right, other in laws:
        for term, vanishes in ((right, True), (other, False)):
            difference = checker.term_of(["add", left, ["multiply", minus, term]], ROLES)
            assert (not checker.value(difference, checker.Symbolic(ROLES))) is vanishes


def test_roles_are_those_of_the_package() -> None:
    from kl_check.know.roles import SCALE_ROLES

    assert {role.word: (role.kind == "positive", role.factor) for role in SCALE_ROLES} == checker.LOG_STD


def test_the_kl_is_the_textbook_one() -> None:
    places = [("number", "1/2"), ("number", "4"), ("number", "-1"), ("number", "9")]
    low, high = checker.value(checker.kl(places, {}), checker.Numeric({}))
    expected = math.log(3 / 2) + (4 + 1.5**2) / 18 - 0.5
    assert low < high
    assert float(low) == pytest.approx(expected, abs=1e-15)
