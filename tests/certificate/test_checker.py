"""The checker by itself: what it refuses, what it cannot be made to stumble over, and that its two worlds are sound."""

from __future__ import annotations

import ast
import json
import math
import operator
import shutil
import subprocess
import sys
import time
from collections.abc import Callable
from contextlib import suppress
from fractions import Fraction
from itertools import permutations
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
    ("exact", "scale", "2", "the term is not"),
    ("exact", "scale", "0", "the term is not"),
    ("exact", "offset", "1 / 1000000000000", "the term is not"),
    ("exact", "offset", "'mu'", "no offset is made of 'mu'"),
    ("scaled by 1/J", "scale", "1 / B", "the term is not"),
    ("exact", "weight", "2", "the term is not"),
    ("exact", "reading", {"mu": "mean", "logvar": "log_std"}, "the term is not"),
    ("exact", "reading", {"mu": "mean", "logvar": "var"}, "outside the class: a sum times what varies|the term is not"),
    ("exact", "reading", {"mu": "log_var", "logvar": "mean"}, "is not read as its place says"),
    ("exact", "reading", {"mu": "mean"}, "a symbol that is not read"),
    ("exact", "reading", {"mu": "mean", "logvar": "log_var", "x": "count"}, "a reading of no symbol"),
    ("exact", "reading", {"mu": "weight", "logvar": "log_var"}, "is not read as its place says"),
    ("exact", "reading", {"mu": "mean", "logvar": "batch"}, "is not read as its place says"),
    ("exact", "posterior", ["'mu'", "'logvar'*1"], "number"),
    ("exact", "posterior", ["'mu'", "1"], "the Gaussians are not of what varies"),
    ("exact", "prior", ["0", "2"], "the term is not"),
    ("exact", "prior", ["1", "1"], "the term is not"),
    ("exact", "prior", ["0", "0"], "a variance that is not positive"),
    ("exact", "reduction", {"latents": "none", "batch": "sum"}, "the term is not"),
    ("exact", "reduction", {"latents": "sum", "batch": "mean"}, "the term is not"),
    ("exact", "target", "general", "the target is standard"),
    ("exact", "target", "reverse", "the target is standard"),
    ("exact", "sha256", "0" * 64, "the text is not the one"),
    (GENERAL, "posterior", ["'m1'", "'s2'"], "the Gaussians are not of what varies"),
    (GENERAL, "posterior", ["'m2'", "'s1'"], "the Gaussians are not of what varies"),
    (GENERAL, "reading", {"m1": "mean", "m2": "mean", "s1": "std", "s2": "var"}, "the term is not"),
    ("wrong", "reading", {"mu": "mean", "logvar": "log_var"}, "is not read as its place says"),
    ("wrong", "target", "general", "the target is standard"),
    ("inconsistent by declaration", "against", None, "what is proved is exact"),
]


@pytest.mark.parametrize(
    ("name", "field", "value", "reason"), CHANGES, ids=[f"{row[0]}: {row[1]} {row[2]}"[:70] for row in CHANGES]
)
def test_one_thing_changed(make: Make, name: str, field: str, value: Any, reason: str) -> None:
    with pytest.raises((checker.Refused, checker.Malformed), match=reason):
        checker.verify(encoded({**make(name), field: value}))


def test_every_certificate_is_accepted_unchanged(make: Make, names: tuple[str, ...]) -> None:
    for name in names:
        assert checker.verify(encoded(make(name)))["verdict"] == name.partition(",")[0].partition(" ")[0]


def test_a_right_term_is_not_wrong_whatever_the_points(make: Make) -> None:
    """The certificate of a wrong term, with the term of a right one: it would have to leave a reading out."""
    right, wrong = make("exact"), make("wrong")
    with pytest.raises(checker.Refused, match=r"do not refute .*'logvar.*: 'log_var'"):
        checker.verify(encoded({**wrong, "term": right["term"]}))


def test_exchanged_places_do_not_hide_the_reading_that_fits(make: Make) -> None:
    right, wrong = make("exact"), make("wrong")
    exchanged = {"reading": {"mu": "scale", "logvar": "mean"}, "posterior": ["'logvar'", "'mu'"]}
    with pytest.raises(checker.Refused, match=r"do not refute .*'logvar.*: 'log_var'"):
        checker.verify(encoded({**wrong, "term": right["term"], **exchanged}))


def test_a_mean_over_the_batch_is_not_a_scale(make: Make) -> None:
    """1/B times the sum is the same as the mean; only the mean is accepted, so that there is one verdict."""
    found = make("exact, batch mean and a weight")
    divided = {"scale": "1 / B", "reduction": {"latents": "sum", "batch": "sum"}}
    with pytest.raises(checker.Refused, match="is a mean"):
        checker.verify(encoded({**found, **divided, "verdict": "scaled"}))


def test_a_weight_is_not_a_scale(make: Make) -> None:
    found = make("exact, batch mean and a weight")
    moved = {"scale": "'beta'", "weight": "1", "verdict": "scaled"}
    with pytest.raises(checker.Refused, match="no scale is made of 'beta'"):
        checker.verify(encoded({**found, **moved}))


def test_scale_zero_makes_no_constant_a_kl(make: Make) -> None:
    term = "3 + 0 * 'mu' * 'logvar'"
    found = {**make("exact"), "term": term, "scale": "0", "offset": "3", "verdict": "scaled"}
    with pytest.raises(checker.Refused, match="a scale that may be 0"):
        checker.verify(encoded(found))


# What is no certificate

DEEP = 100_000
NOT_CERTIFICATES: dict[str, bytes] = {
    "empty": b"",
    "no UTF-8": b"\xff\xfe{",
    "no JSON": b"{",
    "a list": b"[]",
    "another format": b'{"format": "kl-check certificate 1"}',
    "a list nested deep": b"[" * DEEP,
    "an object nested deep": b'{"a":' * DEEP,
    "a number": b'{"format": 1}',
    "NaN": b'{"format": NaN}',
    "a huge number": b'{"format": 1e999999999}',
    "many digits": b'{"format": ' + b"9" * 500_000 + b"}",
    "a key twice": b'{"format": "kl-check certificate 2", "format": "kl-check certificate 2"}',
    "too long": b" " * 1_000_001,
}


@pytest.mark.parametrize("name", NOT_CERTIFICATES)
def test_what_is_no_certificate(name: str) -> None:
    start = time.process_time()
    with pytest.raises(checker.Malformed):
        checker.verify(NOT_CERTIFICATES[name])
    assert time.process_time() - start < 1


def nested(form: str, times: int) -> str:
    term = "'mu'"
    for _ in range(times):
        term = form.format(term)
    return term


FIELDS_OF_WRONG_KIND = [
    ("term", nested("exp({})", 5000)),
    ("term", nested("({} + 1)", 5000)),
    ("term", ["'mu'"]),
    ("term", "1e5 * 'mu' * 'logvar'"),
    ("term", "'mu' * 'logvar' * 0.5"),
    ("term", "'mu' // 'logvar'"),
    ("term", "sum_rows('mu' + 'logvar')"),
    ("term", "sum_latents('mu', 'logvar')"),
    ("term", "exp('mu', x='logvar')"),
    ("term", "__import__('mu') + 'logvar'"),
    ("term", "f'{1}' + 'mu' + 'logvar'"),
    ("term", "('mu' + 'logvar').real"),
    ("term", "'mu' if 1 else 'logvar'"),
    ("term", "'mu' + 'logvar'; 1"),
    ("term", "x := 'mu'"),
    ("term", "'mu' + 'logvar' + " + "9" * 5000),
    ("text", "\ud800"),
    ("text", None),
    ("reading", ["mu"]),
    ("reading", {"mu": "mean", "logvar": []}),
    ("posterior", ["'mu'"]),
    ("posterior", [["'mu'"], "'logvar'"]),
    ("prior", ["0", "1e5"]),
    ("prior", ["0", "١"]),
    ("prior", ["0", "1/0"]),
    ("prior", ["0", "1\n"]),
    ("prior", ["0", 1]),
    ("reduction", {"latents": "mean", "batch": "sum"}),
    ("against", ["std"]),
    ("extra", "1"),
]


@pytest.mark.parametrize(("field", "value"), FIELDS_OF_WRONG_KIND, ids=lambda one: str(one)[:30])
def test_fields_of_the_wrong_kind(make: Make, field: str, value: Any) -> None:
    """Whatever the fields hold, the checker ends with one of its two errors; nothing of them is ever run."""
    with pytest.raises((checker.Malformed, checker.Refused)):
        checker.verify(encoded({**make("exact"), field: value}))


TOO_MUCH: dict[str, str] = {
    "a power of a power": "9 ** 9 ** 99",
    "a huge power": f"'mu' ** {'9' * 1000}",
    "a huge power of 2": f"exp({'9' * 1000} * log(2))",
    "a tower of exponentials": nested("exp({})", 50),
    "a high power of a sum": "('mu' + 'logvar' + 1) ** 64",
    "a doubled sum": nested("({0} + {0})", 9),
    "a long product of sums": " * ".join(f"('mu' + {one})" for one in range(500)),
    "a large prime": f"log({2**1279 - 1})",
}


@pytest.mark.parametrize("name", TOO_MUCH)
def test_no_term_takes_long(make: Make, name: str) -> None:
    """Added to a right term it must be refused; added to a wrong one it may be enclosed, and the term still wrong."""
    right, wrong = (
        {**found, "term": f"{found['term']} + {TOO_MUCH[name]}"} for found in (make("exact"), make("wrong"))
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
        ("exact", "format", None, 2, ""),
    ):
        file = tmp_path / "certificate.json"
        file.write_bytes(encoded({**make(name), field: value}))
        ran = subprocess.run([sys.executable, "-I", "-S", copy, str(file)], capture_output=True, text=True, check=False)
        assert (ran.returncode, ran.stdout.startswith(said)) == (status, True)
        assert "Traceback" not in ran.stderr


# The two worlds

NUMBERS = st.fractions(min_value=-3, max_value=3, max_denominator=7).map(lambda one: f"({one})")
LEAVES = st.one_of(NUMBERS, st.sampled_from(["'mu'", "'s'", "'lv'", "J"]))
TERMS = st.recursive(
    LEAVES,
    lambda inner: st.one_of(
        st.builds("({} + {})".format, inner, inner),
        st.builds("({} - {})".format, inner, inner),
        st.builds("({} * {})".format, inner, inner),
        st.builds("({} / {})".format, inner, inner),
        st.builds("(-{})".format, inner),
        st.builds("exp({})".format, inner),
        st.builds("log({})".format, inner),
        st.builds("({} ** {})".format, inner, NUMBERS),
        st.builds("sum_latents({})".format, inner),
    ),
    max_leaves=8,
)
ROLES = {"'mu'": "mean", "'s'": "std", "'lv'": "log_var"}
AT = {"mu": Fraction(4, 5), "s": Fraction(3, 2), "lv": Fraction(1, 4)}
SIZE = 103  # the checker's own number of latents


def in_sixty_digits(term: str | ast.expr) -> Any:
    match ast.parse(term, mode="eval").body if isinstance(term, str) else term:
        case ast.Constant(str() as name):
            return coefficient(AT[name])
        case ast.Constant(number):
            return mpmath.mpf(number)
        case ast.Name():
            return mpmath.mpf(SIZE)
        case ast.Call(ast.Name(name), [one]):
            inside = in_sixty_digits(one)
            assume(abs(inside) < 1000 and (name != "log" or inside > 0))
            return SIZE * inside if name == "sum_latents" else getattr(mpmath, name)(inside)
        case ast.UnaryOp(_, one):
            return -in_sixty_digits(one)
        case ast.BinOp(left, sign, right):
            a, b = in_sixty_digits(left), in_sixty_digits(right)
            assume(abs(a) < 10**6 and abs(b) < 10**6)
            assume(not isinstance(sign, ast.Pow) or a > 0)
            assume(not isinstance(sign, ast.Div) or abs(b) > 1e-6)
            return SIGNS[type(sign)](a, b)
    raise AssertionError(term)


SIGNS: dict[type, Callable[[Any, Any], Any]] = {
    ast.Add: operator.add,
    ast.Sub: operator.sub,
    ast.Mult: operator.mul,
    ast.Div: operator.truediv,
    ast.Pow: mpmath.power,
}


def enclosed(term: str) -> Any:
    world, point = checker.Interval(), {repr(name): one for name, one in AT.items()}
    return checker.value(term, world, checker.enclosures(ROLES, point, world))


def normal(term: str) -> Any:
    world = checker.Form()
    return checker.value(term, world, checker.forms(ROLES, world))


@given(TERMS)
def test_enclosures_hold_the_true_value(term: str) -> None:
    """The checker has 30 digits; the reference has 60, and is itself rounded in the last of them."""
    with mpmath.workdps(60):
        expected = in_sixty_digits(term)
        rounding = mpmath.mpf(10) ** -45 * (1 + abs(expected))
        try:
            low, high = enclosed(term)
        except (ArithmeticError, checker.Refused):
            return
        assert mpmath.mpf(str(low)) - rounding <= expected <= mpmath.mpf(str(high)) + rounding


@given(TERMS)
def test_the_normal_form_keeps_the_value(term: str) -> None:
    """A term and its normal form, evaluated as what it says, agree where all latents are alike."""
    with mpmath.workdps(60):
        expected = in_sixty_digits(term)
        try:
            products = normal(term)
        except checker.Refused:
            return
        found = mpmath.fsum(coefficient(number) * of_product(key) for key, number in products.items())
        size = 1 + mpmath.fsum(abs(coefficient(number) * of_product(key)) for key, number in products.items())
        assert abs(found - expected) < mpmath.mpf(10) ** -35 * size


def coefficient(number: Any) -> Any:
    return mpmath.mpf(Fraction(number).numerator) / Fraction(number).denominator


def of_product(key: Any) -> Any:
    return mpmath.fprod(of_factor(factor) ** coefficient(power) for factor, power in key)


def of_factor(factor: Any) -> Any:
    kind, what, _ = factor
    if kind == "exp":
        return mpmath.exp(of_product(what))
    if kind == "sum":
        return mpmath.mpf(SIZE)
    number = mpmath.mpf(what if isinstance(what, int) else SIZE if what == "J" else coefficient(AT[what.strip("'")]))
    return mpmath.log(number) if kind == "log" else number


LAWS = [
    ("log('s' ** 2)", "2 * log('s')", "log('s')"),
    ("exp(1 / 2 * 'lv')", "exp('lv') ** (1 / 2)", "exp('lv')"),
    ("(2 ** (1 / 2)) ** 2", "2", "1 / 2"),
    ("log(6)", "log(2) + log(3)", "log(5)"),
    ("sum_latents(2 * 's')", "2 * sum_latents('s')", "sum_batch('s')"),
    ("sum_latents(2)", "2 * J", "2 * B"),
    ("sum_latents(sum_batch('s'))", "sum_batch(sum_latents('s'))", "sum_latents('s')"),
    ("sum_latents(sum_latents('s'))", "J * sum_latents('s')", "sum_latents('s')"),
    ("'s' / 's'", "1", "'s'"),
]


@pytest.mark.parametrize(("left", "right", "other"), LAWS, ids=[row[0] for row in LAWS])
def test_equal_terms_have_no_difference(left: str, right: str, other: str) -> None:
    """The laws that a KL needs, each as a difference that must vanish; and beside it one that must not."""
    assert not normal(f"{left} - ({right})")
    assert normal(f"{left} - ({other})")


OUTSIDE = [
    "sum_latents('mu') ** 2",  # is not the sum of the squares
    "sum_latents('mu') * 'mu'",
    "sum_latents('mu') * sum_batch('s')",
    "exp(sum_latents('lv'))",
    "1 / sum_latents('s')",
    "sum_latents('s') ** (1 / 2)",
    "log(sum_latents('s'))",
    "log('mu')",
    "log(-'s')",
    "log('s' - 1)",
    "('mu' ** 2) ** (1 / 2)",  # is |mu|
    "'mu' ** (1 / 2)",
    "1 / ('s' + 1)",
    "1 / (1 - 1)",
]


@pytest.mark.parametrize("term", OUTSIDE)
def test_what_no_law_covers_has_no_normal_form(term: str) -> None:
    with pytest.raises(checker.Refused):
        normal(term)


def test_roles_are_those_of_the_package() -> None:
    """Each role's log σ is the one of the package, and a symbol is positive where its role says so."""
    from kl_check.know.roles import SCALE_ROLES

    world = checker.Interval()
    x = world.number(Fraction(3, 2))
    assert set(checker.LOG_STD) == {role.word for role in SCALE_ROLES}
    for role in SCALE_ROLES:
        inside = math.log(1.5) if role.kind == "positive" else 1.5
        low, _ = checker.value(checker.LOG_STD[role.word], world, {"x": x})
        assert float(low) == pytest.approx(inside / role.factor, abs=1e-15)
        assert (checker.forms({"'x'": role.word}, checker.Form())["'x'"].keys() == {REAL}) is (role.kind == "real")


REAL = frozenset({(("real", "'x'", True), Fraction(1))})


@pytest.mark.parametrize(("role", "other"), list(permutations(checker.LOG_STD, 2)))
@pytest.mark.parametrize("places", [["'m'", "'x'", "0", "1"], ["'m'", "1", "0", "'x'"], ["'m'", "'x'", "'n'", "'x'"]])
def test_no_two_roles_give_one_kl(places: list[str], role: str, other: str) -> None:
    """Why `inconsistent` needs no point: a term that is the KL in one role is not the KL in another."""
    world = checker.Interval()
    point = {"'m'": Fraction(1), "'n'": Fraction(1, 3), "'x'": Fraction(7, 5)}
    at = checker.enclosures({}, point, world)
    first, second = (checker.kl(places, {"'x'": word}, world, at) for word in (role, other))
    assert first[1] < second[0] or second[1] < first[0]


def test_the_kl_is_the_textbook_one() -> None:
    low, high = checker.kl(["1/2", "4", "-1", "9"], {}, checker.Interval(), {})
    expected = math.log(3 / 2) + (4 + 1.5**2) / 18 - 0.5
    assert low < high
    assert float(low) == pytest.approx(expected, abs=1e-15)
