import pytest

from kl_check.algebra.exact import FUNCTIONS as EXACT
from kl_check.algebra.pointwise import Floating
from kl_check.model.term import ARITHMETIC
from kl_check.read.dialects.dialect import COMMON, IDENTITIES, LINKS, METHODS_ONLY, NOISE, RESHAPES, Dialect
from kl_check.read.dialects.table import BY_MODULE, BY_NAME, DIALECTS, METHODS, function_meaning, method_meaning

BY_DIALECT = pytest.mark.parametrize("dialect", DIALECTS, ids=lambda dialect: dialect.name)
REDUCTIONS = {"sum", "mean"}


def test_no_module_belongs_to_two_dialects() -> None:
    assert len(BY_MODULE) == sum(len(dialect.modules) for dialect in DIALECTS)
    assert len(BY_NAME) == len(DIALECTS)


@BY_DIALECT
def test_every_head_of_a_dialect_has_a_value(dialect: Dialect) -> None:
    heads = {*dialect.functions.values(), *dialect.methods.values(), *COMMON.values()} - REDUCTIONS
    assert heads <= Floating.functions.keys()
    assert heads - ARITHMETIC <= EXACT.keys()


@BY_DIALECT
def test_what_a_dialect_writes_it_reads(dialect: Dialect) -> None:
    """A repaired line is written with `prefix` and `spellings`, and must be read as the head that was meant."""
    for head in ("exp", "log", "sum", "mean", "square"):
        spelled = dialect.prefix + dialect.spellings.get(head, head)
        module, _, spelling = spelled.rpartition(".")
        home = BY_MODULE[module] if module else dialect
        assert function_meaning(home, spelling) == head


def test_kinds_of_calls_do_not_overlap() -> None:
    assert not set(COMMON) & (IDENTITIES | LINKS | NOISE | RESHAPES)
    assert not IDENTITIES & (LINKS | NOISE | RESHAPES)
    assert METHODS_ONLY <= IDENTITIES


MEANINGS = [
    ("torch", "exp", "exp"),
    ("torch", "sub", "subtract"),
    ("torch", "softplus", "link"),
    ("torch", "randn_like", "noise"),
    ("torch", "tensor", "identity"),
    ("torch", "flatten", "reshape"),
    ("torch", "reduce_sum", None),
    ("torch", "half", None),
    ("tensorflow", "reduce_sum", "sum"),
    ("tensorflow", "log", "log"),
    ("keras", "pow", "power"),
    ("numpy", "average", "mean"),
    ("numpy", "median", None),
    ("jax", "float_power", "power"),
    ("theano", "sqr", "square"),
    ("mxnet", "broadcast_minus", "subtract"),
    ("mxnet", "elemwise_div", "divide"),
    ("plain", "ln", "log"),
    ("plain", "double", None),
    ("plain", "frobnicate", None),
]


@pytest.mark.parametrize(("dialect", "spelling", "meaning"), MEANINGS)
def test_what_a_function_means(dialect: str, spelling: str, meaning: str | None) -> None:
    assert function_meaning(BY_NAME[dialect], spelling) == meaning


@pytest.mark.parametrize(
    ("spelling", "meaning"),
    [
        ("exp", "exp"),
        ("exp_", "exp"),
        ("mul_", "multiply"),
        ("half", "identity"),
        ("view", "reshape"),
        ("frobnicate", None),
        ("exp__", None),
        ("_", None),
    ],
)
def test_what_a_method_means(spelling: str, meaning: str | None) -> None:
    assert method_meaning(spelling) == meaning


def test_every_method_is_one_of_a_head() -> None:
    assert set(METHODS.values()) <= set(COMMON.values()) | ARITHMETIC
