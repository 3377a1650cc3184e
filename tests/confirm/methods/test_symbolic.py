from dataclasses import replace

import pytest
import sympy

from kl_check.confirm.methods.symbolic import METHOD, definition, divergence
from kl_check.know.closed_forms import BY_NAME, MU_1, SIGMA_1, univariate_standard
from kl_check.know.statements import closed_form_claim
from kl_check.model.claim import Claim, NormalTerms
from kl_check.model.term import Apply, Reduce, Symbol, Term, exp, log, number, sum_over_latents

DIAGONAL = closed_form_claim(BY_NAME["diagonal-standard"])
BODY = univariate_standard(MU_1, SIGMA_1)
J, B = Symbol("J"), Symbol("B")
BOTH = replace(DIAGONAL, batch="mean", sizes={"J": "latent", "B": "batch"})


def mean_over(axis: str, body) -> Reduce:
    return Reduce("mean", body, (axis,))


def test_the_integral_is_done() -> None:
    assert not divergence().has(sympy.Integral)
    assert divergence().free_symbols == {
        sympy.Symbol("mean", real=True),
        sympy.Symbol("std", positive=True),
        sympy.Symbol("mean_2", real=True),
        sympy.Symbol("std_2", positive=True),
    }


def test_the_definition_is_summed_over_unequal_latents() -> None:
    assert definition(DIAGONAL).has(sympy.Indexed)


AGREE = [
    pytest.param(DIAGONAL, id="sum-over-latents"),
    pytest.param(replace(BOTH, expression=J * mean_over("latent", mean_over("batch", BODY))), id="J-times-the-mean"),
    pytest.param(replace(BOTH, expression=sum_over_latents(mean_over("batch", BODY))), id="batch-first-then-latents"),
    pytest.param(
        replace(BOTH, expression=Reduce("sum", BODY, ("batch", "latent")) / B), id="sum-over-both-then-divide"
    ),
    pytest.param(
        Claim(
            "log-variance",
            number(-1, 2) * sum_over_latents(1 + Symbol("s") - Symbol("m") ** 2 - exp(Symbol("s"))),
            NormalTerms(Symbol("m"), exp(Symbol("s") / 2)),
            NormalTerms(number(0), number(1)),
            {"m": "real", "s": "real"},
            latent="sum",
        ),
        id="log-variance",
    ),
]


@pytest.mark.parametrize("claim", AGREE)
def test_proves(claim: Claim) -> None:
    evidence = METHOD.run(claim)
    assert (evidence.outcome, evidence.strength) == ("agrees", "proved")


MEAN = mean_over("latent", MU_1)
DIFFER = [
    pytest.param(
        replace(DIAGONAL, expression=sum_over_latents(BODY - MU_1**2 / 2 + MEAN**2 / 2)),
        id="right-for-equal-latents-only",
    ),
    pytest.param(replace(DIAGONAL, expression=BODY), id="not-summed"),
    pytest.param(replace(DIAGONAL, expression=sum_over_latents(sum_over_latents(BODY))), id="summed-twice"),
    pytest.param(replace(BOTH, expression=Reduce("sum", BODY, ("batch", "latent"))), id="sum-for-mean-over-the-batch"),
    pytest.param(replace(DIAGONAL, expression=DIAGONAL.expression + number(1, 10**9)), id="a-billionth-more"),
]


@pytest.mark.parametrize("claim", DIFFER)
def test_refutes(claim: Claim) -> None:
    assert METHOD.run(claim).outcome == "differs"


def test_a_difference_that_is_mean_for_sum_is_one_part_in_j() -> None:
    evidence = METHOD.run(replace(DIAGONAL, expression=mean_over("latent", BODY)))
    assert evidence.detail["ratio"] == "0.25"
    assert evidence.detail["at"] == "B = 3, J = 4"


SILENT = [
    pytest.param(log(number(0) * MU_1), "not a finite real", id="log-of-zero-is-no-number"),
    pytest.param(log(-SIGMA_1), "not a finite real", id="log-of-a-negative-number-is-complex"),
    pytest.param(Symbol("beta") * BODY, "no value for beta", id="a-symbol-without-a-value"),
    pytest.param(Apply("gamma", (MU_1,)), "no numerical rule for gamma", id="unknown-function"),
    pytest.param(exp(exp(exp(MU_1 + 21))), "larger than", id="a-tower-that-would-not-end"),
    pytest.param(DIAGONAL.expression + number(1, 10**25), "neither", id="a-difference-below-the-digits"),
    pytest.param(DIAGONAL.expression + number(10) ** 400, "neither", id="a-difference-beyond-a-double"),
]


@pytest.mark.parametrize(("expression", "reason"), SILENT)
def test_is_silent_with_a_reason(expression: Term, reason: str) -> None:
    evidence = METHOD.run(replace(DIAGONAL, expression=expression))
    assert evidence.outcome == "silent"
    assert reason in evidence.detail["reason"]
