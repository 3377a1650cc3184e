"""The exact normal form: its laws, and what they may not say."""

from fractions import Fraction

import pytest

from kl_check.algebra import polynomial as p
from kl_check.algebra.polynomial import Polynomial

X, Y = p.real("x"), p.real("y")
S = p.positive("s")


def nested(levels: int) -> Polynomial:
    inner = X
    for _ in range(levels):
        inner = p.log(p.rational(1) + inner * inner)
    return inner


def test_atoms_in_atoms_have_names_of_bounded_length() -> None:
    (((((_, name), _),), _),) = nested(40).terms
    assert len(name) <= p.MAX_NAME


def test_long_atoms_are_told_apart() -> None:
    assert nested(12) == nested(12)
    assert nested(12) != nested(13)
    assert p.log(p.rational(1) + nested(9)) != p.log(p.rational(2) + nested(9))
