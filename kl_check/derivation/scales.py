"""What stands for a standard deviation must be positive, for all values that the assumptions allow: else no density."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from kl_check.algebra.symbolic import Domain, to_sympy
from kl_check.model.errors import UnsupportedInput
from kl_check.model.term import Apply, Expectation, Term, walk


def check_scales(term: Term, domains: Mapping[str, Domain]) -> None:
    """Raises `UnsupportedInput` for a standard deviation that SymPy does not know to be positive."""
    for std in dict.fromkeys(_scales(term)):
        if not to_sympy(std, domains).is_positive:
            raise UnsupportedInput("a standard deviation that need not be positive")


def _scales(term: Term) -> Iterator[Term]:
    for part in walk(term):
        match part:
            case Apply(head=("normal_density" | "normal_log_density"), arguments=(_, _, std)) | Expectation(std=std):
                yield std
