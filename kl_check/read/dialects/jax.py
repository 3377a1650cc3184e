"""JAX."""

from kl_check.read.dialects.dialect import Dialect

DIALECT = Dialect(
    "jax",
    modules=("jnp", "jax.numpy", "jax.nn", "jax.lax", "lax", "jax.random"),
    prefix="jnp.",
    axis="axis",
    functions={"absolute": "abs", "float_power": "power", "integer_pow": "power", "neg": "negate", "div": "divide"},
)
