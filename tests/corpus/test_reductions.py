"""Random reductions around a KL: whatever is said of the sum is true when it is run on arrays."""

from __future__ import annotations

from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from kl_check.model.errors import InputError
from kl_check.pipeline import check

BODIES = [
    "(1 + lv - mu**2 - lv.exp())",
    "(lv - mu**2 - lv.exp())",
    "(mu**2 + sd**2 - 2 * sd.log() - 1)",
    "(1 + lv - lv.exp() - (mu**2).sum(1, keepdim=True) / mu.shape[1])",
]
AXES = ["", "0", "1", "-1", "-2", "(0, 1)", "1, keepdim=True", "0, keepdim=True", "dim=-1", "dim=[1]"]
FACTORS = ["-0.5", "0.5", "-1", "3", "1 / 784", "beta"]
SIZES = ["mu.shape[0]", "mu.shape[1]", "batch_size", "latent_dim", "len(mu)", "mu.size(1)"]


def reduced(inner: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    kinds, axes = st.sampled_from(["sum", "mean"]), st.sampled_from(AXES)
    return st.one_of(
        st.builds("{}.{}({})".format, inner, kinds, axes),
        st.builds("torch.{1}({0}, {2})".format, inner, kinds, st.sampled_from(AXES[1:])),
        st.builds("({1} * {0})".format, inner, st.sampled_from(FACTORS)),
        st.builds("({} / {})".format, inner, st.sampled_from(SIZES)),
        st.builds("({} * {})".format, inner, st.sampled_from(SIZES)),
        st.builds("({} - 0.5)".format, inner),
        st.builds("({} + {} / 2)".format, inner, st.sampled_from(SIZES)),
        st.builds("({0} + {0})".format, inner),
    )


TEXTS = st.recursive(st.sampled_from(BODIES), reduced, max_leaves=1).map("-0.5 * {}".format)


@given(TEXTS)
@settings(max_examples=300)
def test_what_is_said_of_a_reduced_kl_is_true_when_it_is_run(oracle: Any, text: str) -> None:
    try:
        verdict = check(text)
    except InputError:
        return
    if verdict.verdict in ("exact", "scaled", "shifted"):
        assert oracle.holds(text, verdict)
