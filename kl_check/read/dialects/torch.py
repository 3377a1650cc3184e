"""PyTorch: functions, methods and in-place methods."""

from kl_check.read.dialects.dialect import Dialect

ARITHMETIC = {
    "neg": "negate",
    "negative": "negate",
    "add": "add",
    "sub": "subtract",
    "subtract": "subtract",
    "mul": "multiply",
    "multiply": "multiply",
    "div": "divide",
    "divide": "divide",
    "true_divide": "divide",
}

DIALECT = Dialect(
    "torch",
    modules=("torch", "th", "F", "torch.nn.functional", "nn.functional", "torch.special"),
    prefix="torch.",
    axis="dim",
    functions={**ARITHMETIC, "absolute": "abs"},
    methods={**ARITHMETIC, "absolute": "abs"},
    spellings={"power": "pow"},
)
