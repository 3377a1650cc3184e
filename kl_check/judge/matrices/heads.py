"""Which terms hold operations of linear algebra: asked of every term, so nothing heavy is imported here."""

from __future__ import annotations

from kl_check.model.term import Apply, Term, walk

OF_MATRICES = frozenset({"trace", "determinant", "log_determinant", "inverse", "cholesky"})
"""Heads whose argument is a matrix."""

OF_ARRAYS = frozenset({"matmul", "transpose", "outer"})

HEADS = OF_MATRICES | OF_ARRAYS | {"diag", "identity_matrix"}


def has_matrices(term: Term) -> bool:
    """Whether a term holds an operation of linear algebra."""
    return any(isinstance(part, Apply) and part.head in HEADS for part in walk(term))
