"""A name in place of a multiple and shift: only where nothing else is said of what is multiplied and shifted."""

from __future__ import annotations

import pytest

from kl_check.model.term import symbols
from kl_check.pipeline import check
from kl_check.read.python import read_python

LINE = "-0.5*sum(1 + logvar - mu**2 - exp(logvar))"

LINKS = [
    pytest.param(f"logvar = 0.1*g\n{LINE}", {"logvar", "mu"}, id="a-multiple"),
    pytest.param(f"logvar = 3 - g/2\n{LINE}", {"logvar", "mu"}, id="a-multiple-and-a-shift"),
    pytest.param(f"logvar = 0.1*g\n{LINE} + g", {"g", "mu"}, id="it-stands-elsewhere"),
    pytest.param(f"logvar = 2*log_std\n{LINE}", {"log_std", "mu"}, id="it-has-a-role-of-its-own"),
    pytest.param(f"logvar = 0*g\n{LINE}", {"g", "mu"}, id="nothing-of-it-is-left"),
    pytest.param(f"logvar = g**2\n{LINE}", {"g", "mu"}, id="a-square-is-never-negative"),
    pytest.param(f"logvar = 0.1*g + h\n{LINE}", {"g", "h", "mu"}, id="two-symbols"),
    pytest.param(f"logvar = 0.1*g\nlogvar = 2*logvar\n{LINE}", {"g", "mu"}, id="two-values"),
    pytest.param("a = 0.1*g\n-0.5*sum(1 + a - mu**2 - exp(a))", {"g", "mu"}, id="a-name-that-says-nothing"),
]


@pytest.mark.parametrize(("text", "names"), LINKS)
def test_symbols_of_the_term(text: str, names: set[str]) -> None:
    assert set(symbols(read_python(text).term)) == names


def test_a_sampler_has_the_same_symbols() -> None:
    right = f"logvar = 0.1*g\nz = mu + exp(0.5*logvar)*eps\n{LINE}"
    assert check(right).verdict == "exact"
    assert check(right.replace("0.5*logvar)", "logvar)")).verdict == "inconsistent"
    assert check(f"logvar = 0.1*g\nz = mu + exp(g)*eps\n{LINE}").verdict != "exact"
