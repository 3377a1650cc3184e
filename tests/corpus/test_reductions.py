"""Random reductions around a KL: whatever is said of the sum is true when it is run on arrays."""

from __future__ import annotations

from typing import Any

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from kl_check.judge.judge import judge
from kl_check.model.errors import InputError
from kl_check.read.text import read_text

BODIES = [
    "(1 + lv - mu**2 - lv.exp())",
    "(lv - mu**2 - lv.exp())",
    "(mu**2 + sd**2 - 2 * sd.log() - 1)",
    "(1 + lv - lv.exp() - (mu**2).sum(1, keepdim=True) / mu.shape[1])",
]
AXES = ["", "0", "1", "-1", "-2", "(0, 1)", "1, keepdim=True", "0, keepdim=True", "dim=-1", "dim=[1]"]
FACTORS = ["-0.5", "0.5", "-1", "3", "1 / 784", "beta"]
SIZES = ["mu.shape[0]", "mu.shape[1]", "batch_size", "latent_dim", "len(mu)", "mu.size(1)"]


STEPS = st.one_of(
    st.builds("{{}}.{}({})".format, st.sampled_from(["sum", "mean"]), st.sampled_from(AXES)),
    st.builds("torch.{}({{}}, {})".format, st.sampled_from(["sum", "mean"]), st.sampled_from(AXES[1:])),
    st.sampled_from(FACTORS).map("({} * {{}})".format),
    st.sampled_from(SIZES).map("({{}} / {})".format),
    st.sampled_from(SIZES).map("({{}} * {})".format),
    st.sampled_from(SIZES).map("({{}} + {} / 2)".format),
    st.sampled_from(["({} - 0.5)", "({} + {})"]),
)


def applied(body: str, steps: list[str]) -> str:
    for step in steps:
        body = step.replace("{}", body)
    return f"-0.5 * {body}"


TEXTS = st.builds(applied, st.sampled_from(BODIES), st.lists(STEPS, min_size=1, max_size=5))


@given(TEXTS)
@settings(max_examples=200)
def test_what_is_said_of_a_reduced_kl_is_true_when_it_is_run(oracle: Any, text: str) -> None:
    try:
        verdict = judge(read_text(text))  # without a repair, which would take longer than all the rest
    except InputError:
        return
    if verdict.verdict in ("exact", "scaled", "shifted"):
        try:
            holds = oracle.holds(text, verdict)
        except np.exceptions.AxisError:  # a scalar has no axis: nothing is run, so nothing false is said
            return
        assert holds
