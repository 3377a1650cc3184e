"""A wrong closed form must not pass: each row is spoiled, a little and a lot."""

import os
import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace
from fractions import Fraction
from pathlib import Path

import pytest

from kl_check.confirm.method import Method
from kl_check.confirm.methods import monte_carlo
from kl_check.confirm.registry import METHODS
from kl_check.know.closed_forms import CLOSED_FORMS
from kl_check.know.statements import closed_form_claim
from kl_check.model.closed_form import ClosedForm
from kl_check.model.term import Apply, Number, Symbol, Term, number, rebuild, walk

ROOT = Path(__file__).parents[2]


def with_first(term: Term, is_it: Callable[[Term], bool], new: Callable[[Term], Term]) -> Term:
    """The term with its first part of a kind replaced."""
    first = next(part for part in walk(term) if is_it(part))

    def part(old: Term) -> Term:
        return new(old) if old is first else rebuild(old, part)

    return part(term)


def is_half(part: Term) -> bool:
    return part == number(1, 2)


def is_square(part: Term) -> bool:
    return isinstance(part, Apply) and part.head == "power" and part.arguments[1] == number(2)


def is_difference(part: Term) -> bool:
    return isinstance(part, Apply) and part.head == "subtract"


def constant_of(term: Term) -> Term:
    """The 1 inside the bracket, or the ½ that stands alone."""
    return number(1) if number(1) in walk(term) else number(1, 2)


SPOILINGS: dict[str, Callable[[Term], Term]] = {
    "half-doubled": lambda term: with_first(term, is_half, lambda _: number(1)),
    "sign-flipped": lambda term: with_first(term, is_difference, lambda old: Apply("add", old.arguments)),
    "cube-for-square": lambda term: with_first(term, is_square, lambda old: old.arguments[0] ** 3),
    "first-power-for-square": lambda term: with_first(term, is_square, lambda old: old.arguments[0]),
    "constant-dropped": lambda term: with_first(term, lambda one: one == constant_of(term), lambda _: number(0)),
    "other-symbol": lambda term: with_first(term, lambda one: one == Symbol("mu_1"), lambda _: Symbol("sigma_1")),
}
FACTOR = Fraction(4999999, 10000000)


@pytest.mark.parametrize("method", METHODS, ids=lambda method: method.name)
@pytest.mark.parametrize("spoil", SPOILINGS.values(), ids=SPOILINGS)
@pytest.mark.parametrize("row", CLOSED_FORMS, ids=lambda row: row.name)
def test_every_method_sees_a_spoiled_row(row: ClosedForm, spoil: Callable[[Term], Term], method: Method) -> None:
    claim = closed_form_claim(replace(row, term=spoil(row.term)))
    assert claim.expression != row.term
    assert method.run(claim, seed=0).outcome == "differs"


@pytest.mark.parametrize("method", METHODS, ids=lambda method: method.name)
@pytest.mark.parametrize("row", CLOSED_FORMS, ids=lambda row: row.name)
def test_all_but_sampling_see_a_half_that_is_off_by_a_ten_millionth(row: ClosedForm, method: Method) -> None:
    spoiled = with_first(row.term, is_half, lambda _: Number(FACTOR))
    evidence = method.run(closed_form_claim(replace(row, term=spoiled)), seed=0)
    assert evidence.outcome == ("agrees" if method is monte_carlo.METHOD else "differs")
    if method is monte_carlo.METHOD:
        assert evidence.detail["detectable_difference"] > 1e-7  # and says so


PLUGIN = """
import os
from dataclasses import replace
from kl_check.know import closed_forms
from kl_check.model.term import number

closed_forms.CLOSED_FORMS = tuple(
    replace(row, term=row.term * number(1001, 1000)) if row.name == os.environ["SPOILED_ROW"] else row
    for row in closed_forms.CLOSED_FORMS
)
"""


@pytest.mark.parametrize(("name", "status"), [*((row.name, 1) for row in CLOSED_FORMS), ("none", 0)])
def test_pytest_fails_when_a_row_is_spoiled(name: str, status: int, tmp_path: Path) -> None:
    (tmp_path / "spoiled_row.py").write_text(PLUGIN)
    command = [sys.executable, "-m", "pytest", "-q", "-x", "-p", "spoiled_row", "-p", "no:cacheprovider"]
    result = subprocess.run(
        [*command, "tests/confirm/test_closed_forms.py"],
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": str(tmp_path), "SPOILED_ROW": name},
        capture_output=True,
        text=True,
        check=False,
    )
    assert result.returncode == status, result.stdout + result.stderr
    assert status == 0 or f"FAILED tests/confirm/test_closed_forms.py::test_closed_forms[{name}-" in result.stdout
