"""A trace and the entries beside the diagonal."""

from kl_check.claims.vocabulary import Saying, equal

CLAIM = Saying(
    name="a-trace-drops-entries",
    topic="form",
    title="The trace drops what stands beside the diagonal",
    says="Of A Aᵀ only the squares of the diagonal of A count: for a matrix with rows (a, b) and (c, d), a² + d².",
    claim=(equal("(a*a + b*b) + (c*c + d*d)", "a**2 + d**2"),),
    because="The trace takes the diagonal of the product, and each entry of it is a sum of squares over a row: "
    "all of them count.",
    expected="false",
    instead=(equal("(a*a + b*b) + (c*c + d*d)", "a**2 + b**2 + c**2 + d**2"),),
)
