"""TensorFlow 1 and 2."""

from kl_check.read.dialects.dialect import Dialect

DIALECT = Dialect(
    "tensorflow",
    modules=("tf", "tensorflow", "tf.math", "tf.compat.v1", "tf.nn", "tf.random", "tf.compat.v1.math"),
    prefix="tf.",
    axis="axis",
    functions={
        "reduce_sum": "sum",
        "reduce_mean": "mean",
        "sub": "subtract",
        "mul": "multiply",
        "div": "divide",
        "truediv": "divide",
        "realdiv": "divide",
        "neg": "negate",
    },
    spellings={"sum": "reduce_sum", "mean": "reduce_mean", "log": "math.log", "power": "pow"},
)
