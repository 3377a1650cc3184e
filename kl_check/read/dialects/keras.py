"""Keras: the backend module and `keras.ops`."""

from kl_check.read.dialects.dialect import Dialect

DIALECT = Dialect(
    "keras",
    modules=("K", "keras.backend", "tf.keras.backend", "keras.ops", "ops", "backend", "keras.random"),
    prefix="K.",
    axis="axis",
    functions={"reduce_sum": "sum", "reduce_mean": "mean"},
    spellings={"power": "pow"},
)
