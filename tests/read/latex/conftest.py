from collections.abc import Callable

import pytest

from kl_check.algebra.axes import resolve
from kl_check.algebra.evaluate import evaluate
from kl_check.algebra.exact import Exact, Kind, Sums
from kl_check.model.term import Axis, Symbol, Term, walk

SIZES: dict[str, Axis] = {"J": "latent", "N": "batch"}


def exact_value(term: Term) -> Sums:
    """A term's exact normal form: scales are positive, means real, J and N the lengths of the axes."""
    names = {node.name for node in walk(term) if isinstance(node, Symbol)}
    kinds: dict[str, Kind] = {name: "positive" for name in names if name.startswith("sigma")}
    return evaluate(resolve(term, SIZES.__contains__), Exact(kinds, SIZES))


@pytest.fixture(scope="session")
def exact() -> Callable[[Term], Sums]:
    return exact_value
