from typing import Any

import pytest

jax = pytest.importorskip("jax", reason="JAX is not installed")

BODY = "(1 + logvar - jnp.square(mu) - jnp.exp(logvar))"
LINES = [
    f"-0.5 * jnp.sum{BODY}",
    f"-0.5 * jnp.mean{BODY}",
    f"-0.5 * jnp.sum({BODY}, 1)",
    f"-0.5 * jnp.sum({BODY}, axis=0)",
    f"-0.5 * jnp.sum({BODY}, axis=-1)",
    f"-0.5 * jnp.sum({BODY}, axis=-2)",
    f"-0.5 * jnp.sum({BODY}, axis=(0, 1))",
    f"-0.5 * jnp.sum({BODY}, axis=-1, keepdims=True)",
    f"-0.5 * jnp.sum(jnp.sum({BODY}, axis=-1, keepdims=True))",
    f"-0.5 * jnp.sum(jnp.mean({BODY}, axis=-1, keepdims=True))",
    f"-0.5 * jnp.mean(jnp.sum({BODY}, axis=-1), axis=0)",
    f"-0.5 * {BODY}.sum(axis=1).mean()",
    f"-0.5 * jnp.sum{BODY} / mu.shape[0]",
    f"-0.5 * jnp.sum{BODY} / mu.shape[-1]",
    f"-0.5 * jnp.sum{BODY} / len(mu)",
    f"-0.5 * {BODY}.reshape(mu.shape[0], -1).sum(-1)",
    f"-0.5 * {BODY}.reshape(-1).sum()",
    "logvar - jnp.mean(mu, axis=1, keepdims=True)",
    "jnp.sum(logvar * jnp.sum(mu, axis=0))",
    "jnp.add(mu, logvar) - jnp.subtract(mu, std) * jnp.multiply(mu, 2) / jnp.divide(std, 3)",
    "jnp.power(mu, 2) + jnp.power(2, mu) + jnp.float_power(mu, 3) + jnp.negative(mu) + jnp.reciprocal(std)",
    "jnp.log1p(mu) + jnp.expm1(logvar) + jnp.log2(std) + jnp.log10(std) + jnp.sqrt(std) + jnp.abs(mu - 1)",
    "jnp.clip(mu, 0.5, 1) + jnp.maximum(mu, std) + jnp.minimum(mu, 0.7)",
    "jax.lax.rsqrt(std) + jax.lax.stop_gradient(mu)",
    "kl = jnp.log(s2 / std) + (std**2 + (mu - m2)**2) / (2 * s2**2) - 0.5\nkl = jnp.sum(kl, -1)\nkl.mean()",
]


@pytest.mark.parametrize("line", LINES)
def test_a_line_is_read_as_jax_runs_it(line: str, same: Any) -> None:
    jnp = pytest.importorskip("jax.numpy")
    with jax.enable_x64(True):
        assert same(line, {"jax": jax, "jnp": jnp}, jnp.asarray)
