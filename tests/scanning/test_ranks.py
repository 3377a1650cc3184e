"""Arrays of more than two axes: which of them are latents, and which belong to the batch."""

from __future__ import annotations

import pytest

from kl_check.algebra.show import text
from kl_check.read.python import read_python
from kl_check.scanning.ranks import in_two_axes

TOLD = [
    pytest.param("x.sum(1).mean(0)", None, id="two-axes-stay-as-they-are"),
    pytest.param("x.mean()", None, id="all-axes-at-once"),
    pytest.param("x.sum(dim=-1, keepdim=True).mean()", None, id="a-kept-axis-needs-no-further-one"),
    pytest.param("x.sum(2).mean((0, 1))", "mean_b(sum_i(x))", id="time-and-batch-averaged"),
    pytest.param("x.sum(-1).sum(-1).mean()", "mean_b(sum_i(x))", id="a-mean-of-what-is-left"),
    pytest.param("x.sum(3).sum(2).sum(1).mean()", "mean_b(sum_i(x))", id="one-after-the-other"),
    pytest.param("x.sum([1, 2, 3])", "sum_i(x)", id="feature-axes-together"),
    pytest.param("x.sum(-1).mean(1).sum(0)", "mean_b(sum_i(x))", id="time-first"),
    pytest.param("x.mean(dim=(2, 3)).sum(1)", "mean_i(x)", id="pixels-averaged-channels-summed"),
    pytest.param("x.mean((1, 2, 3)).mean()", "mean_b(mean_i(x))", id="latents-averaged"),
]


@pytest.mark.parametrize(("code", "expected"), TOLD)
def test_axes_are_told_as_batch_and_latents(code: str, expected: str | None) -> None:
    term = read_python(code).term
    told = in_two_axes(term)
    assert str(text(told)) == (expected or str(text(term)))


def test_beside_sums_for_each_item_a_whole_sum_is_over_latents() -> None:
    term = read_python("torch.sum(x / p, dim=1) + torch.sum(torch.log(p))").term
    assert str(text(in_two_axes(term))) == "sum(x/p, axis=1) + sum(log(p), axis=-1)"


def test_a_whole_sum_by_itself_is_over_the_batch_too() -> None:
    term = read_python("torch.sum(x / p) + torch.sum(torch.log(p))").term
    assert in_two_axes(term) is term
