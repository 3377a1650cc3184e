"""Mathematics as it is typed: `log(s)`, `ln(s)`, `sum(…)`, and Python's own `math`."""

from kl_check.read.dialects.dialect import Dialect

DIALECT = Dialect(
    "plain",
    modules=("math", "cmath"),
    prefix="",
    axis="axis",
    functions={"ln": "log", "fabs": "abs", "sqr": "square", "reduce_sum": "sum", "reduce_mean": "mean"},
)
