from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kl_check.model.term import (
    Apply,
    Expectation,
    Integral,
    Number,
    Product,
    Reduce,
    Size,
    Symbol,
    Term,
    as_term,
    children,
    exp,
    is_joint,
    log,
    mean_over_latents,
    normal_log_density,
    number,
    rebuild,
    sqrt,
    sum_over_latents,
    symbols,
    walk,
)

X, Y, Z = map(Symbol, "xyz")


def test_arithmetic_builds_what_is_written_and_simplifies_nothing() -> None:
    assert Apply("add", (X, Number(Fraction(0)))) == X + 0
    assert Apply("multiply", (Number(Fraction(1)), X)) == 1 * X
    assert Apply("subtract", (number(2), X)) == 2 - X
    assert Apply("divide", (number(1), X)) == 1 / X
    assert number(0) != X - X
    assert X + Y != Y + X
    negated = -X
    assert -negated != X
    assert Fraction(1, 3) + X == Apply("add", (number(1, 3), X))


def test_a_place_is_no_part_of_what_a_term_is() -> None:
    assert Symbol("x", span=(0, 1)) == X
    assert hash(Symbol("x", span=(0, 1))) == hash(X)


def test_terms_cannot_be_changed() -> None:
    with pytest.raises(AttributeError):
        X.name = "y"  # type: ignore[misc]


PARTS = [
    (X, ()),
    (number(1), ()),
    (Size(0), ()),
    (X + Y, (X, Y)),
    (log(X), (X,)),
    (Reduce("sum", X), (X,)),
    (Product(X), (X,)),
    (Integral(X, Y), (X, Y)),
    (Expectation(X, Y, Z, number(1)), (X, Y, Z, number(1))),
]


@pytest.mark.parametrize(("term", "parts"), PARTS, ids=str)
def test_children(term: Term, parts: tuple[Term, ...]) -> None:
    assert children(term) == parts


@pytest.mark.parametrize("term", [term for term, _ in PARTS], ids=str)
def test_rebuilding_with_the_same_parts_changes_nothing(term: Term) -> None:
    assert rebuild(term, lambda part: part) == term


def test_a_bound_variable_is_not_rebuilt() -> None:
    assert rebuild(Integral(X, X), lambda _: Y) == Integral(Y, X)


def test_symbols_come_in_the_order_in_which_they_are_written() -> None:
    assert symbols((Y + X) * log(Y) - exp(Z)) == ("y", "x", "z")


TERMS = st.recursive(
    st.sampled_from([X, Y, number(2)]),
    lambda inner: (
        st.builds(lambda a, b: a + b, inner, inner) | st.builds(sqrt, inner) | st.builds(Reduce, st.just("sum"), inner)
    ),
    max_leaves=6,
)


@given(TERMS)
def test_walking_meets_every_part_outermost_first(term: Term) -> None:
    parts = list(walk(term))
    assert parts[0] == term
    assert len(parts) == 1 + sum(len(list(walk(child))) for child in children(term))
    assert {part.name for part in parts if isinstance(part, Symbol)} == set(symbols(term))


def test_what_is_no_number_stays_itself() -> None:
    assert as_term(X) is X
    assert as_term(3) == number(3)


def test_sums_over_latents_name_their_axis_and_size() -> None:
    assert sum_over_latents(X) == Reduce("sum", X, ("latent",), size="J")
    assert mean_over_latents(X) == Reduce("mean", X, ("latent",), size="J")


@pytest.mark.parametrize(
    ("body", "joint"),
    [(X, False), (X + sum_over_latents(Y), False), (sum_over_latents(X * Y), True), (log(Product(X)), True)],
)
def test_an_expectation_over_all_latents_at_once(body: Term, joint: bool) -> None:
    assert is_joint(Expectation(body, X, number(0), number(1))) is joint


def test_a_density_takes_numbers_as_terms() -> None:
    assert normal_log_density(X, 0, 1) == Apply("normal_log_density", (X, number(0), number(1)))
