"""The second opinion at fixed points: three outcomes, and where they come from."""

from __future__ import annotations

from fractions import Fraction

import pytest

from kl_check.derivation.points import compared, fixed_points
from kl_check.derivation.vocabulary import positive, real
from kl_check.model.evidence import Evidence
from kl_check.model.term import Integral, Symbol, Term, exp, log, normal_density, number, sum_over_latents

M, S, X = map(Symbol, "msx")
ASSUMPTIONS = (real(M, "the mean"), positive(S, "the standard deviation"))
POINTS = fixed_points(ASSUMPTIONS)


def opinion(before: Term, after: Term) -> Evidence:
    return compared(POINTS, before, after)


def test_points_meet_the_assumptions_and_hide_nothing() -> None:
    for point in POINTS:
        values = dict(point)
        assert values.keys() == {"m", "s", "m[1]", "s[1]", "m[2]", "s[2]"}
        assert len(set(values.values())) == len(values)
        assert not {0, 1, -1} & set(values.values())
        assert all(Fraction(1, 2) < value < Fraction(3, 2) for name, value in values.items() if name[0] == "s")
        assert all(-Fraction(3, 2) < value < Fraction(3, 2) for name, value in values.items() if name[0] == "m")
    assert len(set(POINTS)) == len(POINTS)


@pytest.mark.parametrize(
    ("before", "after"),
    [
        pytest.param(M**2, M * M + number(1, 10**30), id="off-by-1e-30"),
        pytest.param(sum_over_latents(M**2), sum_over_latents(M) ** 2, id="sum-of-squares"),
        pytest.param(sum_over_latents(M), 2 * M, id="latents-of-their-own"),
        pytest.param(Integral(normal_density(X, M, S) * X, X), M + number(1, 10**12), id="integral-off-by-1e-12"),
    ],
)
def test_a_difference_is_shown_with_its_point(before: Term, after: Term) -> None:
    found = opinion(before, after)
    assert (found.outcome, found.strength) == ("differs", "measured")
    assert "m" in str(found.detail["at"])
    assert {"before", "after"} <= found.detail.keys()


def test_the_point_of_a_difference_names_what_stands_there_and_nothing_else() -> None:
    assert str(opinion(M, 2 * M).detail["at"]).startswith("m = ")
    assert "s" not in str(opinion(M, 2 * M).detail["at"])
    assert "m[1]" in str(opinion(sum_over_latents(M), sum_over_latents(S)).detail["at"])


def test_agreement_says_how_near_and_at_how_many_points() -> None:
    found = opinion(Integral(normal_density(X, M, S) * X, X), M)
    assert (found.outcome, found.strength, found.scope) == ("agrees", "measured", "3 fixed points")
    assert (found.detail["tried"], found.detail["effective"]) == (3, 3)
    assert str(found.detail["largest_difference"]).startswith("≤ 1e-")


def test_the_scope_names_the_latents_where_there_are_sums() -> None:
    assert opinion(sum_over_latents(2 * M), 2 * sum_over_latents(M)).scope == "3 fixed points, 2 latents"


@pytest.mark.parametrize(
    ("before", "after"),
    [
        pytest.param(log(-S), log(-S), id="no-value-on-both-sides"),
        pytest.param(log(-S), S, id="no-value-on-one-side"),
        pytest.param(Integral(exp(X**2), X), number(1), id="divergent"),
        pytest.param(1 / (S - S), number(1), id="division-by-zero"),
    ],
)
def test_where_there_is_no_value_the_points_are_silent(before: Term, after: Term) -> None:
    found = opinion(before, after)
    assert found.outcome == "silent"
    assert found.detail == {"tried": 3, "effective": 0}


def test_points_without_a_value_do_not_count() -> None:
    roots = log(M) - log(M)  # m is negative at some of the points
    found = opinion(roots, number(0))
    assert found.outcome == "agrees"
    assert 0 < int(found.detail["effective"] or 0) < 3
