"""NumPy."""

from kl_check.read.dialects.dialect import Dialect

DIALECT = Dialect(
    "numpy",
    modules=("np", "numpy", "onp"),
    prefix="np.",
    axis="axis",
    functions={"absolute": "abs", "float_power": "power", "average": "mean", "nanmean": "mean", "nansum": "sum"},
)
