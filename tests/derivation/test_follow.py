"""Following a derivation: what holds, how strongly, and what is refused."""

from __future__ import annotations

from dataclasses import replace

import pytest

from kl_check.derivation import follow, load
from kl_check.derivation.follow import check, derive
from kl_check.derivation.vocabulary import (
    Derivation,
    density,
    derivative,
    exp,
    expectation,
    integral,
    log,
    mu_1,
    number,
    one,
    positive,
    real,
    sigma_1,
    step,
    sum_over_latents,
    u,
    x,
)
from kl_check.model.derivation import CheckedDerivation, Step
from kl_check.model.errors import Misuse
from kl_check.model.term import Term

Q = density(x, mu_1, sigma_1)


def derivation(start: Term, *steps: Step, name: str = "trial") -> Derivation:
    assumptions = (real(mu_1, "the mean"), positive(sigma_1, "the standard deviation"))
    return Derivation(name, "Trial", "L", assumptions, start, "Because.", steps)


def outcomes(checked: CheckedDerivation) -> list[tuple[str, ...]]:
    return [tuple(one.outcome for one in each.evidence) for each in checked.steps]


def test_a_right_step_is_proved() -> None:
    checked = check(derivation(log(sigma_1**2), step("algebra", 2 * log(sigma_1), "So.")))
    assert checked.strength == "proved"
    assert outcomes(checked) == [("agrees", "agrees")]


def test_a_wrong_step_fails_with_a_witness_and_the_others_are_still_checked() -> None:
    checked = check(
        derivation(
            log(sigma_1**2), step("algebra", log(sigma_1), "So."), step("algebra", log(sigma_1) + mu_1 - mu_1, "So.")
        )
    )
    assert checked.strength is None
    assert not checked.holds
    assert [each.holds for each in checked.steps] == [False, True]
    assert "sigma_1 = " in str(checked.steps[0].evidence[1].detail["at"])


def test_two_wrongs_do_not_make_a_right() -> None:
    right = log(sigma_1)
    checked = check(derivation(right, step("algebra", -right, "So."), step("algebra", right, "So.")))
    assert [each.holds for each in checked.steps] == [False, False]


def test_a_constant_that_is_off_is_known_to_be_off_by_sympy_too() -> None:
    checked = check(derivation(mu_1, step("algebra", mu_1 + number(1, 10**9), "So.")))
    assert outcomes(checked) == [("differs", "differs")]


def test_a_step_under_the_wrong_rule_is_enclosed_at_points_and_not_proved() -> None:
    checked = check(derivation(integral(Q * x, x), step("algebra", mu_1, "So.")))
    assert outcomes(checked) == [("silent", "agrees", "agrees")]
    assert (checked.strength, checked.scope) == ("enclosed", "3 fixed points")


def test_a_derivation_is_as_strong_as_its_weakest_step() -> None:
    start = integral(Q * x, x)
    checked = check(derivation(start, step("algebra", mu_1, "So."), step("algebra", mu_1 * 1, "So.")))
    assert checked.strength == "enclosed"


def test_what_is_seen_by_numbers_alone_is_measured() -> None:
    slope = derivative(log(sigma_1), sigma_1)
    checked = check(derivation(slope, step("algebra", 1 / sigma_1, "So.")))
    assert (outcomes(checked), checked.strength) == ([("silent", "agrees")], "measured")


LOW = {"relation": "<=", "where": {u: sigma_1}}


def test_an_inequality_holds_by_its_rule_and_with_its_case_of_equality() -> None:
    right = step("log-inequality", sigma_1 - 1, "So.", **LOW, equality={sigma_1: one})
    checked = check(derivation(log(sigma_1), right))
    assert outcomes(checked) == [("agrees", "agrees")]
    assert checked.steps[0].evidence[1].detail["equal_at"] == 3
    assert checked.derivation.relation == "<="


def test_an_inequality_that_points_alone_bear_out_does_not_hold() -> None:
    true = step("log-inequality", sigma_1 + 5, "So.", **LOW)
    checked = check(derivation(log(sigma_1), true))
    assert checked.steps[0].evidence[1].outcome == "agrees"
    assert not checked.holds


def test_a_wrong_case_of_equality_is_found_by_rule_and_points() -> None:
    wrong = step("log-inequality", sigma_1 - 1, "So.", **LOW, equality={sigma_1: number(2)})
    assert outcomes(check(derivation(log(sigma_1), wrong))) == [("differs", "differs")]


@pytest.mark.parametrize(
    "wrong",
    [
        pytest.param(step("algebra", sigma_1 - 1, "So.", **LOW), id="an-inequality-by-algebra"),
        pytest.param(
            step("log-inequality", log(sigma_1), "So.", where={u: sigma_1}), id="an-equality-by-a-rule-of-order"
        ),
    ],
)
def test_a_rule_of_order_goes_with_an_inequality_and_no_other(wrong: Step) -> None:
    checked = check(derivation(log(sigma_1), wrong))
    assert checked.steps[0].evidence[0].outcome == "differs"
    assert not checked.holds


def test_a_chain_that_goes_up_and_down_is_refused() -> None:
    up = step("log-inequality", sigma_1 - 1, "So.", **LOW)
    down = step("log-inequality", log(sigma_1), "So.", relation=">=", where={u: sigma_1})
    with pytest.raises(Misuse, match="nothing follows"):
        check(derivation(log(sigma_1), up, down))


def test_a_substitution_changes_the_value_and_what_stands_before_is_read_with_it() -> None:
    put = step("substitute", 2 * mu_1, "So.", where={sigma_1: exp(mu_1)})
    checked = check(derivation(log(sigma_1**2), put))
    assert outcomes(checked) == [("agrees", "agrees")]


def test_a_step_of_which_nothing_is_seen_does_not_hold() -> None:
    nothing = log(-(sigma_1**2) - 1)
    checked = check(derivation(nothing, step("integrate", nothing + 1, "So.")))
    assert outcomes(checked) == [("silent", "silent")]
    assert not checked.holds


def test_an_undeclared_symbol_is_refused() -> None:
    free = derivation(mu_1, step("algebra", mu_1 + x - x, "So."))
    with pytest.raises(Misuse, match="nothing is assumed of x"):
        check(free)
    check(derivation(expectation(x, x, mu_1, sigma_1)))


def test_an_unknown_rule_is_refused() -> None:
    with pytest.raises(Misuse, match="no rule is called 'hope'"):
        check(derivation(mu_1, step("hope", mu_1, "So.")))


def test_what_sympy_cannot_take_is_silence_and_not_an_error() -> None:
    over_all = integral(sum_over_latents(x), x)
    checked = check(derivation(over_all, step("algebra", over_all, "So.")))
    assert outcomes(checked) == [("silent", "silent", "silent")]


def test_the_scope_says_for_which_values() -> None:
    plain = check(derivation(mu_1, step("algebra", 1 * mu_1, "So.")))
    assert plain.steps[0].evidence[0].scope == "every real mu_1 and positive sigma_1"
    summed = check(derivation(sum_over_latents(mu_1), step("algebra", sum_over_latents(1 * mu_1), "So.")))
    assert summed.steps[0].evidence[0].scope.endswith("every number of latents")


def test_what_rests_on_an_enclosed_derivation_is_no_more_than_that() -> None:
    lemma = check(derivation(integral(Q * x, x), step("algebra", mu_1, "So."), name="lemma"))
    citing = derivation(2 * integral(Q * x, x), step("cite", 2 * mu_1, "So.", cites="lemma"))
    checked = check(citing, {"lemma": lemma}.__getitem__)
    assert outcomes(checked) == [("agrees", "agrees", "agrees")]
    assert checked.strength == "enclosed"


def test_what_rests_on_a_wrong_derivation_fails_although_its_own_step_is_right() -> None:
    lemma = check(derivation(integral(Q * x, x), step("algebra", 2 * mu_1, "So."), name="lemma"))
    citing = derivation(integral(Q * x, x), step("cite", 2 * mu_1, "So.", cites="lemma"))
    assert not check(citing, {"lemma": lemma}.__getitem__).holds
    assert not check(
        replace(citing, steps=(step("cite", mu_1, "So.", cites="lemma"),)), {"lemma": lemma}.__getitem__
    ).holds


def test_a_circle_of_citations_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    circle = {
        "here": derivation(mu_1, step("cite", mu_1, "So.", cites="there"), name="here"),
        "there": derivation(mu_1, step("cite", mu_1, "So.", cites="here"), name="there"),
    }
    monkeypatch.setattr(load, "load", circle.__getitem__)
    with pytest.raises(Misuse, match="here rests on itself: here → there → here"):
        derive.__wrapped__("here")


def test_derive_checks_once_and_knows_its_names() -> None:
    assert derive("univariate-standard") is follow.derive("univariate-standard")
    with pytest.raises(Misuse, match="no derivation is called"):
        derive("bivariate")
