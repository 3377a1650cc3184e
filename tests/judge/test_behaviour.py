"""Least values, gradients and β against SciPy, differences and sums of numbers: none of it through our normal form."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from itertools import product

import numpy as np
import pytest
from scipy.optimize import minimize

from kl_check.model.behaviour import Behaviour
from kl_check.model.errors import Misuse
from kl_check.model.verdict import Verdict
from kl_check.pipeline import check

FUNCTIONS = {"log": np.log, "exp": np.exp, "sqrt": np.sqrt, "expm1": np.expm1}


def value(text: str, at: Mapping[str, float]) -> float:
    """The text as Python computes it; `√` and `^` are our way to write a place."""
    text = re.sub(r"√(\w+)", r"sqrt(\1)", text).replace("^", "**").replace("·", "*")
    return float(eval(text, {"__builtins__": {}, **FUNCTIONS}, dict(at)))  # noqa: S307 the tests' own lines


def behaviour(text: str, **options: object) -> Behaviour:
    found = check(text, **options).behaviour  # type: ignore[arg-type]
    assert found is not None
    return found


def coordinates(reading: Mapping[str, str]) -> Callable[[np.ndarray], dict[str, float]]:
    """Unconstrained numbers as values of the symbols."""
    positive = {"std", "var", "precision"}
    return lambda x: {
        name: float(np.exp(one)) if role in positive else float(one)
        for (name, role), one in zip(reading.items(), x, strict=True)
    }


MINIMA = [
    pytest.param("-0.5*(1 + s - m**2 - exp(s))", {"m": "0", "s": "0"}, "0", id="the KL of a log-variance"),
    pytest.param("0.5*(sd**2 + m**2 - 1) - log(sd)", {"m": "0", "sd": "1"}, "0", id="the KL of a std"),
    pytest.param("-0.5*(s - m**2 - exp(s))", {"m": "0", "s": "0"}, "1/2", id="no constant"),
    pytest.param("-0.5*(2 + s - m**2 - exp(s))", {"m": "0", "s": "0"}, "-1/2", id="twice the constant"),
    pytest.param("-0.5*(1 + s - 2*m**2 - exp(s))", {"m": "0", "s": "0"}, "0", id="twice the mean part"),
    pytest.param(
        "-0.5*(1 + 2*s - m**2 - exp(s))", {"m": "0", "s": "log(2)"}, "-log(2) + 1/2", id="optimum at variance 2"
    ),
    pytest.param(
        "0.5*(sd**2 + m**2 - 1 - log(sd))", {"m": "0", "sd": "√2/2"}, "log(2)/4 - 1/4", id="log std for log var"
    ),
    pytest.param(
        "-0.5*(1 + 2*log(std) - mu**2 - std)", {"mu": "0", "std": "2"}, "-log(2) + 1/2", id="optimum at std 2"
    ),
    pytest.param(
        "0.5*(sd**2/4 + m**2 - 1 - 2*log(sd))", {"m": "0", "sd": "2"}, "-log(2)", id="a quarter of the variance"
    ),
    pytest.param("0.5*(exp(s) + m**4 - 1 - s)", {"m": "0", "s": "0"}, "0", id="fourth power of the mean"),
    pytest.param("log(sd) + (1 + m**2)/(2*sd**2) - 1/2", {"m": "0", "sd": "1"}, "0", id="reversed"),
    pytest.param("-0.5*(1 + s - (m - 3)**2 - exp(s))", {"m": "3", "s": "0"}, "0", id="a mean of 3 in the prior"),
]


@pytest.mark.parametrize(("text", "at", "least"), MINIMA)
def test_a_minimum_is_where_an_optimiser_finds_it(text: str, at: Mapping[str, str], least: str) -> None:
    found = behaviour(text, **({"prior": (3, 1)} if "3" in text else {}))
    assert found.extremum is not None
    assert (found.extremum.kind, dict(found.extremum.at), found.extremum.value) == ("minimum", at, least)
    point = coordinates(found.reading)
    starts = product((-1.3, 0.2, 1.7), repeat=len(at))
    best = min(
        (minimize(lambda x: value(text, point(x)), start, method="Nelder-Mead", tol=1e-12) for start in starts),
        key=lambda one: one.fun,
    )
    assert value(least, {}) == pytest.approx(best.fun, abs=1e-9)
    assert found.extremum.decimal == f"{value(least, {}):.6g}"
    for name, place in at.items():
        assert value(place, {}) == pytest.approx(point(best.x)[name], abs=2e-2 if "**4" in text else 1e-4)
    assert found.negative == (best.fun < -1e-9)


@pytest.mark.parametrize(
    ("text", "std", "variance"),
    [
        pytest.param("-0.5*(1 + 2*s - m**2 - exp(s))", "√2", "2", id="log-variance"),
        pytest.param("-0.5*(1 + 2*log(std) - mu**2 - std)", "2", "4", id="std"),
        pytest.param("-0.5*(1 + log_sigma - mu**2 - exp(log_sigma)**2)", "√2/2", "1/2", id="log std"),
    ],
)
def test_the_optimal_scale_is_told_as_a_std_and_a_variance(text: str, std: str, variance: str) -> None:
    found = behaviour(text)
    assert found.extremum is not None
    assert (found.extremum.std, found.extremum.variance) == (std, variance)
    assert f"σ = {std}, σ² = {variance}" in found.says


FALLING = [
    pytest.param("0.5*(exp(s) + m**2 - 1 + s)", "s → −∞ (σ → 0)", lambda k: {"m": 0, "s": -k}, id="sign of the log"),
    pytest.param(
        "-0.5*(1 + s - m**2 + exp(s))", "s → ∞ (σ → ∞)", lambda k: {"m": 0, "s": k / 9}, id="sign of the trace"
    ),
    pytest.param("-0.5*(1 + s + m**2 - exp(s))", "m → ±∞", lambda k: {"m": -k, "s": 0}, id="sign of the mean"),
    pytest.param("-0.5*(1 + s - m - exp(s))", "m → −∞", lambda k: {"m": -k, "s": 0}, id="unsquared mean"),
    pytest.param("0.5*(sd**2 + m**2 - 1 + 2*log(sd))", "sd → 0", lambda k: {"m": 0, "sd": np.exp(-k)}, id="sign, std"),
    pytest.param("0.5*(-1 - s + m**2) + 0*exp(s)", "s → ∞ (σ → ∞)", lambda k: {"m": 0, "s": k}, id="no trace"),
    pytest.param("0.5*(1 + s - m**2 - exp(s))", "m → ±∞", lambda k: {"m": k, "s": 0}, id="minus the KL"),
]


@pytest.mark.parametrize(("text", "direction", "path"), FALLING)
def test_what_is_unbounded_falls_that_way(
    text: str, direction: str, path: Callable[[float], Mapping[str, float]]
) -> None:
    verdict = check(text, reading={"s": "log_var"} if "0*exp" in text else {})
    if verdict.behaviour is None:
        pytest.fail(f"{verdict.verdict}: nothing is said of it")
    assert (verdict.behaviour.unbounded, verdict.behaviour.negative) == (direction, True)
    along = [value(text, path(k)) for k in (10.0, 100.0, 600.0)]
    assert along[0] > along[1] > along[2]
    assert along[2] < -50


def test_minus_the_kl_has_a_greatest_value() -> None:
    found = behaviour("0.5*(1 + s - m**2 - exp(s))")
    assert found.extremum is not None
    assert (found.extremum.kind, found.extremum.value, dict(found.extremum.at)) == (
        "maximum",
        "0",
        {"m": "0", "s": "0"},
    )
    grid = product(np.linspace(-3, 3, 13), repeat=2)
    assert max(value("0.5*(1 + s - m**2 - exp(s))", {"m": m, "s": s}) for m, s in grid) == 0


def test_what_is_only_approached_is_no_minimum() -> None:
    found = behaviour("0.5*(exp(s) + m**2 - 1)")
    assert found.extremum is not None
    assert (found.extremum.kind, found.extremum.value, found.unbounded) == ("infimum", "-1/2", None)
    assert found.says.startswith("no minimum: falls towards -1/2 as s → −∞ (σ → 0)")


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("-0.5*(1 + s - m**2 - exp(exp(s)))", id="double exponential"),
        pytest.param("0.5*(sd**2 + m**2 - 1 - 2*log(sd + 1e-8))", id="stabilised"),
        pytest.param("0.5*(1 + s - tanh(m)**2 - exp(s))", id="a mean that is kept within bounds"),
        pytest.param("z = m + exp(s/2)*eps; -0.5*((z - m)**2*exp(-s) + s) + 0.5*z**2", id="one sample"),
        pytest.param("3", id="a constant"),
    ],
)
def test_of_other_shapes_nothing_is_said(text: str) -> None:
    assert check(text).behaviour is None


LEARNED = "log(s2/s1) + (s1**2 + (m1 - m2)**2)/(2*s2**2) - 1/2"


def test_a_learned_prior_is_met() -> None:
    found = behaviour(LEARNED)
    assert found.extremum is not None
    assert dict(found.extremum.at) == {"m1": "m2", "s1": "s2"}
    assert found.says == "minimum 0 at m1 = m2, s1 = s2; never negative"


def test_of_a_wrong_learned_prior_both_minima_are_told() -> None:
    text = "log(s2/s1) + (s1**2 + (m1 - m2)**2)/(2*s2) - 1/2"
    found = behaviour(text)
    assert found.extremum is not None
    assert (found.extremum.value, found.extremum.decimal) == ("log(s2)/2", None)
    for s2 in (0.3, 1.0, 5.0):
        at = {"m1": 0.7, "m2": 0.7, "s1": value(found.extremum.at["s1"], {"s2": s2}), "s2": s2}
        assert value(text, at) == pytest.approx(value(found.extremum.value, {"s2": s2}))
        assert all(value(text, {**at, "s1": at["s1"] * factor}) > value(text, at) for factor in (0.9, 1.1))
    assert found.unbounded is not None
    assert found.unbounded.startswith("s2 → 0")
    assert value(text, {"m1": 0, "m2": 0, "s1": 1e-20, "s2": 1e-40}) < -40


# Sums


@pytest.mark.parametrize(
    ("text", "least", "per_latent"),
    [
        pytest.param("-0.5*torch.sum(s - m**2 - exp(s))", "1/2", True, id="for each latent"),
        pytest.param("-0.5*torch.mean(s - m**2 - exp(s))", "1/2", False, id="a mean of it is the same for every J"),
        pytest.param("torch.mean(0.5*torch.sum(exp(s) + m**2 - s, 1), 0)", "1/2", True, id="averaged over the batch"),
        pytest.param("0.5*torch.sum(exp(s) + m**2 - s) - 0.5", "B*J/2 - 1/2", False, id="once for the whole"),
        pytest.param("0.5*torch.sum(exp(s) + m**2 - 2*s)", "-log(2) + 1 - 1/2*0", True, id="moved, for each latent"),
    ],
)
def test_what_repeats_is_counted(text: str, least: str, per_latent: bool) -> None:
    found = behaviour(text)
    assert found.extremum is not None
    sizes = {"B": 3.0, "J": 2.0}
    assert value(found.extremum.value, sizes) == pytest.approx(value(least, sizes))
    assert found.extremum.per_latent == per_latent


# Gradients

KL = {
    "log_var": "0.5*(exp({s}) + {m}**2 - 1 - {s})",
    "log_std": "0.5*(exp(2*{s}) + {m}**2 - 1) - {s}",
    "std": "0.5*({s}**2 + {m}**2 - 1) - log({s})",
    "var": "0.5*({s} + {m}**2 - 1 - log({s}))",
}


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("-0.5*(1 + s - m**2 - exp(s))", id="exact"),
        pytest.param("-(1 + s - m**2 - exp(s))", id="twice"),
        pytest.param("-0.5*(s - m**2 - exp(s))", id="shifted"),
        pytest.param("-0.5*(1 + s - 2*m**2 - exp(s))", id="mean part doubled"),
        pytest.param("-0.5*(1 + 2*s - m**2 - exp(s))", id="log part doubled"),
        pytest.param("-0.5*(1 + s - m - exp(s))", id="unsquared mean"),
        pytest.param("0.5*(sd**2 + m**2 - 1 - log(sd))", id="std, log part halved"),
        pytest.param("0.5*(exp(s) + m**2 - 1)", id="log part dropped"),
        pytest.param("z = m + exp(s)*eps\n-0.5*(1 + s - m**2 - exp(s))", id="beside a sampler that takes a log std"),
    ],
)
def test_gradients_are_those_of_differences(text: str) -> None:
    found = behaviour(text)
    line = text.rsplit("\n", maxsplit=1)[-1]
    mean, scale = found.reading
    kl = KL[found.reading[scale]].format(m=mean, s=scale)
    for at in ({mean: 0.7, scale: 0.4}, {mean: -1.2, scale: 1.9}):
        for one in found.gradients:
            code, due = (slope(function, at, one.symbol) for function in (line, kl))
            if one.factor is not None:
                assert code == pytest.approx(value(one.factor, {}) * due, rel=1e-6, abs=1e-8)
            else:
                assert value(one.code or "", at) == pytest.approx(code, rel=1e-6, abs=1e-8)
                assert value(one.kl or "", at) == pytest.approx(due, rel=1e-6, abs=1e-8)
                assert code != pytest.approx(due, rel=1e-3)


def slope(text: str, at: Mapping[str, float], name: str) -> float:
    """A central difference; its error is of order 1e-8 for these functions."""
    step = 1e-5
    above, below = ({**at, name: at[name] + sign * step} for sign in (1, -1))
    return (value(text, above) - value(text, below)) / (2 * step)


# Weights

J, P = 20, 784


def line_and_kl(text: str) -> tuple[float, float]:
    """The line and the KL for one item of the batch, as sums over numbers."""
    generator = np.random.default_rng(3)
    m, s = generator.normal(size=J), generator.normal(size=J)
    kl = float(np.sum(0.5 * (np.exp(s) + m**2 - 1 - s)))
    names = {"m": m, "s": s, "exp": np.exp, "sum": np.sum, "mean": np.mean, "J": J}
    return float(eval(text, {"__builtins__": {}}, names)), kl  # noqa: S307 the tests' own lines


@pytest.mark.parametrize(
    ("text", "beside_sum", "beside_mean"),
    [
        pytest.param("-0.5*mean(1 + s - m**2 - exp(s), -1)", "1/J", "P/J", id="mean over latents"),
        pytest.param("-0.5*sum(1 + s - m**2 - exp(s), -1)/784", "1/784", "P/784", id="divided by the pixels"),
        pytest.param("-sum(1 + s - m**2 - exp(s), -1)", "2", "2*P", id="half is missing"),
        pytest.param("-0.5*sum(1 + s - m**2 - exp(s), -1)", "1", "P", id="right"),
    ],
)
def test_a_scale_is_a_weight_beside_the_reconstruction(text: str, beside_sum: str, beside_mean: str) -> None:
    """mean over P pixels + code = (sum over pixels + β KL)/P, so β = P · code/KL."""
    found = behaviour(text, sizes={"J": J, "P": P})
    summed, averaged = found.betas
    assert (summed.beside, summed.beta, averaged.beside, averaged.beta) == ("sum", beside_sum, "mean", beside_mean)
    code, kl = line_and_kl(text)
    assert value(summed.beta, {"J": J}) == pytest.approx(code / kl)
    assert float(averaged.value or "nan") == pytest.approx(P * code / kl, rel=1e-5)


def test_the_well_known_39_2() -> None:
    found = behaviour("-0.5*torch.mean(1 + s - m**2 - exp(s), dim=1)", sizes={"J": 20, "P": 784})
    assert [one.value for one in found.betas] == ["0.05", "39.2"]


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("-0.5*torch.sum(1 + s - m**2 - exp(s))", id="scale 1 and no pixels given"),
        pytest.param("0.5*torch.mean(1 + s - m**2 - exp(s), 1)", id="a negative scale is no weight"),
        pytest.param("-0.5*torch.sum(1 + 2*s - m**2 - exp(s))", id="no KL"),
    ],
)
def test_no_weight_is_told_where_there_is_none(text: str) -> None:
    assert behaviour(text).betas == ()


def test_a_size_that_the_line_names_may_be_given() -> None:
    found = behaviour("-0.5*torch.mean(torch.sum(1 + s - m**2 - exp(s), 1))/num_nodes", sizes={"num_nodes": 50})
    assert found.betas[0].value == "0.02"


def test_a_name_of_the_latents_is_the_latents() -> None:
    found = behaviour("-0.5*torch.sum(1 + s - m**2 - exp(s), 1)/latent_dim", sizes={"latent_dim": 20})
    assert (found.betas[0].beta, found.betas[0].value) == ("1/J", "0.05")


@pytest.mark.parametrize(
    ("sizes", "message"),
    [
        ({"K": 3}, "no such size here; there are J"),
        ({"J": 0}, "positive whole number"),
        ({"J": -2}, "positive whole number"),
        ({"J": True}, "positive whole number"),
        ({"J": 2.5}, "positive whole number"),
        ({"J": 10**15}, "positive whole number"),
    ],
)
def test_sizes_that_make_no_sense_are_refused(sizes: Mapping[str, int], message: str) -> None:
    with pytest.raises(Misuse, match=message):
        check("-0.5*(1 + s - m**2 - exp(s))", sizes=sizes)


# The whole


def exact_verdict() -> Verdict:
    return check("-0.5 * torch.sum(1 + logvar - mu.pow(2) - logvar.exp())")


def test_an_exact_line_stays_exact_and_quiet() -> None:
    verdict = exact_verdict()
    assert (verdict.verdict, verdict.severity) == ("exact", "ok")
    assert "behaviour   minimum 0 at mu = 0, logvar = 0; never negative" in str(verdict)
    assert "gradient" not in str(verdict)


def test_json_holds_it() -> None:
    shown = exact_verdict().to_dict()["behaviour"]
    assert isinstance(shown, dict)
    assert shown["extremum"]["at"] == {"mu": "0", "logvar": "0"}
    assert shown["gradients"][0] == {"symbol": "mu", "factor": "1", "code": None, "kl": None}
    assert check("3").to_dict()["behaviour"] is None


def test_under_another_reading_that_is_meant_the_behaviour_is_that_readings() -> None:
    found = behaviour("z = m + exp(s)*eps\n-0.5*(1 + s - m**2 - exp(s))")
    assert found.reading == {"m": "mean", "s": "log_std"}
    assert found.gradients[1].kl == "exp(2*s) - 1"
    assert found.overflow is not None
    assert found.overflow.of == "exp(s)", "what is written, not what is meant"


def test_if_the_reading_that_is_meant_lets_nothing_be_told_the_one_that_is_told_is_named() -> None:
    found = check("-0.5*(1 + s - m**2 - exp(s))", reading={"s": "std"}).behaviour
    assert found is not None
    assert found.says == "minimum 0 at m = 0, s = 0; never negative (with s as log_var)"
