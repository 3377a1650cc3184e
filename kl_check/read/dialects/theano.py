"""Theano and what became of it: Aesara and PyTensor."""

from kl_check.read.dialects.dialect import Dialect

DIALECT = Dialect(
    "theano",
    modules=("T", "TT", "theano.tensor", "aesara.tensor", "pytensor.tensor"),
    prefix="T.",
    axis="axis",
    functions={"sqr": "square", "neg": "negate", "sub": "subtract", "mul": "multiply", "inv": "reciprocal"},
    spellings={"square": "sqr"},
)
