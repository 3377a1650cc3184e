"""Which lines are one chain, what its name is, and what is told of a line that is not understood."""

from __future__ import annotations

import pytest

from kl_check.model.chain import Chain
from kl_check.model.errors import MalformedInput
from kl_check.read.chain import read_chains


def shape(text: str) -> list[tuple[str | None, list[str]]]:
    return [(one.heading and one.heading.text, [side.text for side in one.sides]) for one in read_chains(text)]


def only(text: str) -> Chain:
    (one,) = read_chains(text)
    return one


CHAINS = [
    pytest.param("KL = a\n = b", [("KL", ["a", "b"])], id="a-name-leads"),
    pytest.param("a*b = b*a", [(None, ["a*b", "b*a"])], id="no-name"),
    pytest.param("log(x*y) = log(x) + log(y)", [(None, ["log(x*y)", "log(x) + log(y)"])], id="a-formula-is-no-name"),
    pytest.param("KL = a\nKL = b", [("KL", ["a", "b"])], id="what-has-one-name-is-one-chain"),
    pytest.param("a + 1 = b\nb = c + 1", [(None, ["a + 1", "b"]), ("b", ["c + 1"])], id="a-lone-symbol-is-a-name"),
    pytest.param("a + 1 = 2*b\n2*b = c", [(None, ["a + 1", "2*b", "c"])], id="a-line-that-takes-up-the-last"),
    pytest.param("x = x + 0", [(None, ["x", "x + 0"])], id="a-symbol-in-its-own-equation-is-no-name"),
    pytest.param(r"KL = a \\ \sigma = 1 \\ KL = b", [("KL", ["a", "b"]), (r"\sigma", ["1"])], id="an-aside"),
    pytest.param("$$KL = a$$ with $s=1$ $$= b$$", [("KL", ["a", "b"]), ("s", ["1"])], id="an-aside-in-the-prose"),
    pytest.param(r"\sigma^2 = \sigma \sigma", [(None, [r"\sigma^2", r"\sigma \sigma"])], id="a-power-is-no-name"),
]


@pytest.mark.parametrize(("text", "expected"), CHAINS)
def test_chains(text: str, expected: list[tuple[str | None, list[str]]]) -> None:
    assert shape(text) == expected


HEADINGS = [
    pytest.param(r"D_{KL}(q \| p) = x", True, False, id="latex"),
    pytest.param(r"D_\text{KL}\left(P \| Q\right) = x", True, False, id="fonts-and-sizes"),
    pytest.param(r"-D_{K L}(q \| p) = x^{2}", True, True, id="negated"),
    pytest.param("KL(q || p) = x", True, False, id="plain"),
    pytest.param("kl_loss = x", True, False, id="a-variable"),
    pytest.param(r"\mathcal{L}_{KL} = x^{2}", True, False, id="a-calligraphic-letter"),
    pytest.param(r"f(\mu, \sigma) = x", False, False, id="another-function"),
    pytest.param("buckle = x*x = x**2", False, False, id="the-letters-alone-are-no-KL"),
]


@pytest.mark.parametrize(("text", "is_kl", "is_negated"), HEADINGS)
def test_headings(text: str, is_kl: bool, is_negated: bool) -> None:
    text = text if is_kl else text + " = x"
    heading = only(text).heading
    assert heading
    assert (heading.is_kl, heading.is_negated) == (is_kl, is_negated)


REFUSED = [
    pytest.param(r"KL = \int q \\ = x", 0, (1, 6), "integral", id="an-integral"),
    pytest.param("KL = \\sigma \\\\\n = 1 + \\mathbb{E}[x]", 1, (2, 8), "expectation", id="an-expectation"),
    pytest.param("KL = x\n   = 2 *\n   = x", 1, (2, 8), "", id="a-broken-line"),
    pytest.param("KL = x\n   = foo(x)", 1, (2, 6), "unknown function", id="an-unknown-function"),
    pytest.param(r"KL = \sigma = \sigma \\ \mu", 2, None, "", id="a-line-without-a-sign"),
]


@pytest.mark.parametrize(("text", "index", "place", "why"), REFUSED)
def test_a_line_that_is_not_understood_says_where(
    text: str, index: int, place: tuple[int, int] | None, why: str
) -> None:
    every = [side for one in read_chains(text) for side in one.sides]
    problem = every[index].problem
    assert problem
    assert why in problem.message
    assert place in (None, (problem.line, problem.column))
    assert sum(side.problem is not None for side in every) == 1


def test_an_expectation_is_no_name() -> None:
    one = only(r"\mathbb{E}[x^2] = \sigma^2 + \mu^2")
    assert one.heading is None
    assert one.sides[0].problem


@pytest.mark.parametrize("text", ["", "x + y", "x = y", r"\sigma = 1, \quad \mu = 0", "just some prose here"])
def test_no_equation_is_an_error(text: str) -> None:
    with pytest.raises(MalformedInput):
        read_chains(text)


def test_every_side_of_a_latex_text_is_latex() -> None:
    one = only(r"KL = \frac{a b}{2} = 2 x / y")
    assert [side.excerpt and side.excerpt.dialect for side in one.sides] == ["latex", "latex"]


@pytest.mark.parametrize("text", ["f &= a b \\\\\n &= b a", "f = a b \\\\ = b a"])
def test_alignment_is_latex(text: str) -> None:
    assert [side.problem for side in only(text).sides] == [None, None]


def test_a_byte_order_mark_is_nothing() -> None:
    assert shape("\ufeffKL = a") == [("KL", ["a"])]
