import json
import subprocess
import sys
from dataclasses import replace

import pytest

from kl_check.confirm.method import Method
from kl_check.confirm.methods import enclosure, quadrature
from kl_check.confirm.registry import METHODS, confirm
from kl_check.know.closed_forms import BY_NAME
from kl_check.know.statements import closed_form_claim
from kl_check.model.claim import Claim, NormalTerms
from kl_check.model.term import (
    Apply,
    Constant,
    Integral,
    Number,
    Reduce,
    Size,
    Symbol,
    Term,
    exp,
    log,
    number,
    sum_over_latents,
)

UNIVARIATE = closed_form_claim(BY_NAME["univariate-standard"])
M, S, X = Symbol("m"), Symbol("s"), Symbol("x")
INNER = 1 + S - M**2 - exp(S)
VAE = Claim(
    "vae",
    number(-1, 2) * Reduce("sum", INNER, ("batch", "latent")),
    NormalTerms(M, exp(S / 2)),
    NormalTerms(number(0), number(1)),
    {"m": "real", "s": "real"},
    {"B": "batch", "J": "latent"},
    latent="sum",
    batch="sum",
)
J, B = Symbol("J"), Symbol("B")
PER_SAMPLE = number(-1, 2) * Reduce("sum", INNER, ("latent",))

RIGHT = [
    pytest.param(VAE, id="log-variance-sums-over-both"),
    pytest.param(
        replace(VAE, expression=Reduce("mean", PER_SAMPLE, ("batch",)), batch="mean"), id="mean-over-the-batch"
    ),
    pytest.param(replace(VAE, expression=PER_SAMPLE, batch="none"), id="for-each-item"),
    pytest.param(replace(VAE, expression=VAE.expression / B, batch="mean"), id="sum-divided-by-the-named-batch-size"),
    pytest.param(replace(VAE, expression=VAE.expression / Size(0), batch="mean"), id="sum-divided-by-the-batch-size"),
    pytest.param(
        replace(VAE, expression=B * J * number(-1, 2) * Reduce("mean", INNER, ("batch", "latent"))),
        id="mean-times-sizes",
    ),
]


@pytest.mark.parametrize("method", METHODS, ids=lambda method: method.name)
@pytest.mark.parametrize("claim", RIGHT)
def test_all_methods_agree_on_a_right_line(claim: Claim, method: Method) -> None:
    evidence = method.run(claim)
    assert evidence.outcome == "agrees", dict(evidence.detail)


@pytest.mark.parametrize("method", METHODS, ids=lambda method: method.name)
@pytest.mark.parametrize("batch", ["mean", "none"])
def test_no_method_takes_a_sum_over_the_batch_for_anything_else(batch: str, method: Method) -> None:
    assert method.run(replace(VAE, batch=batch)).outcome == "differs"


UNKNOWN: list[tuple[str, Term]] = [
    ("unknown-function", Apply("gamma", (Symbol("mu_1"),))),
    ("symbol-without-a-value", Symbol("beta") * UNIVARIATE.expression),
    ("an-integral", Integral(X, X)),
    ("undefined-everywhere", log(-exp(Symbol("mu_1")))),
]


@pytest.mark.parametrize("method", METHODS, ids=lambda method: method.name)
@pytest.mark.parametrize("term", [term for _, term in UNKNOWN], ids=[name for name, _ in UNKNOWN])
def test_what_cannot_be_evaluated_is_silent_with_the_reason(term: Term, method: Method) -> None:
    evidence = method.run(replace(UNIVARIATE, expression=term))
    assert evidence.outcome == "silent"
    assert evidence.detail["reason"]


EDGES: list[tuple[str, Term]] = [
    ("division-by-zero", number(1) / (Symbol("mu_1") - Symbol("mu_1"))),
    ("a-tower-of-exponentials", exp(exp(exp(exp(Symbol("mu_1") + 9))))),
    ("a-number-beyond-a-double", Number(number(10).value ** 400)),
    ("constants", Constant("pi") / Constant("e")),
]


@pytest.mark.parametrize("method", METHODS, ids=lambda method: method.name)
@pytest.mark.parametrize("term", [term for _, term in EDGES], ids=[name for name, _ in EDGES])
def test_nothing_that_can_be_written_agrees_by_accident_or_breaks_a_method(term: Term, method: Method) -> None:
    assert method.run(replace(UNIVARIATE, expression=term)).outcome in ("silent", "differs")


def test_confirm_asks_every_method_in_order_and_repeats_itself() -> None:
    first = confirm(UNIVARIATE, seed=3)
    assert [one.method for one in first] == [method.name for method in METHODS]
    assert first == confirm(UNIVARIATE, seed=3)
    json.dumps([dict(one.detail) for one in first])


def test_confirm_asks_only_the_methods_given() -> None:
    assert [one.method for one in confirm(UNIVARIATE, (quadrature.METHOD,))] == ["quadrature"]


def test_methods_have_a_name_of_their_own_and_sampling_is_never_called_proved() -> None:
    assert len({method.name for method in METHODS}) == len(METHODS)
    strengths = {method.name: method.strength for method in METHODS}
    assert strengths["monte-carlo"] == "sampled"
    assert [name for name, strength in strengths.items() if strength == "proved"] == ["symbolic"]


def test_a_sum_over_constants_is_counted() -> None:
    claim = replace(closed_form_claim(BY_NAME["diagonal-standard"]))
    spoiled = replace(claim, expression=claim.expression + sum_over_latents(number(0)))
    assert enclosure.METHOD.run(spoiled).outcome == "agrees"


def test_the_package_is_light_to_import() -> None:
    code = "import sys, kl_check.confirm; print(*{'numpy', 'scipy', 'sympy', 'mpmath', 'flint'} & set(sys.modules))"
    result = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert result.stdout.strip() == ""
