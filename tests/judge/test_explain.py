"""Which token is which part: pairs of text and part, and what the parts add up to, computed apart."""

from __future__ import annotations

import json
import re

import numpy as np
import pytest

from kl_check.cli import main
from kl_check.model.explanation import Token
from kl_check.pipeline import check


def tokens(text: str) -> tuple[Token, ...]:
    found = check(text, explain=True).explanation
    assert found is not None
    return found.tokens


def parts(text: str) -> dict[str, str]:
    return {one.text: one.part for one in tokens(text) if one.text}


LINES = [
    pytest.param(
        "-0.5 * torch.sum(1 + logvar - mu.pow(2) - logvar.exp())",
        {
            "-0.5": "half",
            "torch.sum": "sum",
            "1": "dimension",
            "logvar": "log-determinant",
            "mu.pow(2)": "mean",
            "logvar.exp()": "trace",
        },
        id="the line that is copied everywhere",
    ),
    pytest.param(
        "log(s2/s1) + (s1**2 + (m1 - m2)**2)/(2*s2**2) - 1/2",
        {
            "log(s2/s1)": "log-determinant",
            "s1**2": "trace",
            "(m1 - m2)**2": "mean",
            "2*s2**2": "prior-variance",
            "1/2": "dimension",
        },
        id="two Gaussians over one fraction bar",
    ),
    pytest.param(
        "mu.pow(2).add(logvar.exp()).mul(-1).add(1).add(logvar).sum(1).mul(-0.5).mean()",
        {
            "mu.pow(2)": "mean",
            "logvar.exp()": "trace",
            "-1": "factor",
            "1": "dimension",
            "logvar": "log-determinant",
            ".sum(1)": "sum",
            "-0.5": "half",
            ".mean()": "average",
        },
        id="a chain of methods",
    ),
    pytest.param(
        r"-\frac{1}{2}\sum_{j=1}^{J}\left(1+\log(\sigma_j^2)-\mu_j^2-\sigma_j^2\right)",
        {
            "-": "sign",
            r"\frac{1}{2}": "half",
            r"\sum_{j=1}^{J}": "sum",
            "1": "dimension",
            r"\log(\sigma_j^2)": "log-determinant",
            r"\mu_j^2": "mean",
            r"\sigma_j^2": "trace",
        },
        id="LaTeX",
    ),
    pytest.param(
        "beta * torch.sum(0.5*(v + m**2 - 1 - log(v)))/N",
        {
            "beta": "weight",
            "torch.sum": "sum",
            "0.5": "half",
            "v": "trace",
            "m**2": "mean",
            "1": "dimension",
            "log(v)": "log-determinant",
            "N": "count",
        },
        id="weights and sizes",
    ),
    pytest.param("0.5*(m1 - m2)**2", {"0.5*(m1 - m2)**2": "mean"}, id="a distance alone"),
]


@pytest.mark.parametrize(("text", "expected"), LINES)
def test_each_token_has_its_part(text: str, expected: dict[str, str]) -> None:
    assert parts(text) == expected


@pytest.mark.parametrize(("text", "expected"), LINES)
def test_tokens_are_where_they_say(text: str, expected: dict[str, str]) -> None:
    places = [one.place for one in tokens(text) if one.place]
    assert len(places) == len(expected)
    assert [place.span for place in places] == sorted(place.span for place in places)
    for one in tokens(text):
        if one.place:
            assert text[slice(*one.place.span)] == one.text
            assert text.split("\n")[one.place.line - 1][one.place.column - 1 :].startswith(one.text or "?")


AT = {"m": 0.7, "mu": 0.7, "m1": 0.7, "m2": -0.4, "s": 0.3, "sd": 1.3, "s1": 1.3, "s2": 0.6, "logvar": 0.3}


def computed(text: str) -> float:
    names = {name: getattr(np, name) for name in ("log", "exp", "sqrt", "square")}
    return float(eval(text.replace("^", "**"), {"__builtins__": {}}, {**names, **AT}))  # noqa: S307 the tests' own lines


@pytest.mark.parametrize(
    "text",
    [
        "-0.5*(1 + s - m**2 - exp(s))",
        "log(s2/s1) + (s1**2 + (m1 - m2)**2)/(2*s2**2) - 1/2",
        "0.5*(exp(logvar) + mu**2 - 1 + logvar)",
        "0.5*(sd**2 + m**2 - 1 - log(sd))",
        "-(1 + 2*s - m**2 - exp(2*s))/4",
        "0.5*(square(s1/s2) + square((m1 - m2)/s2)) - 0.5 + log(s2) - log(s1)",
    ],
)
def test_what_the_tokens_come_to_is_the_whole(text: str) -> None:
    here = [re.search(r": here (.*?)(; the KL has.*)?$", one.says) for one in tokens(text)]
    assert sum(computed(found[1]) for found in here if found) == pytest.approx(computed(text))


def said(text: str, part: str) -> str:
    return next(one.says for one in tokens(text) if one.part == part)


def test_a_wrong_part_is_set_beside_its_due() -> None:
    text = "0.5*(exp(s) + m**2 - 1 + s)"
    assert said(text, "log-determinant").endswith("here s/2; the KL has -s/2")
    assert "the KL has" not in said(text, "trace")


def test_what_is_missing_is_told() -> None:
    assert said("-0.5*torch.sum(s - m**2 - exp(s))", "missing") == "dimension −½: the KL has -1/2 for each latent"
    assert said("0.5*(exp(s) + m**2 - 1)", "missing") == "log-determinant −½ log σ²: the KL has -s/2"


def test_a_token_may_be_two_parts_at_once() -> None:
    assert said("0.5*(expm1(s) - s + m**2)", "several") == "trace and dimension at once: here exp(s)/2 - 1/2"
    assert "missing" not in {one.part for one in tokens("0.5*(expm1(s) + s + m**2)")}


def test_a_constant_outside_of_the_sum_counts_once() -> None:
    assert "once for the whole" in said("0.5*torch.sum(exp(s) + m**2 - s) - 0.5", "dimension")


def test_a_mean_over_latents_is_called_a_slip() -> None:
    assert said("-0.5*torch.mean(1 + s - m**2 - exp(s), 1)", "average").endswith("the KL has the sum over the latents")
    assert "the KL has" not in said("torch.mean(-0.5*torch.sum(1 + s - m**2 - exp(s), 1), 0)", "average")


@pytest.mark.parametrize(
    ("text", "second", "derivation"),
    [
        ("-0.5*(1 + s - m**2 - exp(s))", "N(0, 1), implied", "univariate-standard"),
        ("-0.5*torch.sum(1 + s - m**2 - exp(s))", "N(0, 1), implied", "diagonal-standard"),
        ("log(s2/s1) + (s1**2 + (m1 - m2)**2)/(2*s2**2) - 1/2", "N(m2, s2²)", "univariate-general"),
        ("0.5*torch.sum((m1 - m2)**2)", "only the squared distance of the means is left", "diagonal-general"),
    ],
)
def test_what_is_not_written_is_told(text: str, second: str, derivation: str) -> None:
    assert second in said(text, "second-gaussian")
    assert said(text, "derivation") == f"kl-check derive {derivation}"


def test_every_derivation_that_is_named_exists() -> None:
    from kl_check.pipeline import derivation_names

    assert {f"{a}-{b}" for a in ("univariate", "diagonal") for b in ("standard", "general")} <= {*derivation_names()}


def test_a_token_on_another_line_is_marked_there() -> None:
    text = "var = torch.exp(s)\n-0.5*(1 + s - m**2 - var)"
    (trace,) = (one for one in tokens(text) if one.part == "trace")
    assert trace.place is not None
    assert (trace.text, trace.place.line, trace.place.column) == ("torch.exp(s)", 1, 7)


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("3", id="a constant"),
        pytest.param("x + y", id="something else"),
        pytest.param("z = m + exp(s/2)*eps; -0.5*((z - m)**2*exp(-s) + s) + 0.5*z**2", id="one sample"),
        pytest.param("0.5*(tr(S) + m.T @ m - k - logdet(S))", id="full covariance"),
    ],
)
def test_where_no_reading_stands_no_token_is_explained(text: str) -> None:
    verdict = check(text, explain=True)
    assert verdict.explanation is not None
    assert verdict.explanation.tokens == ()
    assert "No token of it can be told" in str(verdict)


def test_json_holds_a_list_when_asked_and_null_otherwise(capsys: pytest.CaptureFixture[str]) -> None:
    line = "-0.5*(1+s-m**2-exp(s))"
    main(["check", line, "--explain", "--format", "json"])
    first, *_, last = json.loads(capsys.readouterr().out)["findings"][0]["explanation"]
    assert first == {
        "span": [0, 4],
        "line": 1,
        "column": 1,
        "end_line": 1,
        "end_column": 5,
        "text": "-0.5",
        "part": "half",
        "says": "the factor ½ of the KL; its minus turns the signs behind it",
    }
    assert (last["part"], last["span"], last["text"]) == ("derivation", None, None)
    main(["check", line, "--format", "json"])
    assert json.loads(capsys.readouterr().out)["findings"][0]["explanation"] is None


@pytest.mark.parametrize(
    "given", ["J", "J=", "=3", "J=0", "J=-1", "J=1.5", "J=2,J=3", "J=²", "J=1e3", "", "J=9" + "9" * 15]
)
def test_sizes_on_the_command_line(given: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", "-0.5*(1+s-m**2-exp(s))", "--sizes", given]) == 2
    assert "positive whole numbers, as J=20,P=784" in capsys.readouterr().err


def test_explaining_changes_no_status(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", "-0.5*(1+s-m**2-exp(s))", "--explain", "--sizes", "J=20, P=784"]) == 0
    assert main(["check", "-0.5*(1+2*s-m**2-exp(s))", "--explain"]) == 1
    assert "log-determinant" in capsys.readouterr().out
