"""Inverses, traces and quadratic forms of diagonal matrices, entry by entry."""

from kl_check.derivation.rule import for_arrays

RULE = for_arrays(
    "diagonal",
    "Diagonal matrices",
    "they are inverted and multiplied entry by entry; a trace is the sum of the entries",
)
