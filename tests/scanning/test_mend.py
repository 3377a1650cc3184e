"""Text that is not today's Python: what can be read is kept, line for line, and what cannot is named."""

from __future__ import annotations

import ast
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kl_check.scanning.mend import MAX_LINE, Mended, mended
from kl_check.scanning.syntax import parses

KL = "kl = -0.5 * torch.sum(1 + logvar - mu.pow(2) - logvar.exp())"

FUNCTION = f"def f(mu, logvar):\n    {KL}\n    return kl"


def kept(text: str) -> Mended:
    """What is left; it parses, on as many lines."""
    found = mended(text)
    assert parses(found.text)
    assert found.text.count("\n") == text.count("\n")
    return found


def test_todays_python_is_left_alone() -> None:
    assert mended(FUNCTION) == Mended(FUNCTION)


@pytest.mark.parametrize(
    "broken",
    [
        'print "a"',
        "print a, b",
        'exec "a" in b',
        'raise E, "m"',
        "def g(a, (b, c)):\n    print a",
        "try:\n    a\nexcept E, e:\n    print e",
        "a = `b`",
        "if a <> b: pass",
        "a = 0777L",
        'a = ur"x"',
        "if x:\n        a\n\tb",
        "<<<<<<< HEAD\na = 1\n=======\na = 2\n>>>>>>> b",
        "a = {{ cookiecutter.a }}\n{% if b %}\nc = 1\n{% endif %}",
        "%matplotlib inline\n!pip install (\nfoo?",
        "a = torch.sum(b",
        "a = (b\nc = d",
        "a = b)",
        'a = "never closed',
        "    a = 1",
        "if a:",
        "if a:\nb = 1",
        "if a:\n    b\n  c",
        "a = 1\n    b = 2",
        "class A(B:\n    def f(self):\n        return 1",
        "@\ndef f(): pass",
        "async = 1",
        "None = 1",
        "return = 1",
        "else:\n    a = 1",
        "a = \ufeff1\u00a0+ 2\0",
        "“a”",
        "hidden = ###",
        "for i in range(3):\n    a = [1, 2\n",
        "def g(x)\n    return x",
        "a = 08",
        "a = " + "(" * 300 + ")" * 300,
        "a = " + "-" * 10_000 + "1",
        "a = " + "9" * 5000,
    ],
)
@pytest.mark.parametrize("before", [True, False], ids=["before", "after"])
def test_the_function_beside_it_is_kept(broken: str, before: bool) -> None:
    text = f"{broken}\n{FUNCTION}" if before else f"{FUNCTION}\n{broken}"
    assert FUNCTION in kept(text).text


@pytest.mark.parametrize(
    "broken",
    [
        'print "a"',
        "a = `b`",
        "a = (b",
        "a = b)",
        "%time f()",
        "x = = 1",
        "if y <> 1: print y",
        "try: a\n    except E, e: b",
    ],
)
def test_the_statements_beside_it_are_kept(broken: str) -> None:
    text = f"class A:\n  def f(self, mu, logvar):\n    if mu:\n      {broken}\n      {KL}\n    return kl"
    text = text.replace("\n    except", "\n      except")
    tree = ast.parse(kept(text).text)
    method = tree.body[0].body[0]  # type: ignore[attr-defined]
    assert ast.unparse(method.body[0].body[-1]) == ast.unparse(ast.parse(KL))


def test_a_multiplication_by_two_is_no_part_of_what_is_left_of_a_broken_term() -> None:
    """A term of which a bracket is broken is left out whole: its second line alone would be another term."""
    text = f"a = -0.5 * torch.mean((\n  {KL[5:]}\nb = 1"
    found = kept(text)
    assert "logvar" not in found.text
    assert found.left_out == {1: f"a = -0.5 * torch.mean((\n  {KL[5:]}"}


def test_both_sides_of_a_merge_conflict_are_read() -> None:
    text = f"<<<<<<< HEAD\n{KL}\n=======\n{KL.replace('sum', 'mean')}\n>>>>>>> b"
    assert kept(text).text.count("logvar.exp()") == 2
    assert not kept(text).left_out


def test_python_two_is_kept_in_its_place() -> None:
    text = f'if v:\n    print "loss", 2L\n    {KL}  # `a`'
    assert kept(text).text == f'if v:\n    print("loss", 2)\n    {KL}  # `a`'
    assert not kept(text).moved


def test_moved_lines_are_noted() -> None:
    found = kept("if a:\n\tb = 1\n        c = 2\nd = 1\n   e = 2")
    assert found.text.split("\n") == ["if a:", "        b = 1", "        c = 2", "d = 1", "e = 2"]
    assert found.moved == {2: 7, 5: -3}


def test_a_string_over_lines_is_not_touched() -> None:
    text = f'a = """\nprint "b"\n<<<<<<< x\n"""\nprint a\n{KL}'
    assert kept(text).text.split("\n")[1] == 'print "b"'


def test_what_is_left_out_is_named_with_its_line() -> None:
    assert kept("a = 1\n\nb = = logvar.exp()\nc = 1").left_out == {3: "b = = logvar.exp()"}


def test_commands_to_the_notebook_are_no_loss() -> None:
    assert not kept("%time\n!pip install logvar").left_out


def test_a_line_too_long_to_be_read_is_left_out() -> None:
    found = kept(f"a = '{'x' * MAX_LINE}'\n{KL}")
    assert found.text == f"pass\n{KL}"
    assert list(found.left_out) == [1]


@pytest.mark.parametrize(
    "text",
    ["if 1:\n" * 50_000, "(" * 15_000, "a = [\n" * 50_000, "'''\n" * 49_999, "print a\n" * 20_000, "@\n" * 20_000],
    ids=["headers", "brackets", "open-brackets", "quotes", "print", "decorators"],
)
def test_no_hang(text: str) -> None:
    start = time.process_time()
    kept(text)
    assert time.process_time() - start < 60


PIECES = st.sampled_from(
    [
        "a = 1", "if a:", "else:", "  ", "    ", "\t", "\n", "\n", "\n", "(", ")", "[", "]", '"', "'''", "\\", "#", ":",
        "@f", "def g(x):", "class A:", "print a", "try:", "except E, e:", "<<<<<<< a", "%x", "0777", "`", "\0", "\x0c",
        "lambda (a, b): 1", "é", ",", "return",
    ]
)  # fmt: skip


@given(st.lists(PIECES, max_size=40).map("".join))
def test_whatever_is_given_is_python_afterwards_on_as_many_lines(text: str) -> None:
    kept(text)
