"""MXNet: arrays, symbols, and what `hybrid_forward` calls F."""

from kl_check.read.dialects.dialect import Dialect

DIALECT = Dialect(
    "mxnet",
    modules=("nd", "mx.nd", "mx.sym", "mx.symbol", "mxnet.nd", "mxnet.ndarray", "mxnet.symbol", "mxnet.sym"),
    prefix="nd.",
    axis="axis",
)
