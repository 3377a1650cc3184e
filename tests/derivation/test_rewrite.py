"""Terms put into terms, and sums over latents written out."""

from __future__ import annotations

import pytest

from kl_check.algebra.show import text
from kl_check.derivation.rewrite import replaced, substituted, unrolled
from kl_check.model.errors import UnsupportedInput
from kl_check.model.term import (
    Expectation,
    Integral,
    Size,
    Symbol,
    Term,
    log,
    mean_over_latents,
    number,
    product_over_latents,
    sum_over_latents,
)

A, B, M, S, X = map(Symbol, "abmsx")


def test_substitution_is_letter_for_letter() -> None:
    assert substituted(log(A / B) + A, {A: number(1)}) == log(number(1) / B) + number(1)


def test_substitution_is_at_once_and_not_one_after_the_other() -> None:
    assert substituted(A - B, {A: B, B: A}) == B - A


@pytest.mark.parametrize("where", [{X: A}, {A: X}], ids=["a-bound-name-replaced", "a-bound-name-captured"])
def test_a_bound_variable_is_neither_replaced_nor_captured(where: dict[Symbol, Term]) -> None:
    for term in (Integral(A * X, X), Expectation(A * X, X, M, S)):
        with pytest.raises(UnsupportedInput, match="x is bound"):
            substituted(term, where)


def test_mean_and_std_of_an_expectation_are_substituted_too() -> None:
    assert substituted(Expectation(X, X, M, S), {M: A, S: B}) == Expectation(X, X, A, B)


def test_replacement_finds_every_place_and_no_look_alike() -> None:
    assert replaced((A + B) * (A + B) - (B + A), A + B, M) == M * M - (B + A)


@pytest.mark.parametrize(
    ("term", "written"),
    [
        pytest.param(sum_over_latents(M**2), "m[1]**2 + m[2]**2", id="sum"),
        pytest.param(mean_over_latents(M), "(m[1] + m[2])/2", id="mean"),
        pytest.param(product_over_latents(M), "m[1]*m[2]", id="product"),
        pytest.param(Size("latent") * A, "2*a", id="size"),
        pytest.param(A * sum_over_latents(M), "a*(m[1] + m[2])", id="outside-a-sum-nothing-is-numbered"),
        pytest.param(
            sum_over_latents(Expectation(X, X, M, S)),
            "E[x[1] ~ N(m[1], s[1]**2)](x[1]) + E[x[2] ~ N(m[2], s[2]**2)](x[2])",
            id="one-expectation-for-each-latent",
        ),
        pytest.param(
            Expectation(sum_over_latents(X), X, M, S),
            "E[x[2] ~ N(m[2], s[2]**2)](E[x[1] ~ N(m[1], s[1]**2)](x[1] + x[2]))",
            id="an-expectation-over-all-latents-is-nested",
        ),
        pytest.param(Expectation(X, X, M, S), "E[x ~ N(m, s**2)](x)", id="an-expectation-over-one-variable-stays"),
    ],
)
def test_sums_written_out(term: Term, written: str) -> None:
    assert text(unrolled(term, 2)) == written
