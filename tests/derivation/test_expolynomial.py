"""Polynomials times exponentials of quadratics, and the bound of their tails."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

import mpmath
import pytest
from flint import arb

from kl_check.algebra.ball import Ball, precision
from kl_check.algebra.evaluate import evaluate
from kl_check.derivation.expolynomial import Expolynomial, Expolynomials, Piece, tail
from kl_check.model.errors import UnsupportedInput
from kl_check.model.term import Symbol, Term, exp, log, normal_density, normal_log_density, number, sqrt

T, M, S = map(Symbol, "tms")
WORLD = Ball({"m": Fraction(1, 3), "s": Fraction(4, 5)}, {})


@pytest.fixture(autouse=True)
def _precision() -> Iterator[None]:
    with precision():
        yield


def pieces(term: Term) -> Expolynomial:
    return evaluate(term, Expolynomials(WORLD, "t", (arb(0), arb(1))))


@pytest.mark.parametrize(
    "term",
    [
        pytest.param(normal_density(T, M, S), id="density"),
        pytest.param(log(normal_density(T, M, S)), id="log-density-by-its-density"),
        pytest.param(normal_log_density(T, M, S), id="log-density"),
        pytest.param(normal_density(T, M, S) / normal_density(2 * T + 1, S, M), id="quotient"),
        pytest.param(log(normal_density(T, M, S) ** 2 / 3), id="log-of-a-power"),
        pytest.param((T - M) ** 3 * exp(T / 2) - T * exp(T / 2) + log(S), id="sum"),
        pytest.param(normal_density(T, M, S) ** number(1, 2), id="root"),
        pytest.param(-(T**2) / (2 * S), id="polynomial"),
    ],
)
def test_it_has_the_value_of_the_term(term: Term) -> None:
    for at in (Fraction(-7, 5), Fraction(2, 3)):
        value = sum((piece.at(WORLD.number(at)) for piece in pieces(term)), arb(0))
        plain = evaluate(term, Ball({**WORLD.at, "t": at}, {}))
        assert value.overlaps(plain)
        assert value.rad() < 1e-30 * (1 + abs(plain))


@pytest.mark.parametrize(
    "term",
    [
        pytest.param(log(T), id="log-of-the-variable"),
        pytest.param(log(normal_density(T, M, S) + 1), id="log-of-a-sum"),
        pytest.param(log(-normal_density(T, M, S)), id="log-of-a-negative"),
        pytest.param(1 / T, id="one-over"),
        pytest.param(exp(T**3), id="above-a-square"),
        pytest.param(exp(exp(T)), id="exp-of-exp"),
        pytest.param(sqrt(T), id="root-of-the-variable"),
        pytest.param(normal_density(M, 0, T), id="a-variable-standard-deviation"),
        pytest.param(S**T, id="a-variable-exponent"),
    ],
)
def test_what_lies_outside_is_refused(term: Term) -> None:
    with pytest.raises(UnsupportedInput):
        pieces(term)


@pytest.mark.parametrize("reach", [2, 4])
@pytest.mark.parametrize(
    ("polynomial", "exponent"),
    [
        pytest.param((1,), (0, 0, -0.5), id="gaussian"),
        pytest.param((0, 0, -3), (0.5, 0.25, -0.5), id="second-moment-off-centre"),
        pytest.param((1, -2, 0, 4), (0, -1, -1), id="cubic"),
    ],
)
def test_the_tail_is_a_bound_and_no_wild_one(polynomial, exponent, reach) -> None:
    piece = Piece(tuple(map(arb, polynomial)), tuple(map(arb, exponent)))

    def size(t):  # type: ignore[no-untyped-def]
        value = mpmath.polyval([*map(mpmath.mpf, polynomial)][::-1], t)
        return abs(value) * mpmath.exp(mpmath.polyval([*map(mpmath.mpf, exponent)][::-1], t))

    true = mpmath.quad(size, [-40, -reach]) + mpmath.quad(size, [reach, 40])
    assert true < float(tail((piece,), reach)) < 1000 * true


@pytest.mark.parametrize("exponent", [(), (0, 1), (0, 0, 0.5), (0, 99, -1)], ids=["flat", "line", "rising", "late"])
def test_what_does_not_fall_has_no_bound(exponent) -> None:
    assert not tail((Piece((arb(1),), tuple(map(arb, exponent))),), 4).is_finite()
