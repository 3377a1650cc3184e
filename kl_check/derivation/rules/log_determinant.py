"""The logarithm of a determinant: of a product, of an inverse, of a diagonal matrix."""

from kl_check.derivation.rule import for_arrays

RULE = for_arrays(
    "log-determinant",
    "Log-determinant",
    "det(AB) = det A det B; that of a diagonal matrix is the product of its entries",
)
