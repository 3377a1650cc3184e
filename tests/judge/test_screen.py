"""The sieve lets every multiple of the KL through: what it holds back is not even that."""

from __future__ import annotations

import pytest

from kl_check.judge.case import Case
from kl_check.judge.screen import Screen
from kl_check.read.text import read_text

KL = "-0.5 * torch.sum(1 + logvar - mu.pow(2) - logvar.exp())"


@pytest.fixture(scope="module")
def screen() -> Screen:
    case = Case(read_text(KL))
    assert case.stands is not None
    return Screen([case.stands.hypothesis], case.elements)


@pytest.mark.parametrize(
    ("text", "passes"),
    [
        pytest.param("-0.5*torch.sum(1 + logvar - mu.pow(2) - 1.01*logvar.exp())", False, id="one part a little off"),
        pytest.param(
            "-0.5*torch.sum(1.001 + logvar - mu.pow(2) - logvar.exp())", False, id="the constant a little off"
        ),
        pytest.param(KL, True, id="the KL"),
        pytest.param(f"beta * {KL} / batch_size / 784", True, id="weights, sizes and numbers are factors"),
        pytest.param("-0.5*(1 + logvar - mu**2 - exp(logvar))", True, id="in other words"),
        pytest.param("torch.mean(0.5*torch.sum(mu**2 + torch.exp(logvar) - 1 - logvar, dim=1))", True, id="reductions"),
        pytest.param("log(-1 - mu**2)", True, id="what floats do not reach is for the proof to say"),
    ],
)
def test_only_what_is_no_multiple_is_held_back(screen: Screen, text: str, *, passes: bool) -> None:
    assert screen.passes(read_text(text).term) is passes
