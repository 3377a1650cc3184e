"""Rules: one a file, each with its row."""

from __future__ import annotations

from pathlib import Path

import pytest

from kl_check.derivation import rules
from kl_check.derivation.rule import by_name, compared, find
from kl_check.model.errors import Misuse

FILES = sorted(path.stem for path in Path(*rules.__path__).glob("[a-z]*.py"))
TESTS = Path(__file__).parent / "rules"


def test_every_file_has_one_rule_of_its_own_name() -> None:
    assert sorted(by_name()) == [stem.replace("_", "-") for stem in FILES]


@pytest.mark.parametrize("stem", FILES)
def test_every_rule_says_what_it_is_and_has_its_tests(stem: str) -> None:
    rule = find(stem.replace("_", "-"))
    assert rule.title[0].isupper()
    assert len(rule.how) > 40
    assert (TESTS / f"test_{stem}.py").exists()


def test_an_unknown_rule_is_told_the_rules() -> None:
    with pytest.raises(Misuse, match="no rule is called 'magic'; there are affine, algebra, "):
        find("magic")


def test_three_outcomes() -> None:
    import sympy

    x = sympy.Symbol("x", positive=True)
    assert compared(x * (x + 1), x**2 + x, linear=False).outcome == "agrees"
    assert compared(x + 1, x, linear=False).outcome == "differs"
    assert compared(x, sympy.log(x), linear=False).outcome == "silent"
