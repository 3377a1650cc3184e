"""Functions of one item of the batch, and those that only look like it."""

from __future__ import annotations

import ast

import pytest

from kl_check.model.verdict import Reduction
from kl_check.read.flow.follow import follow
from kl_check.scanning.terms import Search

KL = "def kl(mu, logvar):\n    return -0.5 * jnp.sum(1 + logvar - mu**2 - jnp.exp(logvar))\n"

REDUCTIONS = [
    pytest.param(KL, "sum", id="not-mapped"),
    pytest.param(KL + "vmap = 1\nprint(vmap, kl)", "sum", id="a-value-called-vmap"),
    pytest.param(KL + "jax.jit(kl)", "sum", id="only-compiled"),
    pytest.param("@jax.vmap\n" + KL, "none", id="decorated"),
    pytest.param("@partial(jax.vmap, in_axes=(0, 0))\n" + KL, "none", id="partial"),
    pytest.param(KL + "losses = jax.vmap(kl)(mus, logvars)", "none", id="given-to-vmap"),
    pytest.param(
        KL + "def f(x):\n    return kl(*x)\nys = vmap(lambda x: f(x))(xs)", "none", id="called-by-one-that-is"
    ),
]


@pytest.mark.parametrize(("code", "batch"), REDUCTIONS)
def test_a_sum_in_a_mapped_function_is_one_of_latents(code: str, batch: str) -> None:
    text = "import jax\nimport jax.numpy as jnp\nfrom jax import vmap\nfrom functools import partial\n" + code
    found = Search(text, follow(text, ast.parse(text))).run()
    assert found[0].reduction == Reduction("sum", batch)  # type: ignore[arg-type]
